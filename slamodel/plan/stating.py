"""A target in effect and what it is to say instead in; the changes that write it, where nobody else is changed, out."""

from collections.abc import Iterator, Mapping
from typing import cast

from slamodel.analysis import Analysis
from slamodel.edit import Change, Plain
from slamodel.model import Agreement, Target
from slamodel.model.agreement import Path


def restated(
    analysis: Analysis, agreement: Agreement, place: Path, fields: Mapping[str, Plain | None]
) -> tuple[Change, ...]:
    """Keys of a target with other values, None for not there.

    What is taken from another agreement, or from a tier, is written as a target of its own: others who take it stay as
    they are.
    """
    if place[:3] == ("agreements", agreement.id, "targets"):
        return _said(place, fields)
    copies = added(analysis, agreement, dict(agreement.stated)[place], as_written(analysis, place), place)
    return (*copies, *_said(copies[0].path, fields))


def _said(place: Path, fields: Mapping[str, Plain | None]) -> tuple[Change, ...]:
    return tuple(Change((*place, key), value) for key, value in fields.items())


def added(
    analysis: Analysis, agreement: Agreement, like: Target, entry: dict[str, Plain], place: Path = ()
) -> tuple[Change, ...]:
    """A target more, for the cases of another one; those that it would hide are written beside it."""
    beside = list(_hidden(agreement, place, like)) if analysis.landscape.overrides == "specific" else []
    new = (entry, *(as_written(analysis, other) for other in beside))
    first = len(analysis.landscape.written.get(agreement.id, agreement).targets)
    return tuple(Change(("agreements", agreement.id, "targets", first + n), target) for n, target in enumerate(new))


def as_written(analysis: Analysis, place: Path) -> dict[str, Plain]:
    """What stands at a place of the model, which is a mapping."""
    node: object = analysis.loaded.tree
    for step in place:
        node = cast("dict[str | int, object]", node)[step]
    return dict(cast("dict[str, Plain]", node))


def _hidden(agreement: Agreement, place: Path, target: Target) -> Iterator[Path]:
    """Places of the other targets that an own one for the same cases stands in front of."""
    for other, stated in agreement.stated:
        is_alike = stated.metric == target.metric and target.priority in (stated.priority, None)
        if is_alike and other != place and other[:3] != ("agreements", agreement.id, "targets"):
            yield other
