"""A promise that is not supported in; the moves that agree on less with its customer, or accept it for a while, out."""

from collections.abc import Iterator

from slamodel.analysis import Analysis
from slamodel.edit import Change, Plain
from slamodel.gaps.ways import Offer, offer
from slamodel.gaps.wording import in_cases, listed, share_of, window_of
from slamodel.model import ALWAYS, Agreement, OwnMetricTarget, ShareTarget, TimeTarget
from slamodel.plan.levers import lever
from slamodel.plan.move import Kind, Lever, Move
from slamodel.plan.stating import restated
from slamodel.plan.terms import clock_in_words, maintenance_in_words
from slamodel.propagate import Promise, Role
from slamodel.propagate.accepted import reasons
from slamodel.units import TOLERANCE, show_duration, show_share


def lowered(analysis: Analysis, promise: Promise) -> Move | None:
    """To promise what is supported today; None where that is not known, or nothing."""
    offered = offer(promise)
    fields = _fields(analysis, promise, offered) if offered else None
    if offered is None or fields is None:
        return None
    upper = analysis.landscape.agreements[promise.agreement]
    changes = restated(analysis, upper, promise.at, fields)
    return _move(analysis, Kind.PROMISE, promise, changes, (_today(promise), _then(promise, offered)))


def excluded(analysis: Analysis, promise: Promise) -> Iterator[Move]:
    """To leave out of the promise what those below leave out: maintenance, pauses of the clock, failures of others."""
    upper = analysis.landscape.agreements[promise.agreement]
    commitments = (given.agreement or "" for given in promise.direct.inputs if given.role is Role.COMMITMENT)
    lowers = [analysis.landscape.agreements[name] for name in commitments if name in analysis.landscape.agreements]
    is_share = isinstance(promise.target, ShareTarget)
    for key in ("excludes" if is_share else "clock_stops", "excludes_failures"):
        stated: tuple[str, ...] = getattr(upper, key)
        missing = [name for lower in lowers for name in getattr(lower, key) if name not in stated]
        if missing:
            all_of_them: list[Plain] = [*dict.fromkeys((*stated, *missing))]
            changes = (Change(("agreements", upper.id, key), all_of_them),)
            names = maintenance_in_words(analysis, dict.fromkeys(missing))
            words = ("it counts", "left out") if key != "clock_stops" else ("the clock runs", "the clock stops")
            yield _move(analysis, Kind.EXCLUSION, promise, changes, (f"{names}: {words[0]}", words[1]))


def shorter_hours(analysis: Analysis, promise: Promise) -> Iterator[Move]:
    """To promise it in the hours of those below, where these are all the same."""
    upper = analysis.landscape.agreements[promise.agreement]
    found: set[str] = set()
    for given in promise.direct.inputs:
        lower = analysis.landscape.agreements.get(given.agreement or "")
        target = dict(lower.stated).get(given.at) if lower else None
        if lower is not None and target is not None:
            found.add(lower.clock_of(target))
    for clock in sorted(found - {promise.clock, ALWAYS}):
        changes = restated(analysis, upper, promise.at, {"hours": clock})
        words = (clock_in_words(analysis, promise.clock), clock_in_words(analysis, clock))
        yield _move(analysis, Kind.HOURS, promise, changes, words)


def waived(analysis: Analysis, promise: Promise, until: str = "") -> Move | None:
    """To accept it for a while; without a day it says who, why and until when only once somebody fills that in."""
    upper = analysis.landscape.agreements[promise.agreement]
    codes = [min(reason.codes, default="") for reason in reasons(promise)]
    if not codes or "" in codes:
        return None
    filled: dict[str, Plain] = {"owner": "to be named", "reason": "to be given", "until": until} if until else {}
    entries: list[dict[str, Plain]] = [
        {"rule": code, "target": promise.id, **filled} for code in sorted(dict.fromkeys(codes))
    ]
    first = len(upper.waivers)
    changes = tuple(
        Change(("agreements", upper.id, "waivers", first + n), {**entry}) for n, entry in enumerate(entries)
    )
    words = (f"{promise.standing.symbol} {promise.standing.word}: {listed(sorted(set(codes)))}", "accepted")
    return _move(analysis, Kind.WAIVER, promise, changes, words)


def _move(
    analysis: Analysis, kind: Kind, promise: Promise, changes: tuple[Change, ...], words: tuple[str, str]
) -> Move:
    upper = analysis.landscape.agreements[promise.agreement]
    return Move(
        kind,
        ("agreements", upper.id),
        upper.provider if kind is Kind.WAIVER else customer(upper),
        changes,
        *words,
        metric=promise.metric,
        priority=promise.target.priority or "",
        service=promise.service,
        lever=Lever() if kind is Kind.WAIVER else lever(upper, analysis.as_of),
        at=promise.at,
    )


def customer(agreement: Agreement) -> str:
    """With whom a promise is settled; of several customers the first."""
    return agreement.customers[0]


def _fields(analysis: Analysis, promise: Promise, offered: Offer) -> dict[str, Plain | None] | None:
    target, level = promise.target, offered.level
    if promise.measure is not None:
        keys = ("within", "at_most", "at_least") if isinstance(target, OwnMetricTarget) else ("at_least",)
        key = next((name for name in keys if getattr(target, name, None)), "at_least")
        words = {number: word for word, number in promise.measure.words}
        if promise.measure.kind == "words" and level not in words:
            return None
        return {key: words.get(level) or promise.measure.show(level, up=promise.measure.is_lower_better)}
    if isinstance(target, TimeTarget):
        late = 1.0 - offered.share
        kept: dict[str, Plain | None] = {"in": show_share(late)} if late > TOLERANCE else {}
        return {"within": _length(promise, level), **kept}
    if isinstance(target, ShareTarget) and target.at_most is not None and promise.promised:
        today = target.at_most.on(analysis.landscape.conventions.working_day)
        return {"at_most": show_duration(today * level / promise.promised)}
    return {"at_least": share_of(promise, level)}


def _length(promise: Promise, seconds: float) -> str:
    return show_duration(seconds, in_hours=promise.clock != ALWAYS)


def _today(promise: Promise) -> str:
    return _then(promise, Offer(promise.promised or 0.0, promise.promised_share))


def _then(promise: Promise, offered: Offer) -> str:
    if promise.measure is not None:
        return promise.measure.show(offered.level, up=promise.measure.is_lower_better)
    if isinstance(promise.target, TimeTarget):
        return f"{_length(promise, offered.level)}{in_cases(1.0 - offered.share)}"
    return f"{share_of(promise, offered.level)} {window_of(promise.target.window)}"
