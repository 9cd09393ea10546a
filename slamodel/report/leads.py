"""An analysis, or one promise, in; the sentences that are read first out: how many hold, what is missing, with whom."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from slamodel.analysis import Analysis
from slamodel.gaps.remedies import lacking
from slamodel.gaps.together import together
from slamodel.gaps.ways import best
from slamodel.gaps.wording import capitalised, listed, metric_of, number, share_of
from slamodel.model import TimeTarget, Waiver
from slamodel.propagate import Kind, Promise, Standing, View, Where
from slamodel.report import amounts, figures, promises, settle, starts, wording
from slamodel.units import TOLERANCE, show_share

_GIVEN = "taken as given"
_MOST_PARTIES = 6
_PHRASES = {
    Standing.GAP.value: ("is not supported", "are not supported"),
    Standing.UNKNOWN.value: ("is unknown", "are unknown"),
    Standing.AT_RISK.value: ("is at risk", "are at risk"),
    Standing.ACCEPTED.value: ("is an accepted risk", "are accepted risks"),
    _GIVEN: ("rests on nothing that the model states", "rest on nothing that the model states"),
    Standing.SUPPORTED.value: ("is supported", "are supported"),
}
_WHO = {
    Where.DIRECT: "The agreements below",
    Where.BELOW: "End to end, the agreements below",
    Where.PAPER: "The agreements right below",
    None: "The agreements below",
}
_UNDER = {
    Kind.STOP: "It holds as long as no clock below stands still",
    Kind.AIM: "It holds as long as mere aims are reached",
    Kind.EXCLUDED: "It holds as long as nothing happens that is not answered for below",
}
_CONDITION = {
    Kind.STOP: 'that of {name} may, for "{what}"',
    Kind.AIM: "nobody commits to what {agreement} says of {name}",
    Kind.EXCLUDED: '{agreement} leaves out "{what}" at {name}',
}


def headline(analysis: Analysis) -> str:
    """How many promises to customers do not hold, the worst of them, and whom to talk to first."""
    agreed = promises.to_customers(analysis)
    if not agreed:
        return "The model makes no promise to a customer yet."
    counts = _counts(agreed)
    first = _first(counts, len(agreed), "promise to a customer", "promises to customers")
    return " ".join((f"{first}.", *_worst(analysis, agreed)))


def _worst(analysis: Analysis, agreed: Sequence[Promise]) -> Iterator[str]:
    found = promises.worst(analysis)
    if found:
        alike = [promise for promise in agreed if promise.standing is agreed[0].standing]
        start = "It is" if alike == found[:1] else "Worst:" if found[0] in alike else "Worst of what is evaluated:"
        yield f"{start} {_in_short(analysis, found[0])}."
    parties = dict.fromkeys(party for promise in found for party in promises.counterparts(analysis, promise))
    if parties:
        yield f"Talk first to {listed(wording.party_name(analysis, party) for party in parties)}."


def _in_short(analysis: Analysis, promise: Promise) -> str:
    """The service, what is promised and what there is for it, in one breath."""
    view, promised = promise.deciding, promise.promised or 0.0
    about = f"{wording.service_name(analysis, promise.service)} {metric_of(promise)}, promised"
    if view.time is not None:
        about = f"{about} {wording.promised(promise).removeprefix('within ')}"
        if view.time.within_s > wording.limit(promise, view):
            return f"{about}, the steps below take {wording.taken(promise, view)}"
        if view.unknown:
            return f"{about}, not known below"
        return f"{about}, the steps below keep it in {wording.cases(1 - view.time.in_guaranteed)}"
    if promise.measure is not None:
        carried = amounts.ensured(promise, view)
        about = f"{about} {wording.promised(promise).removeprefix('of ')}"
        return f"{about}, {'not known below' if carried == wording.NOT_KNOWN else f'{carried} below'}"
    about = f"{about} {share_of(promise, promised)}{_in_brackets(wording.downtime(promise, promised, allowed=True))}"
    if view.figures is None or (view.unknown and view.figures.guaranteed <= TOLERANCE):
        return f"{about}, not known below"
    ensured = wording.hoped_for(view.figures.guaranteed) if view.unknown else share_of(promise, view.figures.guaranteed)
    down = _in_brackets(wording.duration_down(promise, view.figures.guaranteed))
    return f"{about}, the commitments below ensure {ensured}{down}"


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def follow_ups(analysis: Analysis) -> tuple[str, ...]:
    """The other promises to customers, what they ask for, the promises behind, and what is only taken as given."""
    requests = [p for p in analysis.promises if analysis.is_to_customer(p) and wording.is_request(analysis, p)]
    behind = [p for p in analysis.checked if not analysis.is_to_customer(p)]
    _, *others = _counted(_counts(promises.to_customers(analysis))) or [("", "")]
    found = (
        f"Of the other promises to customers, {listed((' '.join(pair) for pair in others), None)}." if others else "",
        _verdict(requests, "level asked for", "levels asked for"),
        _verdict(behind, "promise behind them", "promises behind them, between departments and from suppliers,"),
        _taken(len(promises.given(analysis))),
    )
    return tuple(filter(None, found))


def _taken(given: int) -> str:
    if not given:
        return ""
    counted = number(given, "commitment is", "commitments are")
    return f"{counted} taken as given, at face value: the model states nothing below that could be checked."


def _counts(found: Iterable[Promise]) -> Counter[str]:
    return Counter(_GIVEN if promise.rests_on_nothing else promise.standing.value for promise in found)


def _verdict(found: Iterable[Promise], one: str, many: str) -> str:
    counts = _counts(found)
    if not counts:
        return ""
    _, *rest = _counted(counts)
    others = f"; {listed((' '.join(pair) for pair in rest), None)}" if rest else ""
    return f"{_first(counts, counts.total(), one, many)}{others}."


def _first(counts: Counter[str], total: int, one: str, many: str) -> str:
    """How many stand in the worst way that there is."""
    if len(counts) == 1:
        return _all(next(iter(counts)), total, one, many)
    count, verb = _counted(counts)[0]
    return f"{count} of {total:,} {many} {verb}"


def _all(standing: str, total: int, one: str, many: str) -> str:
    singular, plural = _PHRASES[standing]
    if total == 1:
        return f"The only {one} {singular}"
    return f"{'Both' if total == 2 else f'All {total:,}'} {many} {plural}"


def _counted(counts: Counter[str]) -> list[tuple[str, str]]:
    return [
        (f"{counts[name]:,}", singular if counts[name] == 1 else plural)
        for name, (singular, plural) in _PHRASES.items()
        if counts[name]
    ]


def lead(analysis: Analysis, promise: Promise) -> str:
    """What is promised, what the agreements ensure, what is missing, and with whom to talk."""
    return " ".join(_sentences(analysis, promise))


def _sentences(analysis: Analysis, promise: Promise) -> Iterator[str]:
    agreement = analysis.landscape.agreements[promise.agreement]
    provider = wording.party_name(analysis, agreement.provider)
    for_whom = wording.customers_by_name(analysis, agreement)
    allowed = wording.duration_down(promise, promise.promised or 0.0, allowed=True)
    time = f", that is {allowed} of downtime" if allowed else ""
    is_request = wording.is_request(analysis, promise)
    who = f"{for_whom} asks {provider} for" if is_request else f"{provider} promises {for_whom}"
    yield capitalised(f"{who} {metric_of(promise)} {wording.promised(promise)}{time}.")
    yield from _unknown(promise) if promise.unwaived is Standing.UNKNOWN else _support(analysis, promise)
    yield from _accepted(promise.waiver) if promise.waiver else _whom(analysis, promise)


def _whom(analysis: Analysis, promise: Promise) -> Iterator[str]:
    if settle.is_open_anyway(promise):
        return
    parties = promises.counterparts(analysis, promise)
    names = listed((wording.party_name(analysis, party) for party in parties), _MOST_PARTIES)
    if missing := lacking(analysis.context, promise):
        yield f"No level alone closes it: {missing}. To talk to: {names}."
    elif together(promise):
        alone = "No single party can close it" if len(parties) > 1 else "No level alone closes it"
        yield f"{alone}. To talk to{', together' if len(parties) > 1 else ''}: {names or 'nobody is named yet'}."
    elif names or best(promise):
        yield f"To talk to: {names}." if names else "Nobody is named yet who could commit to it."


def _accepted(waiver: Waiver) -> Iterator[str]:
    """Who took the risk, until when, and why."""
    yield f"{capitalised(wording.isolated(waiver.owner or ''))} accepts that until {wording.last_day(waiver)}."
    yield f"The reason: {wording.isolated(waiver.reason or '')}."


def _support(analysis: Analysis, promise: Promise) -> Iterator[str]:
    view = promise.deciding
    yield from _ensured(analysis, promise, view)
    if missing := _missing(promise, view):
        yield f"Missing{', at least' if view.unknown else ''}: {missing}."
    if view.conditions and promise.unwaived is not Standing.GAP:
        yield from _conditions(analysis, view)
    if promise.unwaived is Standing.AT_RISK and (not view.conditions or _is_short(promise, view)):
        yield "So it holds only on average, as long as outages are unrelated."
    if view.figures is not None and (promise.promised or 0.0) < view.figures.ceiling - TOLERANCE:
        best_case = show_share(view.figures.ceiling)
        yield f"Even at the very best it would be {best_case}: out of reach with these agreements."
    if promise.where is Where.BELOW:
        yield "The agreements right below give enough; what they rest on does not."
    if promise.where is Where.PAPER:
        yield "What lies below could carry it: putting that into writing is enough."


def _is_short(promise: Promise, view: View) -> bool:
    """Whether a share falls short of what is promised at the worst timing."""
    return view.figures is not None and view.figures.guaranteed > (promise.promised or 0.0) + TOLERANCE


def _conditions(analysis: Analysis, view: View) -> Iterator[str]:
    """Whose clock may stop for what, which levels are no commitments, and which failures nobody answers for."""
    names = ((wording.service_name(analysis, one.source.service), one) for one in view.conditions)
    found: dict[Kind, dict[str, None]] = {kind: {} for kind in Kind}
    for name, one in names:
        found[one.kind][_CONDITION[one.kind].format(name=name, what=one.what, agreement=one.source.agreement)] = None
    for kind, said in found.items():
        if said:
            yield f"{_UNDER[kind]}: {listed(said)}."


def _ensured(analysis: Analysis, promise: Promise, view: View) -> Iterator[str]:
    if view.figures is None:
        if view.amount is not None and amounts.ensured(promise, view) != wording.NOT_KNOWN:
            best = "Even with all that is unknown at its best, they" if view.unknown else _WHO[promise.where]
            yield f"{best} ensure {amounts.ensured(promise, view)}."
        if view.time is not None:
            start = starts.worst_start(analysis, promise, view)
            yield f"The steps take {wording.taken(promise, view)}{f', with the worst start {start}' if start else ''}."
        return
    ensured, average = share_of(promise, view.figures.guaranteed), share_of(promise, view.figures.independent)
    unrelated = f", and would give {average} if outages are unrelated" if average != ensured else ""
    if not view.unknown:
        season = f", {wording.season(view.season)}," if view.season else ""
        yield f"{_WHO[promise.where]}{season} ensure {ensured}{unrelated}."
    else:
        yield f"Even if all that is unknown were perfect, the agreements below ensure no more than {ensured}."


def _unknown(promise: Promise) -> Iterator[str]:
    view = promise.deciding
    if lacks := dict.fromkeys(lack.message for lack in view.unknown):
        yield f"Not known: {listed(lacks)}."
    if view.time is not None and wording.taken(promise, view) != wording.NOT_KNOWN:
        yield f"The rest takes {wording.taken(promise, view, '')}."
    if view.figures is not None and view.figures.guaranteed > TOLERANCE:
        is_short = view.figures.guaranteed > (promise.promised or 0.0) + TOLERANCE
        then = ", and even then it would only be at risk" if is_short else ""
        yield f"At best {share_of(promise, view.figures.guaranteed)} could be ensured{then}."
    if promise.measure is not None and amounts.ensured(promise, view) != wording.NOT_KNOWN:
        yield f"It can be {amounts.ensured(promise, view)}."
    if promise.measure is not None and view.without is not None:
        yield f"Without what is unknown it is {promise.measure.show(view.without)}."
    if view.without_unknown is not None and view.without_unknown.guaranteed < 1.0:
        yield f"Without what is unknown it is {show_share(view.without_unknown.guaranteed)}."


def _missing(promise: Promise, view: View) -> str:
    """The shortfall, such as `5 h 24 min a month (0.75 percentage points)`; empty where nothing is missing."""
    if promise.measure is not None:
        return amounts.missing(promise, view)
    if isinstance(promise.target, TimeTarget):
        return listed(figures.lateness(promise, view))
    missing = figures.shortfall(promise, view)
    if missing <= TOLERANCE:
        return ""
    time = wording.downtime(promise, missing)
    return f"{time} ({wording.points(missing)})" if time else wording.points(missing)
