"""Findings in; those of one cause taken together out: one weak contract under forty promises is one finding."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.stakes import Stakes


def grouped(context: Context, found: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for each code and cause; what is accepted stays apart, and what names no cause stays as it is."""
    alike: dict[object, list[Finding]] = defaultdict(list)
    seen: Counter[object] = Counter()
    for number, finding in enumerate(found):
        same = (finding.code, finding.cause, finding.waived) if finding.cause else number
        # What is said twice of one promise is not the same thing said again.
        alike[same, seen[same, finding.target]].append(finding)
        seen[same, finding.target] += 1
    stakes = Stakes(context)
    return (parts[0] if len(parts) == 1 else _together(sorted(parts, key=stakes.leading)) for parts in alike.values())


def _together(parts: Sequence[Finding]) -> Finding:
    """The finding that leads, with all promises of the others."""
    lead = parts[0]
    _, *also = dict.fromkeys(name for part in parts for name in part.promises) or [""]
    return replace(
        lead,
        message=lead.message + _more([name for name in also if name not in lead.also]),
        also=tuple(also),
        stake=max(part.stake for part in parts),
        bites=_first([part.bites for part in parts]),
        exposure=_sum([part.exposure for part in parts]),
        parts=tuple(parts),
        accepted=tuple(one for part in parts for one in part.accepted),
    )


def _more(names: Sequence[str]) -> str:
    """How many promises there are besides, as a sentence with the space before it."""
    return (
        f" The same cause concerns {wording.number(len(names), 'more promise')} ({wording.listed(names, 2)})."
        * bool(names)
    )


def _first(days: Sequence[date | None]) -> date | None:
    """The earliest day; None, which is today, where there is one of them."""
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
