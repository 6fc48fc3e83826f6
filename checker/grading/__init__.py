"""Findings to a suggested grade, with its arithmetic and the way to a better one.

A person decides; nothing here is a score. ``scheme`` first, then ``way_up``.
"""
