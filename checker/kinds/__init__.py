"""Kinds: ways of judging a subject by params, one file each.

Pure functions from params and evidence to verdicts. Nothing here knows a pack, an
item's number or a town: whatever differs between packs is a param. A module without
a leading underscore exports one ``KIND``; the catalogue finds it by walking the folder.
"""
