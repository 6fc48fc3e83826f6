import json

from checker.rulebook.schema import items_schema, pack_schema, rule_schema
from tests.packs import FACTS, KINDS


def test_rule_schema_lists_kinds_and_facts() -> None:
    schema = rule_schema(KINDS, FACTS)

    params = schema["allOf"][0]["then"]["properties"]["params"]
    assert schema["properties"]["kind"] == {"enum": sorted(KINDS)}
    assert schema["allOf"][0]["if"]["properties"]["kind"] == {"const": "at_least"}
    assert "seal.count" in params["properties"]["fact"]["enum"]
    assert params["properties"]["at_least"] == {"type": "integer"}
    assert params["required"] == ["fact"]
    assert params["additionalProperties"] is False
    assert params["description"] == "How many of a fact there must be."


def test_kind_limits_the_scopes() -> None:
    schema = rule_schema(KINDS, FACTS)

    assert schema["allOf"][0]["then"]["properties"]["scope"] == {"enum": ["page"]}
    assert schema["allOf"][0]["then"]["required"] == ["params"]
    assert "required" not in schema["allOf"][-1]["then"]


def test_rule_schema_describes_examples_by_the_facts() -> None:
    schema = rule_schema(KINDS, FACTS)

    lists = schema["properties"]["examples"]
    page = lists["properties"]["fail"]["items"]["properties"]["pages"]["anyOf"][0]
    assert lists["required"] == ["pass", "fail", "unknown"]
    assert "seal.count" in page["items"]["propertyNames"]["enum"]


def test_every_type_of_params_has_a_schema() -> None:
    schema = rule_schema(KINDS, FACTS)

    params = schema["allOf"][-1]["then"]["properties"]["params"]["properties"]
    assert params["mood"] == {"enum": ["strict", "kind"]}
    assert params["pair"]["prefixItems"] == [{"type": "string"}, {"type": "integer"}]
    assert params["wordings"]["items"]["items"] == {"type": "string"}
    assert params["limit"] == {"anyOf": [{"type": "number"}, {"type": "null"}]}
    assert params["by_name"]["additionalProperties"] == {"type": "integer"}
    assert params["item"]["anyOf"][0] == {"type": ["string", "integer"]}


def test_pack_schema_names_the_versions_that_are_read() -> None:
    schema = pack_schema()

    lines = schema["properties"]["grading"]["properties"]["lines"]["items"]
    assert schema["properties"]["schema"] == {"enum": ["pack/1"]}
    assert schema["properties"]["in_force"]["required"] == ["from"]
    assert lines["properties"]["count"] == {"enum": ["findings", "items"]}


def test_schemas_are_plain_json() -> None:
    for schema in (pack_schema(), items_schema(), rule_schema(KINDS, FACTS)):
        assert json.loads(json.dumps(schema)) == schema
        assert schema["$schema"].startswith("https://json-schema.org/")
