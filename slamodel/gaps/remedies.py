"""A promise that no level closes because of its clocks in; out the hours, or the maintenance, to talk about instead."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple

from slamodel.gaps import wording
from slamodel.gaps.causes import longest_way, uncounted
from slamodel.gaps.context import Context
from slamodel.gaps.exposure import Exposure
from slamodel.gaps.neighbours import cover
from slamodel.gaps.resting import Resting, below
from slamodel.model import ALWAYS
from slamodel.propagate import Input, Promise, Standing
from slamodel.units import TOLERANCE_S


class Remedy(NamedTuple):
    """What to ask for that is no level, of whom, and the finding that says more of it.

    Of several parties each alone could grant it where `is_either`.
    """

    ask: str
    parties: tuple[str, ...]
    code: str

    @property
    def is_either(self) -> bool:
        """Whether there is a choice."""
        return len(self.parties) > 1


def remedies(context: Context, promise: Promise) -> tuple[Remedy, ...]:
    """What is missing where no level alone is enough; nothing where it is levels that are missing.

    Whether it is enough is not worked out: that shows when the hours are written into the model.
    """
    is_short = promise.unwaived in (Standing.GAP, Standing.AT_RISK) and promise.deciding is promise.direct
    if not is_short or promise.promised is None or context.advice(promise).ways:
        return ()
    held_up = _waiting(promise) if promise.direct.step is not None else set(uncounted(promise.direct))
    entries = [entry for entry in below(context.landscape, promise) if entry.given in held_up]
    return tuple(dict.fromkeys((*_hours(context, promise, entries), *_maintenance(context, entries))))


def in_words(context: Context, promise: Promise) -> str:
    """The same as the beginning of a sentence; empty where there is nothing to say."""
    found = remedies(context, promise)
    codes = wording.listed(dict.fromkeys(remedy.code for remedy in found))
    asks = wording.listed((remedy.ask for remedy in found), None)
    return f"No level alone is enough: {asks} (see {codes})" if found else ""


def lacking(context: Context, promise: Promise) -> str:
    """What is missing where it is no level: `what is missing are hours`; empty where it is, or nothing."""
    codes = {remedy.code for remedy in remedies(context, promise)}
    what = wording.listed(("hours",) * ("H301" in codes) + ("hours of maintenance",) * ("A106" in codes))
    return f"what is missing are {what}" if codes else ""


def _waiting(promise: Promise) -> set[Input]:
    """The steps that are short enough as they are stated, and take longer since their clocks stand still meanwhile."""
    leaves = longest_way(promise.direct.step) if promise.direct.step else []
    stated = fsum(0.0 if given.due else given.level or 0.0 for leaf in leaves if (given := leaf.source))
    if stated > (promise.promised or 0.0) + TOLERANCE_S:
        return set()
    found = ((leaf.source, leaf.time.within_s) for leaf in leaves)
    return {given for given, takes in found if given and (given.due or takes > (given.level or 0.0) + TOLERANCE_S)}


def _hours(context: Context, promise: Promise, entries: Sequence[Resting]) -> Iterator[Remedy]:
    """Hours that are not covered: alternatives that leave the same open are asked once."""
    holes: dict[tuple[Exposure, str], list[Resting]] = defaultdict(list)
    for entry in entries:
        if exposure := _exposed(context, entry):
            holes[exposure, "" if exposure.has_alternatives else entry.lower.id].append(entry)
    for (exposure, _), links in holes.items():
        alike = below(context.landscape, promise) if exposure.has_alternatives else links
        beside = [entry for entry in alike if _exposed(context, entry) == exposure]
        yield Remedy(*cover(context, exposure, beside), "H301")


def _exposed(context: Context, entry: Resting) -> Exposure | None:
    if entry.lower.clock_of(entry.stated) in (ALWAYS, entry.upper.clock_of(entry.promise.target)):
        return None
    exposure = context.exposures.of(entry)
    return exposure if exposure.worst.week else None


def _maintenance(context: Context, entries: Sequence[Resting]) -> Iterator[Remedy]:
    """Maintenance that counts above only."""
    for entry in entries:
        names = [name for name in entry.lower.excludes if name not in entry.upper.excludes]
        known = [context.landscape.maintenance[name] for name in names if name in context.landscape.maintenance]
        if entry.given.counted is not None and known:
            windows = wording.listed(window.name or window.id for window in known)
            party = context.landscape.party_label(entry.lower.provider)
            ask = f"ask {party} to count {windows} as downtime, or leave it out above as well"
            yield Remedy(ask, (entry.lower.provider,), "A106")
