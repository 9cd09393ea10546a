"""Commitments on other terms than the promises above in; out a finding for each cause, the outermost promise first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.model import Agreement

Cause = TypeVar("Cause")


def causes(
    context: Context, states: Callable[[Agreement], object], cause: Callable[[Resting], Cause | None]
) -> Iterator[tuple[Cause, list[Resting]]]:
    """What differs, with all that it concerns; only agreements below for which `states` holds are looked into."""
    for name, entries in context.resting.items():
        if not states(context.landscape.agreements[name]):
            continue
        found: dict[Cause, list[Resting]] = defaultdict(list)
        for entry in entries:
            if (differs := cause(entry)) is not None:
                found[differs].append(entry)
        yield from found.items()


def concerned(entries: Iterable[Resting]) -> str:
    """How many promises it is about, and the first of them: `2 promises (a and b)`."""
    names = list(dict.fromkeys(entry.promise.id for entry in entries))
    return f"{wording.number(len(names), 'promise')} ({wording.listed(names, 2)})"


def uppers(entries: Iterable[Resting]) -> str:
    """The outermost agreement above, and how many more there are, as one: `sla (and 2 more)`."""
    first, *others = dict.fromkeys(entry.upper.id for entry in entries)
    return f"{first} (and {len(others):,} more)" if others else first


def differing(
    context: Context,
    code: str,
    entries: Sequence[Resting],
    message: str,
    key: str,
    severity: Severity = Severity.WARNING,
) -> Finding:
    """The finding on a link: `key` is where in the agreement below the difference is stated."""
    promise, given, upper, lower = entries[0]
    path = context.way(promise, given.service)
    _, *others = dict.fromkeys(entry.promise.id for entry in entries)
    return Finding(
        code,
        severity,
        message,
        upper.id,
        promise.id,
        path,
        context.owner(path),
        lower.provider,
        at=("agreements", lower.id, key) if key else given.at,
        stake=float(1 + len(others)),
        also=tuple(others),
        cause=(lower.id, given.service, key or given.metric, promise.id),
    )


def other_party(context: Context, entries: Sequence[Resting]) -> str:
    """Whom to talk to, by name."""
    return context.landscape.party_label(entries[0].lower.provider)
