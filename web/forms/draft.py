"""A form that was sent in, and the model around it; the changed entries out, with what is wrong at each field."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from slamodel.edit import Change
from slamodel.gaps.wording import capitalised
from slamodel.load import EntryId, Loaded
from slamodel.load.mistakes import Mistake, mistakes

from .along import makes, settled
from .choices import Choices, entries_of
from .filled import Filled, one
from .form import Form, id_of
from .parts import Line, Part, Pick
from .plain import Entry, text_at, value_at
from .quantities import new_currency, rewritten
from .ticks import Ticks

_MISSING = re.compile(r'the key "(\w+)" is missing')
_MOST_SAID = 8
Told = Mapping[str, tuple[str, ...]]
"""What is wrong, by field; under the empty name what is about the entry as a whole."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry as a form says it; `also` are new entries that it brings along, `changed` the parts that say more.

    `old` is the id that it had so far, empty for a new one. The head of a model, which is no entry, has neither section
    nor name.
    """

    form: Form
    old: str
    name: str
    entry: Entry
    also: Mapping[EntryId, Entry]
    changed: tuple[Part, ...]
    told: Told = field(default_factory=dict)
    currency: str = ""
    """What the model gets as its currency along with a price, where it has none."""

    @property
    def is_new(self) -> bool:
        """Whether the entry is to be made."""
        return bool(self.form.section) and not self.old

    @property
    def is_renamed(self) -> bool:
        """Whether the entry gets another id."""
        return not self.is_new and self.name != self.old

    @property
    def entries(self) -> Mapping[EntryId, Entry]:
        """All entries that change, those that others refer to first."""
        return {**self.also, (self.form.section, self.name): self.entry} if self.form.section else {}

    @property
    def changes(self) -> tuple[Change, ...]:
        """The same for the text of the model."""
        if not self.form.section:
            return tuple(Change((key,), self.entry.get(key)) for key in {part.keys[0]: None for part in self.changed})
        head = (Change(("currency",), self.currency),) if self.currency else ()
        return (*(Change(key, entry) for key, entry in self.entries.items()), *head)

    @property
    def message(self) -> str:
        """What has been done, in words."""
        label = text_at(self.entry, "name") or self.name
        names = [text_at(entry, "name") for entry in self.also.values()]
        along = " and ".join([*names, *([f"{self.currency} as the currency"] if self.currency else [])])
        with_it = f", with {along}" if along else ""
        subject = (
            f"{capitalised(self.form.one)} \u201c{label}\u201d" if self.form.section else capitalised(self.form.one)
        )
        if self.is_new:
            return f"{subject} added{with_it}"
        parts = [*(part.noun or part.label[:1].lower() + part.label[1:] for part in self.changed)]
        parts += ["id"] if self.is_renamed else []
        more = len(parts) - _MOST_SAID
        what = f"{', '.join(parts[:_MOST_SAID])}{f' and {more} more' if more > 0 else ''}"
        return f"{subject}: {what or 'nothing'} changed{with_it}"


def draft(loaded: Loaded, form: Form, name: str, base: Entry, sent: Filled) -> Draft:
    """What a form says of an entry, with all that is wrong; without a name, the entry is a new one."""
    choices = Choices(loaded.tree or {})
    ready, also = settled(form, {**sent, **rewritten(form, base, sent, choices)}, choices)
    entry = form.applied(base, ready)
    is_new = bool(form.section) and not name
    taken = entries_of(choices.tree, form.section)
    key = id_of(ready, entry, taken, _otherwise(entry)) if is_new else one(sent, "id") or name
    made = Draft(
        form, name, key, entry, also, form.changed(base, ready), currency=new_currency(form, base, sent, choices)
    )
    return replace(made, told=_told(loaded, made, ready, choices))


def _otherwise(entry: Entry) -> str:
    """What an entry without a name is called after."""
    services = entry.get("services")
    about = services[0] if isinstance(services, list) and services else entry.get("provider", "")
    return f"{text_at(entry, 'kind')} {about}"


def _told(loaded: Loaded, made: Draft, sent: Filled, choices: Choices) -> Told:
    told: dict[str, tuple[str, ...]] = {}
    for name, sentence in _missing(made, sent, choices):
        told[name] = (sentence,)
    missing = frozenset(told)
    for name, sentence in _wrong(loaded, made, sent):
        if name not in missing and sentence not in told.get(name, ()):
            told[name] = (*told.get(name, ()), sentence)
    return told


def _missing(made: Draft, sent: Filled, choices: Choices) -> Iterator[tuple[str, str]]:
    for part in made.form.parts():
        if made.is_new and isinstance(part, Line) and part.is_required and not one(sent, part.name):
            yield part.name, "Give it a name."
        if isinstance(part, Pick | Ticks) and part.is_required and not value_at(made.entry, part.keys):
            yield part.name, "Choose one." if isinstance(part, Pick) else "Choose at least one."
    for part in made.changed:
        yield from part.mistakes(sent)
    if (made.is_new or made.is_renamed) and made.name in entries_of(choices.tree, made.form.section):
        yield "id", f"There is a {made.form.one} with this id already."


def _wrong(loaded: Loaded, made: Draft, sent: Filled) -> Iterator[tuple[str, str]]:
    complete = made.form.complete(made.entry, sent)
    if not made.form.section:
        yield from (
            (made.form.field(found.path, sent), sentence(found)) for found in mistakes(loaded.landscape, complete, {})
        )
        return
    here = (made.form.section, made.name)
    for mistake in mistakes(loaded.landscape, {}, {**made.also, here: complete}):
        is_here = mistake.path[:2] == here
        yield _field(made, mistake, sent) if is_here else _source(made, mistake, sent), sentence(mistake)


def _field(made: Draft, mistake: Mistake, sent: Filled) -> str:
    path = mistake.path[2:]
    if not path and ("is not an id" in mistake.message or "of its own" in mistake.message):
        return "id"
    return made.form.field(path or _meant(mistake.message), sent)


def _meant(message: str) -> tuple[str, ...]:
    """The key that a sentence about an entry as a whole is about."""
    if missing := _MISSING.fullmatch(message):
        return (missing[1],)
    return ("services",) if "the services" in message else ("customers",) if "customers" in message else ()


def _source(made: Draft, mistake: Mistake, sent: Filled) -> str:
    """The field that brought a new entry along."""
    fitting = (part for part in made.form.parts() if makes(part) == mistake.path[0])
    written = {".".join(part.keys): one(sent, f"new.{'.'.join(part.keys)}.name") for part in fitting}
    return next((f"new.{field}.name" for field, text in written.items() if text), next(iter(written), ""))


def sentence(mistake: Mistake) -> str:
    """What is wrong and what would be right, as sentences."""
    if mistake.message.startswith('"" is not') or _MISSING.fullmatch(mistake.message):
        return "A value is missing here."
    message = capitalised(mistake.message)
    hint = capitalised(mistake.hint)
    return f"{message}. {hint}{'' if hint.endswith('?') else '.'}" if hint else f"{message}."
