"""An entry and the form for its kind in; the form filled in out, and of a form that was sent the entry that it says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slamodel.load import Plain
from slamodel.load.keys import key_words

from ..desk import slug
from .choices import Choices
from .controls import Control
from .filled import Filled, one
from .parts import Part
from .plain import Entry, has_room, value_at, with_value
from .targets import Targets


def help_of(kind: str, key: str) -> str:
    """What the documentation says of a key, without its code marks."""
    return key_words()[kind][key].replace("`", "")


UNFIT = "This is written in a way that the form cannot show. It stays as it is; change it in the text."


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together; what is seldom needed starts closed."""

    label: str
    parts: tuple[Part, ...]
    is_open: bool = True
    about: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The form for one kind of entry: its section, what one entry is called, and its fields."""

    section: str
    one: str
    groups: tuple[Group, ...]

    def parts(self) -> Iterator[Part]:
        """All fields."""
        for group in self.groups:
            yield from group.parts

    def shown(self, entry: Entry) -> Filled:
        """The form filled in for an entry."""
        form: Filled = {}
        for part in self.parts():
            form = {**form, **(part.shown(value_at(entry, part.keys)) if _fits(part, entry) else {})}
        return form

    def blank(self) -> Filled:
        """What the form of a new entry starts with: a row for a first target."""
        return {".".join(part.keys): ("n0",) for part in self.parts() if isinstance(part, Targets)}

    def changed(self, entry: Entry, form: Filled) -> tuple[Part, ...]:
        """The parts that do not say what the entry says."""
        fitting = (part for part in self.parts() if _fits(part, entry))
        return tuple(part for part in fitting if not part.is_as(form, value_at(entry, part.keys)))

    def applied(self, entry: Entry, form: Filled) -> Entry:
        """The entry with what was changed in the form; everything else is the same value as before."""
        for part in self.changed(entry, form):
            entry = with_value(entry, part.keys, part.taken(form, value_at(entry, part.keys)))
        return entry

    def complete(self, entry: Entry, form: Filled) -> Entry:
        """The entry with what is required but empty, so that a check tells each at its own field."""
        for part in self.parts():
            value = value_at(entry, part.keys)
            if value is None and part.taken({}, None) is not None:
                entry = with_value(entry, part.keys, part.taken(form, None))
        return entry

    def kept(self, entry: Entry) -> tuple[str, ...]:
        """The keys of the entry that the form does not show."""
        known = {part.keys[0] for part in self.parts()}
        return tuple(key for key in entry if key not in known)

    def controls(self, group: Group, entry: Entry, form: Filled, choices: Choices) -> tuple[Control, ...]:
        """What a page shows of a group."""
        return tuple(_control(part, entry, form, choices) for part in group.parts)

    def field(self, path: Sequence[str | int], form: Filled) -> str:
        """The field at which a mistake at a path below the entry is told; empty where it is about the whole."""
        for part in self.parts():
            length = len(part.keys)
            if tuple(path[:length]) == part.keys:
                return part.field(path[length:], form)
        return next((".".join(part.keys) for part in self.parts() if path and part.keys[0] == path[0]), "")


def _fits(part: Part, entry: Entry) -> bool:
    return has_room(entry, part.keys) and part.fits(value_at(entry, part.keys))


def _control(part: Part, entry: Entry, form: Filled, choices: Choices) -> Control:
    if _fits(part, entry):
        return part.control(form, choices)
    return Control("unfit", ".".join(part.keys), part.label, UNFIT)


def id_of(form: Filled, entry: Mapping[str, Plain], taken: Mapping[str, Plain], otherwise: str) -> str:
    """The id that was written, else one made from the name that nobody has."""
    written = one(form, "id")
    name = entry.get("name")
    return written or free_id(name if isinstance(name, str) and name else otherwise, taken)


def free_id(name: str, taken: Mapping[str, Plain]) -> str:
    """An id made from a name; one that is taken gets a number behind it."""
    wished = slug(name, "entry")
    folded = {known.casefold() for known in taken} | {"any", "always"}
    number = 1
    while (found := wished if number == 1 else f"{wished}-{number}").casefold() in folded:
        number += 1
    return found
