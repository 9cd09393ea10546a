"""The JSON Schema of a model file and the words for its keys in; what an editor offers and explains out, for JSON."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from slamodel.load.keys import key_words
from slamodel.load.schema import model_schema
from slamodel.model import ALWAYS, ANY, BUILT_IN

Schema = Mapping[str, Any]
Node = dict[str, Any]
"""What may stand somewhere: `kinds` of entries, `items` of a list, `values` by name, or a text: `choices`, an id that
`refers` to a section, words that it is `never`, or `like`, how such a value is written, with `examples`."""

REFERS = {
    "parties": {"parties.part_of", "services.provider", "agreements.provider", "agreements.customers"},
    "services": {
        *("services.needs", "services.handled_by", "services.fulfilled_by", "agreements.services", "Use.service"),
        *("AllOf.all_of", "AnyOf.any_of", "AtLeast.of", "InOrder.in_order", "InParallel.in_parallel"),
    },
    "agreements": {"agreements.extends"},
    "calendars": {"parties.contact_hours", "agreements.hours", "agreements.support_hours"},
    "maintenance": {"agreements.excludes"},
    "metrics": {"Credit.metric", "CustomerDuty.relieves", "OwnMetricTarget.metric"},
    "scales": {"ScaleTarget.scale", "OwnMetricTarget.scale"},
}
"""Where the id of an entry of another section is expected."""
_OF_EVERY_TARGET = {"hours": "calendars"}
_BESIDES = {
    "agreements.customers": (ANY,),
    "calendars": (ALWAYS,),
    "Credit.metric": BUILT_IN,
    "CustomerDuty.relieves": BUILT_IN,
}
"""Words that may stand where an id is expected, though no entry has them."""
_WINDOWS = ("day", "week", "month", "quarter", "year", "rolling 30 d")


@cache
def grammar() -> Mapping[str, Any]:
    """All kinds of entries with what may stand under their keys; `head` is the whole file."""
    schema = model_schema()
    kinds = {"head": schema, **{name: kind for name, kind in schema["$defs"].items() if "enum" not in kind}}
    return {name: _kind(name, kind, schema["$defs"]) for name, kind in kinds.items()}


def reference_of(kind: str, key: str) -> str | None:
    """The section whose ids are expected under a key."""
    place = f"{kind}.{key}"
    if kind.endswith("Target") and key in _OF_EVERY_TARGET:
        return _OF_EVERY_TARGET[key]
    return next((section for section, places in REFERS.items() if place in places), None)


def _kind(name: str, kind: Schema, definitions: Schema) -> Node:
    words = key_words().get(name, {})
    required = kind.get("required", ())
    keys = {
        key: {"about": words.get(key, ""), "required": key in required, "holds": _held(name, key, value, definitions)}
        for key, value in kind.get("properties", {}).items()
    }
    rest = kind.get("additionalProperties")
    return {"about": words.get("about", ""), "keys": keys, "rest": _node(rest, definitions) if rest else None}


def _held(kind: str, key: str, value: Schema, definitions: Schema) -> Node:
    node = _node(value, definitions)
    if key == "window":
        node["choices"] = list(_WINDOWS)
    if refers := reference_of(kind, key):
        besides = _BESIDES.get(f"{kind}.{key}") or _BESIDES.get(refers) or ()
        for reader in (node, node.get("items")):
            if reader is not None:
                reader |= {"refers": refers, "choices": list(besides)}
    return node


def _node(schema: Schema, definitions: Schema) -> Node:
    node: Node = {}
    for member in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        _merge(node, _node(member, definitions))
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        _merge(node, _node(definitions[name], definitions) if "enum" in definitions[name] else {"kinds": [name]})
    if "enum" in schema or "const" in schema:
        written = schema.get("enum", [schema.get("const")])
        node["choices"] = [word for word in written if isinstance(word, str)]
    elif "not" in schema:
        node["never"] = schema["not"]["enum"]
    elif "description" in schema and "type" in schema:
        node |= {"like": schema["description"], "examples": _examples(schema["description"])}
    if "items" in schema:
        node["items"] = _node(schema["items"], definitions)
    if schema.get("type") == "object" and schema.get("additionalProperties"):
        node["values"] = _node(schema["additionalProperties"], definitions)
    return node


def _merge(node: Node, other: Node) -> None:
    for name, value in other.items():
        node[name] = [*node.get(name, []), *value] if isinstance(value, list) else value


def _examples(description: str) -> list[str]:
    """The spellings that a description names behind "such as"."""
    named = description.partition(" such as ")[2]
    return [text for text in re.split(r", or |, | or ", named) if re.match(r"(?:[0-9]|PT)[^ ]*(?: [^ ]+)*$", text)]
