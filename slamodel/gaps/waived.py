"""Findings in; the same out, marked as accepted where waivers that hold cover all promises that they concern."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Accepted, Finding
from slamodel.gaps.rules import RULES
from slamodel.gaps.waivers import Written, idle, written

_Key: TypeAlias = tuple[str, str]
"""The agreement in which a waiver is written, and the code that it waives."""


def waived(context: Context, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings as they are accepted; behind them what there is to say of waivers that none of them needs."""
    acceptance = _Acceptance.of(context)
    for finding in found:
        yield acceptance.of_finding(finding)
    unused = (one for one in acceptance.holding if _place(one) not in acceptance.used)
    yield from idle(unused, [rule.code for rule in RULES])


@dataclass(frozen=True, slots=True)
class _Acceptance:
    """The waivers that hold, and which of them some finding needed so far."""

    context: Context
    holding: tuple[Written, ...]
    by_key: Mapping[_Key, tuple[Written, ...]]
    used: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, context: Context) -> "_Acceptance":
        found: dict[_Key, list[Written]] = {}
        holding = tuple(one for one in written(context) if _holds(context, one))
        for one in holding:
            found.setdefault((one.agreement.id, one.waiver.rule), []).append(one)
        return cls(context, holding, {key: tuple(ones) for key, ones in found.items()})

    def of_finding(self, finding: Finding) -> Finding:
        """The finding, accepted as a whole, or with a word of the promises that it is accepted for."""
        if not self.by_key:
            return finding
        concerned = tuple(dict.fromkeys(filter(None, (finding.target, *finding.also))))
        if not concerned:
            one = self._covering(finding, dict.fromkeys((finding.agreement, _stated_in(finding))), "")
            return replace(finding, waived=True, accepted=(_accepted("", one),)) if one else finding
        below = _stated_in(finding)
        is_below = below not in map(self._made_in, concerned)
        covering = {promise: self._for(finding, promise, below if is_below else "") for promise in concerned}
        by_promise = {promise: one for promise, one in covering.items() if one}
        if not by_promise:
            return finding
        accepted = tuple(_accepted(promise, one) for promise, one in by_promise.items())
        if len(by_promise) == len(concerned):
            return replace(finding, waived=True, accepted=accepted)
        return replace(finding, message=f"{finding.message} {_in_part(by_promise)}", accepted=accepted)

    def _for(self, finding: Finding, promise: str, below: str) -> Written | None:
        """What accepts a finding for one promise: the agreement that makes it says so, or that which lies below."""
        return self._covering(finding, (self._made_in(promise), below), promise)

    def _made_in(self, promise: str) -> str:
        found = self.context.by_id.get(promise)
        return found.agreement if found else ""

    def _covering(self, finding: Finding, agreements: Iterable[str], promise: str) -> Written | None:
        """Of the waivers in some agreements the first that is for a promise, for the agreement without one."""
        for name in agreements:
            for one in self.by_key.get((name, finding.code), ()):
                if one.waiver.is_for(promise):
                    self.used.add(_place(one))
                    return one
        return None


def _holds(context: Context, one: Written) -> bool:
    is_known = one.waiver.target is None or one.waiver.target in context.by_id
    return is_known and one.waiver.holds_on(context.graph.as_of)


def _accepted(promise: str, one: Written) -> Accepted:
    return Accepted(promise, one.waiver, one.at)


def _place(one: Written) -> tuple[str, int]:
    return one.agreement.id, one.number


def _stated_in(finding: Finding) -> str:
    """The agreement in which it was written what a finding is about; nothing where it stands elsewhere."""
    return str(finding.at[1]) if finding.at[:1] == ("agreements",) else ""


def _in_part(by_promise: Mapping[str, Written]) -> str:
    """Of which promises it is accepted, by whom, and until when."""
    last = min(one.waiver.until for one in by_promise.values() if one.waiver.until)
    owners = wording.listed(dict.fromkeys(one.waiver.owner or "" for one in by_promise.values()))
    return f"Accepted for {wording.listed(by_promise, 2)} by {owners}, until {last}."
