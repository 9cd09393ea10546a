"""THE PIPELINE: load → graph → propagate → gaps; an `Analysis` is the frozen result of all stages."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from slamodel import gaps, graph, load, propagate
from slamodel.diagnostics import Diagnostic, Place, Severity
from slamodel.gaps import Finding
from slamodel.gaps.baseline import Baseline
from slamodel.load import EntryId, Loaded, Plain
from slamodel.model import AgreementKind, Landscape, Status
from slamodel.propagate import Promise, Standing

_ALL = gaps.Codes()
Watch = Callable[[int, int], None]
"""Called with how many promises are checked and how many there are, for whoever waits."""


@dataclass(frozen=True)
class Analysis:
    """A model on one day: what is promised, what supports it, what was found, what is wrong with the text.

    `assume` are the statuses that count as agreed, `codes` the findings to show whatever the model says, `known` what
    there was before, which fails nothing. What was found is looked for when first asked: a verdict need not wait.
    """

    loaded: Loaded
    as_of: date
    assume: frozenset[Status]
    graph: graph.Graph
    promises: tuple[Promise, ...]
    codes: gaps.Codes = _ALL
    known: Baseline | None = None

    @property
    def landscape(self) -> Landscape:
        """The words of the model."""
        return self.loaded.landscape

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the text of the model."""
        return self.loaded.diagnostics

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is right in the text but does not add up in the promises, without what is ignored, ranked."""
        return self._sifted.shown

    @property
    def ignored(self) -> tuple[gaps.Ignored, ...]:
        """How many findings of which codes are not shown, by whose will."""
        return self._sifted.ignored

    @cached_property
    def _sifted(self) -> gaps.Sifted:
        with collector_paused():
            return gaps.sifted(gaps.find(self.context), self.codes, self.landscape.findings)

    @cached_property
    def context(self) -> gaps.Context:
        """What was found out about the promises for all of them together."""
        return gaps.Context(self.graph, self.promises)

    @cached_property
    def not_evaluated(self) -> tuple[str, ...]:
        """What the model says that is not evaluated yet."""
        return gaps.not_evaluated(self.graph, self.promises)

    @cached_property
    def _by_id(self) -> Mapping[str, Promise]:
        return {promise.id: promise for promise in self.promises}

    @property
    def ids(self) -> AbstractSet[str]:
        """The ids of all promises."""
        return self._by_id.keys()

    def target(self, name: str) -> Promise:
        """The promise with this target id; KeyError when there is none."""
        return self._by_id[name]

    def place(self, path: Iterable[str | int]) -> Place:
        """Where something of the model was written."""
        return self.landscape.place(tuple(path))

    @property
    def is_sound(self) -> bool:
        """Whether the text of the model has no errors; warnings do not count."""
        return self.loaded.is_sound

    @cached_property
    def checked(self) -> tuple[Promise, ...]:
        """Promises below which the model says something."""
        return tuple(promise for promise in self.promises if not promise.rests_on_nothing)

    @cached_property
    def given(self) -> tuple[Promise, ...]:
        """Commitments with nothing modelled below: they are taken as given, nobody has checked them."""
        return tuple(promise for promise in self.promises if promise.rests_on_nothing)

    def is_to_customer(self, promise: Promise) -> bool:
        """Whether a promise is made in an SLA, rather than between departments or by a supplier."""
        return self.landscape.agreements[promise.agreement].kind is AgreementKind.SLA

    def fails_on(self, threshold: str) -> bool:
        """Whether something that is not known yet is at or above `gap`, `unknown` or `at_risk`; an error is a gap."""
        limit = Standing(threshold).weight
        if any(promise.standing.weight <= limit and not self.foresaw(promise) for promise in self.promises):
            return True
        return any(finding.severity is Severity.ERROR and not finding.waived for finding in self.new)

    @cached_property
    def new(self) -> tuple[Finding, ...]:
        """The findings that the baseline does not know: all of them without one."""
        return tuple(finding for finding in self.findings if self.known is None or not self.known.knows(finding))

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """What the baseline knows and is no more."""
        return self.known.gone(self.findings, self.promises) if self.known else ()

    def against(self, known: Baseline) -> "Analysis":
        """The same against what is known already; what was found is not looked for again."""
        after = replace(self, known=known)
        vars(after)["_sifted"] = self._sifted
        return after

    def foresaw(self, promise: Promise) -> bool:
        """Whether the baseline knows that a promise does not hold."""
        return self.known is not None and self.known.foresaw(promise)

    def count(self, standing: Standing) -> int:
        """How many promises stand like this."""
        return sum(promise.standing is standing for promise in self.promises)


def analyse(model: Path, as_of: date, assume: frozenset[Status] = frozenset(), watch: Watch | None = None) -> Analysis:
    """Analyse a model file or folder."""
    with collector_paused():
        return of(load.load(model), as_of, assume, watch)


def analyse_text(text: str, as_of: date, assume: frozenset[Status] = frozenset()) -> Analysis:
    """Analyse the text of a model file."""
    with collector_paused():
        return of(load.load_contents([("model.yaml", text.encode())], "model.yaml"), as_of, assume)


def of(loaded: Loaded, as_of: date, assume: frozenset[Status] = frozenset(), watch: Watch | None = None) -> Analysis:
    """Take a loaded model through all stages."""
    with collector_paused():
        dependencies = graph.build(loaded.landscape, as_of, assume)
        return Analysis(loaded, as_of, assume, dependencies, propagate.propagate(dependencies, watch))


def what_if(analysis: Analysis, entries: Mapping[EntryId, Plain | None]) -> Analysis:
    """The analysis of the model with some entries as given instead, None for one that is not there.

    It is what the analysis of such a model from scratch would be; what the changes cannot reach is taken over.
    """
    with collector_paused():
        loaded = load.revised(analysis.loaded, entries)
        dependencies = graph.rebuild(analysis.graph, loaded.landscape, analysis.assume)
        promises = propagate.propagate_again(analysis.graph, analysis._by_id, dependencies)  # noqa: SLF001 - of another one
        return Analysis(loaded, analysis.as_of, analysis.assume, dependencies, promises, analysis.codes, analysis.known)


@contextmanager
def collector_paused() -> Iterator[None]:
    """An analysis makes a million objects that all stay: looking for garbage takes longer than making them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
