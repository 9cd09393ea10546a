"""A form as it is filled in, and what is known of it, in; everything that its page shows out."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slamodel.load import Loaded, Plain

from ..forms.choices import Choice, Choices
from ..forms.controls import Control
from ..forms.draft import Told
from ..forms.filled import Filled, below, one
from ..forms.form import Form, Group
from ..forms.plain import Entry, text_at, value_at
from ..forms.quantities import notes
from ..forms.regions import countries, country, parts, zones
from .difference import FileDifference, compared


@dataclass(frozen=True, slots=True)
class GroupView:
    """Fields that belong together, as they stand on the page."""

    label: str
    about: str
    is_open: bool
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """The page of a form. `was` is the entry that it was filled in from, so that a later save can tell what changed."""

    form: Form
    name: str
    id: str
    title: str
    was: str
    seen: str
    groups: tuple[GroupView, ...]
    kept: tuple[str, ...]
    told: Told
    notes: Mapping[str, str]
    summary: tuple[tuple[str, str, str], ...]
    services: tuple[Choice, ...]
    priorities: tuple[str, ...]
    zones: Mapping[str, str]
    countries: Mapping[str, str]
    parts: Mapping[str, str]
    """The parts of the country of the holidays, by their codes."""
    part: str = ""
    focus: str = ""
    said: str = ""
    clash: FileDifference | None = None
    is_gone: bool = False

    @property
    def slots(self) -> tuple[str, ...]:
        """All fields at which something can be told."""
        controls = (control for group in self.groups for control in group.controls if control.kind != "unfit")
        written = ("id",) if self.form.section else ()
        return (*written, *dict.fromkeys(name for control in controls for name in control.slots()))


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page of a form is made from."""

    form: Form
    name: str
    base: Entry
    sent: Filled
    seen: str
    told: Told
    part: str = ""
    focus: str = ""
    said: str = ""
    was: Entry | None = None
    """What the entry was when the form was opened, where it has become another meanwhile."""
    is_gone: bool = False
    """Whether others have removed the entry meanwhile; `base` is what it was."""


def form_view(loaded: Loaded, shown: Shown) -> FormView:
    """The page."""
    form, choices = shown.form, Choices(loaded.tree or {})
    groups = tuple(_group(group, shown, choices) for group in form.groups)
    said = notes(form, shown.base, shown.sent, choices)
    keys = {part.keys[0] for part in form.parts()}
    return FormView(
        form=form,
        name=shown.name,
        id=one(shown.sent, "id") or shown.name,
        title=text_at(shown.base, "name" if form.section else "title") or shown.name,
        was=json.dumps(shown.base, ensure_ascii=False),
        seen=shown.seen,
        groups=groups,
        kept=form.kept(shown.base),
        told=shown.told,
        notes={name: note for name, note in said.items() if name not in shown.told},
        summary=tuple(_summary(groups, shown.told)),
        services=choices.of("services") if form.section == "services" else (),
        priorities=choices.priorities,
        zones=zones() if "timezone" in keys else {},
        countries=countries() if "holidays" in keys else {},
        parts=parts(country(one(shown.sent, "holidays.country"))) if "holidays" in keys else {},
        part=shown.part,
        focus=shown.focus,
        said=shown.said,
        clash=None if shown.was is None else compared("", tuple(spelled(shown.was)), tuple(spelled(shown.base))),
        is_gone=shown.is_gone,
    )


def merged(form: Form, base: Entry, newest: Entry, sent: Filled) -> Filled:
    """What somebody filled in, laid over what has become of the entry meanwhile."""
    fields = dict(form.shown(newest))
    for part in form.changed(base, sent):
        name = ".".join(part.keys)
        fields = {key: values for key, values in fields.items() if key not in below(fields, name)}
        fields |= below(sent, name)
    return {**fields, **below(sent, "new"), **below(sent, "id")}


def _group(group: Group, shown: Shown, choices: Choices) -> GroupView:
    controls = shown.form.controls(group, shown.base, shown.sent, choices)
    slots = {name for control in controls for name in control.slots()}
    is_used = any(value_at(shown.base, part.keys) is not None for part in group.parts)
    is_touched = bool(slots & set(shown.told)) or any(below(shown.sent, ".".join(part.keys)) for part in group.parts)
    return GroupView(group.label, group.about, group.is_open or is_used or is_touched, controls)


def _summary(groups: Sequence[GroupView], told: Told) -> Iterator[tuple[str, str, str]]:
    """Every mistake with the field it is told at, in reading order; what has no field stands first."""
    labels = {name: label for group in groups for control in group.controls for name, label in _labels(control)}
    labels["id"] = "Id"
    order = {name: number for number, name in enumerate(labels)}
    for name in sorted(told, key=lambda name: order.get(name, -1)):
        for sentence in told[name]:
            yield name if name in labels else "", labels.get(name, ""), sentence


def _labels(control: Control) -> Iterator[tuple[str, str]]:
    yield control.name, control.label
    for inner in control.inner:
        yield from _labels(inner)
    for row in control.rows:
        for inner in row.controls:
            for name, label in _labels(inner):
                yield name, f"{row.label}: {label}"


def spelled(value: Plain, indent: str = "") -> Iterator[str]:
    """An entry as lines that people can compare."""
    if isinstance(value, str):
        yield f"{indent}{value}"
    elif isinstance(value, list):
        for item in value:
            yield f"{indent}- {_flat(item)}"
    else:
        yield from _spelled_map(value, indent)


def _spelled_map(value: Mapping[str, Plain], indent: str) -> Iterator[str]:
    for key, inner in value.items():
        if isinstance(inner, str):
            yield f"{indent}{key}: {inner}"
        else:
            yield f"{indent}{key}:"
            yield from spelled(inner, f"{indent}  ")


def _flat(value: Plain) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(inner)}" for key, inner in value.items())
    return f"[{', '.join(_flat(item) for item in value)}]" if isinstance(value, list) else value
