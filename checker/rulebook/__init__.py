"""YAML to rules: reads a pack's folder and says everything that is wrong with it.

Read ``yaml_reader`` (text to a tree with places), ``_building`` (tree to frozen
dataclasses by their type hints), ``_forms`` (what the files may hold), ``loader``.
"""
