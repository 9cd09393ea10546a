"""Findings and promises as they stand in; what is known of them as a text to keep, and what is new against one, out.

Neither figures nor lines are in it, so that it outlives a model that is put in another order.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from slamodel.gaps.finding import Finding
from slamodel.propagate import Promise, Standing

FORMAT = "slamodel-baseline/1"
_MOST_CHARACTERS = 50_000_000


class BaselineError(ValueError):
    """A text that is no baseline, in a sentence."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known: findings by what they come from, and promises that do not simply hold, with how they stood."""

    findings: frozenset[str]
    promises: Mapping[str, Standing]

    def knows(self, finding: Finding) -> bool:
        """Whether a finding was there already; that it has come to concern more promises makes it no other."""
        return _name(finding) in self.findings

    def foresaw(self, promise: Promise) -> bool:
        """Whether a promise stood no better than it does now: one that got worse is new."""
        known = self.promises.get(promise.id)
        return not promise.standing.is_open or (known is not None and known.weight <= promise.standing.weight)

    def gone(self, findings: Iterable[Finding], promises: Iterable[Promise]) -> tuple[str, ...]:
        """What is known and is no more, or stands better, so that the baseline can shrink."""
        left = self.findings - {_name(finding) for finding in findings}
        standing = {promise.id: promise.standing for promise in promises}
        now = {name: standing.get(name, Standing.SUPPORTED) for name in self.promises}
        risen = (name for name, was in self.promises.items() if now[name].weight > was.weight)
        return (*sorted(left), *sorted(risen))


def written(findings: Iterable[Finding], promises: Iterable[Promise]) -> str:
    """The baseline as a text with a line for each finding and promise, sorted."""
    names = sorted({_name(finding) for finding in findings if not finding.waived})
    standing = {promise.id: promise.standing.value for promise in promises if promise.standing.is_open}
    content = {"format": FORMAT, "findings": names, "promises": dict(sorted(standing.items()))}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def read(text: str) -> Baseline:
    """The baseline of a text; raises BaselineError, and nothing else, where it is none."""
    try:
        content = json.loads(text) if len(text) <= _MOST_CHARACTERS else None
    except (ValueError, RecursionError):
        raise BaselineError("it is not JSON as `--write-baseline` writes it") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise BaselineError(f"it is not of the format {FORMAT}")
    names, promises = content.get("findings"), content.get("promises")
    if not (isinstance(names, list) and isinstance(promises, dict) and _are_sound(names, promises.values())):
        raise BaselineError("its findings are no list of texts, or its promises no statuses by target")
    return Baseline(frozenset(names), {name: Standing(value) for name, value in promises.items()})


def _name(finding: Finding) -> str:
    """A finding by how heavy it is and what it comes from, else by the promise and the way it is about."""
    about = finding.cause or (finding.agreement, finding.target, *finding.path)
    return " ".join((finding.code, finding.severity.value, *(part or "-" for part in about)))


def _are_sound(names: Iterable[object], standings: Iterable[object]) -> bool:
    known = {standing.value for standing in Standing}
    return all(isinstance(name, str) for name in names) and all(
        isinstance(value, str) and value in known for value in standings
    )
