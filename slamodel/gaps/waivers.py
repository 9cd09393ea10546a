"""Waivers as they are written in; what keeps them from counting, or from being looked at again, out: F004."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from difflib import get_close_matches
from itertools import product
from typing import NamedTuple, TypeAlias

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.model import ANY, Agreement, AgreementKind, Waiver
from slamodel.propagate import promising
from slamodel.propagate.accepted import reasons

_Waiting: TypeAlias = Mapping[tuple[str, str], tuple[str, ...]]

_LONG = timedelta(days=366)
_MISSING = {"owner": "who accepts it", "reason": "why", "until": "until when"}


class Written(NamedTuple):
    """A waiver, and where it is written."""

    agreement: Agreement
    number: int
    waiver: Waiver

    @property
    def at(self) -> tuple[str | int, ...]:
        """Its place in the model."""
        return ("agreements", self.agreement.id, "waivers", self.number)

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        whose = f" for {self.waiver.target}" if self.waiver.target else ""
        return f"The waiver of {self.waiver.rule}{whose} in {self.agreement.id}"


def written(context: Context) -> Iterator[Written]:
    """All waivers of agreements that still count."""
    for agreement in promising(context.graph):
        yield from (Written(agreement, number, waiver) for number, waiver in enumerate(agreement.waivers))


def f004(context: Context) -> Iterator[Finding]:
    """A risk is written down as accepted, yet the waiver does not count, or not as it should.

    It counts with an owner, a reason and a last day, for a finding that is there, in the agreement that the finding is
    about. What is found here: something of that is missing; it has expired; it is for a target that the model does not
    have. Noted only: it runs for more than a year, or what it was for is no longer found, so that it can go.

    **Why it matters.** A risk that nobody owns, or that was accepted once and for all, is one that nobody looks at
    again. When a waiver expires, what it covered is open again, from the next day on.

    **How to fix it.** Name what is missing. Where it has expired, settle the finding, or have its owner accept it until
    another day.

    **Example.** The head of IT accepted a gap until a second supplier would be there in May; it is November.
    """
    every = tuple(written(context))
    waiting = _waiting(context) if any(_is_over(context, one) for one in every) else {}
    for one in every:
        yield from _amiss(context, one, waiting)


def _is_over(context: Context, one: Written) -> bool:
    return one.waiver.until is not None and one.waiver.until < context.graph.as_of


def _amiss(context: Context, one: Written, waiting: _Waiting) -> Iterator[Finding]:
    waiver, today = one.waiver, context.graph.as_of
    if waiver.target and waiver.target not in context.by_id:
        yield _finding(one, f"{_unknown(context, waiver.target)} Name the target that it is for, or take it out.")
    elif waiver.lacking:
        missing = wording.listed([_MISSING[name] for name in waiver.lacking])
        told = f"does not say {missing}: it accepts nothing. Add that, or take it out and settle {waiver.rule}."
        yield _finding(one, told, "owner")
    elif _is_over(context, one):
        yield _expired(one, [name for name in waiting.get((one.agreement.id, waiver.rule), ()) if waiver.is_for(name)])
    elif waiver.until and waiver.until > today + _LONG:
        told = f"runs until {waiver.until}, more than a year from now. Agree with {waiver.owner} on a day within a year"
        yield _finding(one, f"{told} on which it is looked at again.", "until", Severity.NOTE)


def _unknown(context: Context, target: str) -> str:
    near = get_close_matches(target, list(context.by_id), n=1)
    return f"accepts nothing: the model has no such target{f'. Did you mean {near[0]}?' if near else '.'}"


def _expired(one: Written, covered: list[str]) -> Finding:
    waiver = one.waiver
    ended = f"ended on {waiver.until}, and accepts nothing any more"
    if covered:
        is_one = len(covered) == 1
        names = f"{wording.number(len(covered), 'promise')} that it covered ({wording.listed(covered, 2)})"
        ended = f"ended on {waiver.until}: {names} {'is' if is_one else 'are'} open again"
    action = f"Settle {waiver.rule}, or agree with {waiver.owner} to accept it until another day."
    return _finding(one, f"{ended}. {action}", "until", covered=covered)


def _waiting(context: Context) -> _Waiting:
    """By agreement and code, the promises that a waiver there would accept, and that nothing accepts."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for promise in context.promises:
        for reason in () if promise.waiver else reasons(promise):
            for name, code in product((promise.agreement, *reason.below), reason.codes):
                found[name, code][promise.id] = None
    return {key: tuple(promises) for key, promises in found.items()}


def idle(unused: Iterable[Written], codes: Iterable[str]) -> Iterator[Finding]:
    """What is noted of waivers that hold and that no finding is covered by."""
    known = list(codes)
    for one in unused:
        rule = one.waiver.rule
        near = [] if rule in known else get_close_matches(rule, known, n=1)
        told = f"{rule} is not found there" if rule in known else f"there is no finding {rule}"
        meant = f", did you mean {near[0]}" if near else ""
        yield _finding(one, f"fits nothing: {told}{meant}. It can go.", severity=Severity.NOTE)


def _finding(
    one: Written, told: str, key: str = "", severity: Severity = Severity.WARNING, covered: Iterable[str] = ()
) -> Finding:
    party = _keeper(one.agreement)
    first, *others = covered or [""]
    return Finding(
        "F004",
        severity,
        f"{one.name} {told}",
        one.agreement.id,
        first,
        (one.agreement.id,),
        party,
        party,
        at=(*one.at, *filter(None, (key,))),
        also=tuple(others),
        cause=(one.agreement.id, one.waiver.rule, one.waiver.target or "", key),
    )


def _keeper(agreement: Agreement) -> str:
    """Whose risk it is: of what a supplier promises its customer's, else the provider's."""
    customer = agreement.customers[0]
    return customer if agreement.kind is AgreementKind.UC and customer != ANY else agreement.provider
