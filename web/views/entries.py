"""The newest text of a model in; its entries as lists out, and what rests on one in words: to choose what to change."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from slamodel.load import Loaded, Plain

from ..forms.choices import Choices, Tree, entries_of
from ..forms.needs import services
from ..forms.plain import names_in, text_at, value_at
from ..forms.references import Reference

TITLES = {
    "parties": "Parties",
    "services": "Services",
    "agreements": "Agreements",
    "calendars": "Calendars",
    "maintenance": "Maintenance windows",
}
ABOUT = {
    "parties": "Customers, departments and suppliers.",
    "services": "What somebody provides and something else may need.",
    "agreements": "Who has promised what to whom: SLAs, OLAs and contracts of suppliers.",
    "calendars": "Hours in which promises count and people work.",
    "maintenance": "When a provider may interrupt a service.",
}
_FEW, _PAGE = 24, 100
_UNDER = {
    "part_of": "is part of it",
    "provider": "is provided by it",
    "customers": "is promised to it",
    "needs": "needs it",
    "handled_by": "hands incidents to it",
    "fulfilled_by": "gives requests to it",
    "services": "is about it",
    "extends": "extends it",
    "hours": "counts in its hours",
    "contact_hours": "can be reached in its hours",
    "support_hours": "runs on its hours",
    "targets": "has a target on its hours",
    "tiers": "has a level on its hours",
    "excludes": "leaves it out of the count",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list."""

    name: str
    label: str
    about: str
    is_faulty: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The entries of one kind that are shown, of how many, and which page of them."""

    section: str
    title: str
    about: str
    items: tuple[Item, ...]
    found: int
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Resting:
    """An entry that names another one, in words."""

    section: str
    name: str
    label: str
    how: str


def sections(loaded: Loaded, query: str, only: str, page: int) -> tuple[Section, ...]:
    """The sections of a model with the first entries of each; all of one, page by page, where only that is wanted."""
    wanted = [only] if only in TITLES else list(TITLES)
    return tuple(_section(loaded, section, query, page if only in TITLES else 0) for section in wanted)


def _section(loaded: Loaded, section: str, query: str, page: int) -> Section:
    choices = Choices(loaded.tree or {})
    items = [item for item in _items(loaded, choices, section) if _matches(item, query)]
    size = _PAGE if page else _FEW
    pages = max(1, -(-len(items) // size))
    at = min(max(page, 1), pages)
    shown = tuple(islice(items, (at - 1) * size, at * size))
    total = len(entries_of(choices.tree, section))
    return Section(section, TITLES[section], ABOUT[section], shown, len(items), total, at, pages)


def _items(loaded: Loaded, choices: Choices, section: str) -> Iterator[Item]:
    entries = entries_of(choices.tree, section)
    for name, label in choices.labels(section).items():
        is_faulty = (section, name) in loaded.landscape.incomplete
        yield Item(name, label, ", ".join(_about(section, entries[name], choices)), is_faulty)


def _matches(item: Item, query: str) -> bool:
    text = f"{item.name} {item.label} {item.about}".casefold()
    return all(word in text for word in query.casefold().split())


def _about(section: str, entry: Plain, choices: Choices) -> Iterator[str]:
    if section == "parties":
        yield text_at(entry, "kind") or "of no kind yet"
        if whole := text_at(entry, "part_of"):
            yield f"part of {choices.label('parties', whole)}"
    elif section == "services":
        yield f"provided by {choices.label('parties', text_at(entry, 'provider')) or 'nobody yet'}"
        yield from _needs(entry)
    elif section == "agreements":
        yield from _agreement(entry, choices)
    else:
        hours = value_at(entry, ("hours",))
        yield from (f"{days} {spans}" for days, spans in (hours.items() if isinstance(hours, dict) else ()))
        yield text_at(entry, "timezone") or "UTC"
        if country := text_at(entry, "holidays", "country"):
            yield f"holidays of {country}"


def _needs(entry: Plain) -> Iterator[str]:
    written = value_at(entry, ("needs",))
    count = len(list(services(written if isinstance(written, list) else [written] if written else [])))
    if count:
        yield f"needs {count} service{'' if count == 1 else 's'}"


def _agreement(entry: Plain, choices: Choices) -> Iterator[str]:
    status = text_at(entry, "status")
    kind = text_at(entry, "kind") or "of no kind yet"
    yield f"{kind}, {status}" if status else kind
    provider = choices.label("parties", text_at(entry, "provider")) or "nobody yet"
    customers = [
        "everybody" if name == "any" else choices.label("parties", name)
        for name in names_in(value_at(entry, ("customers",)))
    ]
    yield f"{provider} to {_few(customers) or 'nobody yet'}"
    about = [choices.label("services", name) for name in names_in(value_at(entry, ("services",)))]
    if about:
        yield f"for {_few(about)}"


def _few(names: list[str]) -> str:
    more = len(names) - 2
    return ", ".join(names[:2]) + (f" and {more} more" if more > 0 else "")


def resting(references: tuple[Reference, ...], tree: Tree) -> tuple[Resting, ...]:
    """References in words."""
    choices = Choices(tree)
    return tuple(
        Resting(found.section, found.name, choices.label(found.section, found.name), _UNDER[found.key])
        for found in references
    )
