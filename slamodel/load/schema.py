"""The checked types in; the JSON Schema of a whole model file out, for editors."""

from typing import Any

from pydantic import TypeAdapter

from slamodel.load.entries import SECTIONS, Head

_REFERENCE = "#/$defs/{model}"


def model_schema() -> dict[str, Any]:
    """A JSON Schema in words that both draft-07 and 2020-12 know, since editors differ in which of them they read."""
    definitions: dict[str, Any] = {}
    head = _schema(Head, definitions)
    properties = head["properties"]
    for section, kind in SECTIONS.items():
        entry = _schema(kind, definitions)
        _forget_id(entry)
        definitions[section] = entry
        properties[section] = {"type": "object", "additionalProperties": {"$ref": _REFERENCE.format(model=section)}}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "slamodel model file",
        "type": "object",
        "properties": properties,
        "required": ["slamodel"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = TypeAdapter[Any](kind).json_schema(by_alias=True, ref_template=_REFERENCE)
    definitions.update(schema.pop("$defs", {}))
    if "$ref" in schema:
        return dict(definitions[schema["$ref"].rsplit("/", 1)[1]])
    return schema


def _forget_id(entry: dict[str, Any]) -> None:
    """The id of an entry is its key; inside the entry it is not written."""
    if "id" in entry.get("properties", {}):
        entry["properties"] = {key: value for key, value in entry["properties"].items() if key != "id"}
        entry["required"] = [key for key in entry.get("required", []) if key != "id"]
