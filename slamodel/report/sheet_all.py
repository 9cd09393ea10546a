"""An analysis in; what all sheets have in common out, worked out once: what is needed of whom, and who uses what."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from slamodel.analysis import Analysis
from slamodel.gaps import Finding
from slamodel.gaps.remedies import remedies
from slamodel.gaps.sought import Needs, sought
from slamodel.gaps.together import Part, together
from slamodel.gaps.ways import Key
from slamodel.propagate import Promise
from slamodel.report import sections, wording


@dataclass(frozen=True)
class Whole:
    """An analysis as sheets see it."""

    analysis: Analysis

    @cached_property
    def wanted(self) -> tuple[Promise, ...]:
        """The promises that something is asked for, the worst first."""
        return tuple(sections.wanted(self.analysis))

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The place of each of them."""
        return {promise.id: place for place, promise in enumerate(self.wanted)}

    @cached_property
    def needs(self) -> Needs:
        """What each of them needs of whatever is to be asked for."""
        context = self.analysis.context
        return sought(self.analysis.landscape, self.wanted, lambda promise: context.advice(promise).ways)

    @cached_property
    def asked(self) -> frozenset[tuple[Key, str]]:
        """The things that such a need stands for, each with the promise that has it."""
        return frozenset((name, promise.id) for (name, _), found in self.needs.items() for _, promise in found)

    @cached_property
    def unclosed(self) -> frozenset[str]:
        """Those of them that no levels that are asked for would close."""
        context = self.analysis.context
        return frozenset(promise.id for promise in self.wanted if not context.advice(promise).is_enough)

    @cached_property
    def joint(self) -> tuple[tuple[Promise, tuple[Part, ...]], ...]:
        """The promises that several levels have to close together, with what takes part."""
        levels = (promise for promise in self.wanted if not self.analysis.context.advice(promise).ways)
        found = ((promise, together(promise)) for promise in levels)
        return tuple((promise, parts) for promise, parts in found if parts and not self._is_remedied(promise))

    def _is_remedied(self, promise: Promise) -> bool:
        """Whether hours are what is missing, not levels."""
        return bool(remedies(self.analysis.context, promise))

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """By the code all that was found and is not accepted, each on one thing."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.analysis.findings:
            if not finding.waived:
                found[finding.code] += (part for part in finding.each if not part.waived)
        return {code: tuple(findings) for code, findings in found.items()}

    @cached_property
    def users(self) -> Mapping[str, tuple[str, ...]]:
        """By service the providers of those that name it."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for user, named in self.analysis.context.below.items():
            for service in named:
                found[service][wording.provider(self.analysis, user)] = None
        return {service: tuple(providers) for service, providers in found.items()}
