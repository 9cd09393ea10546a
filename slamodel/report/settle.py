"""The findings in; what to settle with whom out: agreements and targets that are missing, contracts to renew."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeAlias

from slamodel.analysis import Analysis
from slamodel.gaps import Finding
from slamodel.gaps.ways import Key, key
from slamodel.gaps.wording import number, to_state
from slamodel.model import Agreement
from slamodel.model.party import PartyKind
from slamodel.propagate import Input, Lack, Promise, Standing
from slamodel.report import wording
from slamodel.report.views import Ask, Cell
from slamodel.units import show_period

_CODES = {"C601": Lack.NO_AGREEMENT, "C602": Lack.NO_TARGET, "P401": Lack.NO_TARGET, "T204": Lack.RESPONSE_ONLY}
LACKS = frozenset(_CODES.values())
"""What is unknown because somebody has to commit to it: each of these is asked for."""
_AGREEMENT = {
    PartyKind.SUPPLIER: "an underpinning contract",
    PartyKind.DEPARTMENT: "an operational level agreement",
    PartyKind.CUSTOMER: "an agreement",
}
_MOST_PROMISES = 8

_Cause: TypeAlias = tuple[Lack, str, str, str]
"""Why something is unknown: the lack, the service, its consumer, and the agreement that says nothing (or empty)."""


class _Waiting(NamedTuple):
    """An input that is not known, and a promise that waits for it."""

    source: Input
    promise: Promise


def missing(
    analysis: Analysis, wanted: Sequence[Promise], asked: AbstractSet[tuple[Key, str]], anchors: frozenset[str]
) -> Iterator[tuple[str, list[Promise], Ask]]:
    """Counterpart, promises that wait, and what to ask it to commit to.

    `asked` are inputs and promises that an ask stands for already.
    """
    waiting = _waiting(wanted)
    for finding in analysis.findings:
        lack = _CODES.get(finding.code)
        if lack is None or finding.waived:
            continue
        silent = "" if lack is Lack.NO_AGREEMENT else str(finding.at[1])
        found = waiting.get((lack, finding.path[-1], finding.owner, silent), [])
        waits = {entry.promise.id for entry in found}  # of several, some may be accepted
        first = next((name for name in finding.promises if name in waits), "")
        metrics = {entry.source.metric for entry in found if entry.promise.id == first}
        left = [entry for entry in found if entry.source.metric in metrics]
        left = [entry for entry in left if (key(entry.source), entry.promise.id) not in asked]
        if left:
            text = _in_words(analysis, finding, lack, left)
            ask = Ask(text, _closes(analysis, left, anchors), wording.place(analysis, finding.at))
            yield finding.counterpart, [entry.promise for entry in left], ask


def is_open_anyway(promise: Promise) -> bool:
    """Whether a promise stays unknown whatever anybody commits to."""
    lacks = (lack for view in (promise.direct, promise.end_to_end) for lack in view.unknown)
    return promise.standing is Standing.UNKNOWN and any(lack.lack not in LACKS for lack in lacks)


def _waiting(wanted: Sequence[Promise]) -> Mapping[_Cause, list[_Waiting]]:
    found: dict[_Cause, list[_Waiting]] = defaultdict(list)
    for promise in wanted:
        for given in dict.fromkeys((*promise.direct.inputs, *promise.end_to_end.inputs)):
            if (unknown := given.unknown) is not None:
                silent = "" if unknown.lack is Lack.NO_AGREEMENT else "".join(unknown.agreements[:1])
                found[unknown.lack, unknown.service, unknown.consumer, silent].append(_Waiting(given, promise))
    return found


def _in_words(analysis: Analysis, finding: Finding, lack: Lack, found: Sequence[_Waiting]) -> str:
    metrics = dict.fromkeys(entry.source.metric for entry in found)
    priorities = sorted({entry.promise.target.priority for entry in found if entry.promise.target.priority})
    what = to_state(metrics, wording.service_name(analysis, finding.path[-1]), priorities)
    if lack is Lack.NO_AGREEMENT:
        party = analysis.landscape.parties.get(finding.counterpart)
        return f"Agree {_AGREEMENT[party.kind if party else PartyKind.CUSTOMER]} that states {what}"
    silent = str(finding.at[1])
    agreement = analysis.landscape.agreements.get(silent)
    name = wording.agreement_name(agreement) if agreement else silent
    only = "; today it states a response time only" if lack is Lack.RESPONSE_ONLY else ""
    return f"Ask to state {what} in {name}{only}"


def _closes(analysis: Analysis, found: Sequence[_Waiting], anchors: frozenset[str]) -> tuple[Cell, ...]:
    """The promises that wait; whom they are for is said after the last of each agreement."""
    promises = [*{entry.promise.id: entry.promise for entry in found}.values()]
    last = {promise.agreement: promise.id for promise in promises[:_MOST_PROMISES]}
    cells = [
        Cell(
            wording.subject(analysis, promise),
            (wording.made_for(analysis, analysis.landscape.agreements[promise.agreement]),)
            if last[promise.agreement] == promise.id
            else (),
            anchor=promise.id if promise.id in anchors else "",
        )
        for promise in promises[:_MOST_PROMISES]
    ]
    hidden = len(promises) - len(cells)
    return (*cells, Cell(f"and {number(hidden, 'more promise')}")) if hidden else tuple(cells)


def renewals(analysis: Analysis) -> Iterator[tuple[str, Ask]]:
    """Counterpart and contract to renew, for each that ends before what rests on it."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in analysis.findings:
        if finding.code == "D801" and not finding.waived:
            found[str(finding.at[1])] += finding.each
    for name, findings in found.items():
        contract = analysis.landscape.agreements[name]
        uppers = (analysis.landscape.agreements[finding.agreement] for finding in findings)
        cells = tuple(_rests(analysis, upper) for upper in uppers)
        text = _renewal(analysis, contract, findings[0])
        yield findings[0].counterpart, Ask(text, cells, wording.place(analysis, findings[0].at))


def _renewal(analysis: Analysis, contract: Agreement, finding: Finding) -> str:
    """What to renew with whom before which day; notice is quoted, since no deadline is worked out from it."""
    name = f"{wording.agreement_name(contract)} with {wording.party_name(analysis, finding.counterpart)}"
    term = contract.term
    text = f"Follow on from {name}"
    # A successor that is agreed already moves the day on which support ends: then this contract's end is not it.
    if term.end is not None and f"ends on {term.end}," in finding.message:
        text = f"Renew {name} before {wording.day(term.end)}"
    if term.notice is not None:
        text += f"; notice period stated: {show_period(term.notice)}"
    return text


def _rests(analysis: Analysis, upper: Agreement) -> Cell:
    until = wording.until(upper, analysis.as_of) if upper.term.goes_on else "has no end"
    if upper.term.last is not None:
        until = f"runs until {wording.day(upper.term.last)}"
    return Cell(
        wording.agreement_name(upper),
        (f"for {wording.customers(analysis, upper)}", until),
        entry=f"agreements/{upper.id}",
    )
