"""JSON Schemas of pack.yaml, items.yaml and rule files, for editors.

Made from the same dataclasses that the loader reads by, and from the params of each
kind, so that an editor completes and underlines what the loader would say.
"""

import datetime as dt
import inspect
import typing
from collections.abc import Callable, Mapping
from typing import Any

from checker.model.evidence import Evidence, Fact
from checker.model.ids import FactName, ItemCode
from checker.model.rule import RuleKind
from checker.rulebook import _hints
from checker.rulebook._forms import ExampleForm, ItemsForm, PackForm, RuleForm
from checker.rulebook._hints import Hint, fields_of, origin_of
from checker.rulebook._packs import READ_SCHEMAS
from checker.rulebook._tree import Node

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The version of JSON Schema that the schemas are written in."""

Schema = dict[str, Any]
"""A JSON Schema or a part of one: anything that JSON can hold."""


def pack_schema() -> Schema:
    """Return the schema of pack.yaml."""
    schema = _whole(PackForm, {})
    schema["properties"]["schema"] = {"enum": list(READ_SCHEMAS)}
    return schema


def items_schema() -> Schema:
    """Return the schema of items.yaml."""
    return _whole(ItemsForm, {})


def rule_schema(
    kinds: Mapping[str, RuleKind], facts: Mapping[FactName, Fact]
) -> Schema:
    """Return the schema of a rule file; the kind decides which params it may have.

    Args:
        kinds: by name.
        facts: the facts that rules and their examples may name.
    """
    names = {"FactName": sorted(facts)}
    schema = _whole(RuleForm, names)
    example = {"type": "array", "minItems": 1, "items": _of(ExampleForm, names)}
    schema["properties"]["kind"] = {"enum": sorted(kinds)}
    schema["properties"]["examples"]["properties"] = dict.fromkeys(
        ("pass", "fail", "unknown"), example
    )
    schema["allOf"] = [_of_kind(kinds[name], names) for name in sorted(kinds)]
    return schema


_Names = Mapping[str, list[FactName]]


def _whole(form: type[Any], names: _Names) -> Schema:
    return {"$schema": DIALECT, **_of(form, names)}


def _of_kind(kind: RuleKind, names: _Names) -> Schema:
    params = _of(kind.params, names)
    params["description"] = inspect.getdoc(kind.params) or kind.name
    needs_params = {"required": ["params"]} if params["required"] else {}
    return {
        "if": {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]},
        "then": {
            "properties": {"params": params, "scope": {"enum": sorted(kind.scopes)}},
            **needs_params,
        },
    }


def _of(hint: Hint, names: _Names) -> Schema:
    if hint == Node or hint in (Any, object):
        return {}
    if hint is Evidence:
        return {"type": "object", "propertyNames": {"enum": names.get("FactName", [])}}
    for test, make in _MAKERS:
        if test(hint):
            return make(hint, names)
    return dict(_PLAIN[hint])


_PLAIN: Mapping[Hint, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}


def _form(hint: Hint, names: _Names) -> Schema:
    fields = fields_of(hint)
    return {
        "type": "object",
        "properties": {one.key: _of(one.hint, names) for one in fields},
        "required": [one.key for one in fields if one.required],
        "additionalProperties": False,
    }


def _named(hint: Hint, names: _Names) -> Schema:
    if hint is ItemCode:
        return {"type": ["string", "integer"]}
    if hint.__name__ in names:
        return {"enum": names[hint.__name__]}
    return {"type": "string"}


def _words(hint: Hint, _names: _Names) -> Schema:
    return {"enum": [str(one.value) for one in hint]}


def _literal(hint: Hint, _names: _Names) -> Schema:
    return {"enum": list(typing.get_args(hint))}


def _union(hint: Hint, names: _Names) -> Schema:
    return {"anyOf": [_of(one, names) for one in typing.get_args(hint)]}


def _listing(hint: Hint, names: _Names) -> Schema:
    args = typing.get_args(hint)
    if origin_of(hint) is tuple and args[-1] is not ...:
        return {
            "type": "array",
            "prefixItems": [_of(one, names) for one in args],
            "minItems": len(args),
            "maxItems": len(args),
        }
    return {"type": "array", "items": _of(args[0], names)}


def _mapping(hint: Hint, names: _Names) -> Schema:
    value_hint = typing.get_args(hint)[1]
    return {"type": "object", "additionalProperties": _of(value_hint, names)}


_MAKERS: tuple[tuple[Callable[[Hint], bool], Callable[[Hint, _Names], Schema]], ...] = (
    (_hints.is_named, _named),
    (_hints.is_form, _form),
    (_hints.is_words, _words),
    (_hints.is_union, _union),
    (_hints.is_listing, _listing),
    (_hints.is_mapping, _mapping),
    (_hints.is_literal, _literal),
)
