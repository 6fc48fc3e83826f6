"""Room: instruments that look at one page and report facts.

One file, one probe (``PROBE``); found by walking this folder. Modules with a leading
underscore are shared help. A probe never imports another: it names the facts it needs.
"""
