"""A model with every key in; the same with a hostile text in every field that takes words, and a faulty one, out."""

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from slamodel.edit import plain
from slamodel.load import load_contents

EVERYTHING = Path(__file__).parent.parent / "load" / "everything.yaml"
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{7*7}}seven",
    "${7*7}seven",
    "%s%n{0.__class__}",
    "a:b:c",
    "javascript:alert(1)",
    "</title></textarea></svg><script>alert(1)</script>",
    "=HYPERLINK(1)",
    "\\N [URL=x] <b>&lt;i&gt;",
    "Longwordwithoutanyblank" * 5,
    "שירות תשלומים",
    "信用調査サービス",
)
COMPUTED = "49seven"
"""What stands on a page where somebody has computed a payload."""

_WORDS = frozenset(("name", "title", "impact", "set_by", "legal", "clause", "reason", "duty", "owner"))
_NAMED = ("parties", "services", "agreements", "calendars", "maintenance")


def hostile_model() -> bytes:
    """The model without mistakes, as JSON, which YAML readers take too."""
    return _written(_tree())


def faulty_model() -> bytes:
    """The same with hostile texts where none may stand, so that each of them is in a message."""
    tree, payloads = _tree(), cycle(PAYLOADS)
    tree["title"] = "Faulty " + PAYLOADS[0]
    for service in tree["services"].values():
        service["provider"] = next(payloads)
    for agreement in tree["agreements"].values():
        agreement["source"] = {"document": "javascript:alert(1)", "clause": "4"}
        agreement[next(payloads)] = "x"
    tree["parties"][PAYLOADS[1]] = {"kind": PAYLOADS[0]}
    tree[PAYLOADS[0]] = PAYLOADS[1]
    return _written(tree)


def _written(tree: dict[str, Any]) -> bytes:
    return json.dumps(tree, ensure_ascii=False, indent=1).encode()


def _tree() -> dict[str, Any]:
    loaded = load_contents((("model.yaml", EVERYTHING.read_bytes()),), "model.yaml")
    assert loaded.tree is not None
    tree, payloads = plain(loaded.tree), cycle(PAYLOADS)
    assert isinstance(tree, dict)
    for section in _NAMED:
        entries = tree[section]
        assert isinstance(entries, dict)
        for entry in entries.values():
            assert isinstance(entry, dict)
            entry.setdefault("name", "")
    _poison(tree, payloads)
    _without_calendar_files(tree)
    return tree


def _without_calendar_files(tree: dict[str, Any]) -> None:
    """A model that is uploaded alone has none."""
    for calendar in tree["calendars"].values():
        calendar.get("holidays", {}).pop("ics", None)


def _poison(node: Any, payloads: Iterator[str]) -> None:
    """Put a payload into each field for words, every one another."""
    for key, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
        if isinstance(value, dict | list):
            _poison(value, payloads)
        elif key in _WORDS:
            node[key] = next(payloads) if key != "set_by" else value
