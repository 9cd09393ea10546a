"""Every target of every agreement in; a promise with its two views and its standing out, in the order of ids."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

from slamodel.graph import Graph
from slamodel.model import WORDING, Agreement, Measure, ShareTarget, Status, Target, TimeTarget
from slamodel.propagate.accepted import Waivers
from slamodel.propagate.amounts import Amounts
from slamodel.propagate.amounts import Asked as Wanted
from slamodel.propagate.availability import Asked as Shared
from slamodel.propagate.availability import Availability
from slamodel.propagate.commitments import Commitments
from slamodel.propagate.conditions import plain
from slamodel.propagate.cone import Cone, cone_between
from slamodel.propagate.footing import Question
from slamodel.propagate.given import Lack, Path, Unknown
from slamodel.propagate.handoffs import Case
from slamodel.propagate.held import Question as Amount
from slamodel.propagate.measured import Span
from slamodel.propagate.outcome import Found, View
from slamodel.propagate.promise import Promise
from slamodel.propagate.standing import Standing, Where
from slamodel.propagate.term import term_of
from slamodel.propagate.terms import terms_of
from slamodel.propagate.times import Asked, Times


class _Earlier(NamedTuple):
    """The promises of an earlier graph by id, and what may have changed since."""

    by_id: Mapping[str, Promise]
    cone: Cone

    def reached(self, agreements: Iterable[Agreement]) -> dict[str, Agreement]:
        """The agreements of which a change may reach a promise, or of whose promises there may be more or fewer."""
        changed, is_beyond = self.cone.agreements, self.cone.reached.isdisjoint
        return {
            one.id: one for one in agreements if not one.services or one.id in changed or not is_beyond(one.services)
        }


def propagate(graph: Graph, watch: Callable[[int, int], None] | None = None) -> tuple[Promise, ...]:
    """Set every promise that is not retired or over against what lies below it; `watch` hears how far this is."""
    return _in_order(_assessed(graph, None, promising(graph), watch))


def propagate_again(before: Graph, promises: Mapping[str, Promise], after: Graph) -> tuple[Promise, ...]:
    """The promises of a changed graph, taken over from those, by id, of the one before where no change reaches them."""
    cone = cone_between(before, after)
    if cone is None:
        return propagate(after)
    earlier = _Earlier(promises, cone)
    reached = earlier.reached(after.landscape.agreements.values())
    gone = cone.agreements | reached.keys()
    kept = [promise for promise in promises.values() if promise.agreement not in gone]
    return _in_order([*kept, *_assessed(after, earlier, _promising(after, reached.values()), None)])


def _assessed(
    graph: Graph, earlier: _Earlier | None, agreements: Iterable[Agreement], watch: Callable[[int, int], None] | None
) -> Iterator[Promise]:
    commitments = Commitments(graph)
    families = Availability(commitments), Times(commitments), Amounts(commitments)
    assessor = _Assessor(graph, commitments, *families, earlier)
    checked = tuple(agreements)
    accepting = (agreement for agreement in graph.landscape.agreements.values() if agreement.waivers)
    waivers = Waivers.of(_promising(graph, accepting), graph.as_of)
    for done, agreement in enumerate(checked, 1):
        yield from map(waivers.accepted, assessor.promises(agreement))
        if watch is not None:
            watch(done, len(checked))


def promises_of(commitments: Commitments, agreement: Agreement, name: str) -> Iterator[Promise]:
    """The promises of an agreement with this id, one at most, whatever is accepted of it; nothing else is looked at."""
    families = Availability(commitments), Times(commitments), Amounts(commitments)
    return _Assessor(commitments.graph, commitments, *families, None).promises(agreement, only=name)


def _in_order(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    return tuple(sorted(promises, key=attrgetter("id")))


def promising(graph: Graph) -> Iterator[Agreement]:
    """Agreements whose promises are checked: all that are not retired and whose term is not over on the day."""
    return _promising(graph, graph.landscape.agreements.values())


def _promising(graph: Graph, agreements: Iterable[Agreement]) -> Iterator[Agreement]:
    for agreement in agreements:
        if agreement.status is not Status.RETIRED and not agreement.term.is_over(graph.as_of):
            yield agreement


@dataclass(frozen=True, slots=True)
class _Assessor:
    graph: Graph
    commitments: Commitments
    availability: Availability
    times: Times
    amounts: Amounts
    earlier: _Earlier | None

    def promises(self, agreement: Agreement, only: str | None = None) -> Iterator[Promise]:
        for service in self.graph.covered(agreement):
            taken: Counter[str] = Counter()
            for path, target in agreement.stated:
                name = "/".join(filter(None, (agreement.id, service, target.metric, target.priority)))
                taken[name] += 1
                unique = name if taken[name] == 1 else f"{name}~{taken[name]}"
                if only is None or only == unique:
                    yield self._promise(unique, agreement, service, target, path)

    def _promise(self, name: str, agreement: Agreement, service: str, target: Target, at: Path) -> Promise:
        direct, end_to_end = self._kept(name, agreement.id)
        if direct and end_to_end and self.earlier:
            return self.earlier.by_id[name]
        promised, counts, measure = None, True, None
        if isinstance(target, ShareTarget | TimeTarget):
            counts = self._counts(agreement, target)
            is_known = counts or isinstance(target, ShareTarget)
            promised = self.commitments.level(agreement.id, target) if is_known else None
        elif measure := self.amounts.held.measure(target):
            promised = self.amounts.held.level(target, measure)
        if counts:
            direct = direct or self._view(agreement, service, target, promised, end_to_end=False)
            end_to_end = end_to_end or self._view(agreement, service, target, promised, end_to_end=True)
        else:
            never = _never_counting(agreement, service, target)
            direct, end_to_end = direct or never, end_to_end or never
        standing = min(direct.standing, end_to_end.standing, key=lambda view: view.weight)
        return Promise(
            name,
            agreement.id,
            service,
            target,
            promised,
            float(target.promised_share) if isinstance(target, TimeTarget) else 1.0,
            self.commitments.counted_s(agreement.id, target),
            standing,
            _where(direct, end_to_end),
            direct,
            end_to_end,
            at,
            agreement.clock_of(target),
            self.commitments.all_s(agreement.id, target),
            measure=measure,
        )

    def _kept(self, name: str, agreement: str) -> tuple[View | None, View | None]:
        """The two views of a promise as they were before, each None where a change can reach it."""
        old = self.earlier.by_id.get(name) if self.earlier else None
        if self.earlier is None or old is None or agreement in self.earlier.cone.agreements:
            return None, None
        cone, asked = self.earlier.cone, (old.service, old.metric)
        return old.direct if cone.spares(*asked) else None, old.end_to_end if cone.spares(*asked, below=True) else None

    def _view(
        self, agreement: Agreement, service: str, target: Target, promised: float | None, *, end_to_end: bool
    ) -> View:
        if promised is None:
            return self._not_evaluated(agreement, service, target)
        excluded = frozenset(map(plain, agreement.excludes_failures))
        if not isinstance(target, ShareTarget | TimeTarget):
            measure = self.amounts.held.measure(target)
            return self._amount(measure, target, Wanted(agreement.provider, service, promised, excluded), end_to_end)
        terms, term = terms_of(agreement, target), term_of(agreement, self.graph.as_of)
        if isinstance(target, ShareTarget):
            on = Shared(agreement.provider, service, promised, term, excluded)
            return self.availability.view(Question(target.metric, terms, end_to_end), on)
        case = Case(target.metric, target.priority, terms, end_to_end)
        span = Span(terms.hours, term, target.by)
        asked = Asked(promised, float(target.promised_share), span, agreement.clock_stops, excluded)
        return self._on_known_days(self.times.view(agreement.provider, service, case, asked), agreement, service, span)

    def _amount(self, measure: Measure | None, target: Target, wanted: Wanted, end_to_end: bool) -> View:  # noqa: FBT001
        assert measure is not None  # noqa: S101 - else nothing would be promised
        return self.amounts.view(Amount(target.metric, measure, target.priority, end_to_end), wanted)

    def _counts(self, agreement: Agreement, target: ShareTarget | TimeTarget) -> bool:
        """Whether there is any time in the term of an agreement by which a target counts."""
        return self.commitments.walks.opens(terms_of(agreement, target).hours, term_of(agreement, self.graph.as_of))

    def _on_known_days(self, view: View, agreement: Agreement, service: str, span: Span) -> View:
        """The view, unknown where its figures rest on public holidays of years for which nobody knows them yet."""
        if view.step is None or view.step.start is None:  # all runs on one clock, whatever its holidays
            return view
        hours = {span.hours, *(given.clock for given in view.inputs if given.level)}
        if not (message := self.commitments.walks.unknown_days(hours, span.stretch)):
            return view
        lacking = Unknown(Lack.FAR_AHEAD, service, agreement.provider, message, (agreement.id,))
        return replace(view, standing=Standing.UNKNOWN, unknown=(*view.unknown, lacking))

    def _not_evaluated(self, agreement: Agreement, service: str, target: Target) -> View:
        if isinstance(target, TimeTarget):
            return _unknown(agreement, service, *self.commitments.no_length(agreement, target))
        is_downtime = isinstance(target, ShareTarget)
        name = WORDING.get(target.metric, target.metric)
        what = "downtime in hours that are not counted yet" if is_downtime else f"{name} in a way that is not evaluated"
        return _unknown(agreement, service, Lack.NOT_EVALUATED, f"states {what}")


def _never_counting(agreement: Agreement, service: str, target: Target) -> View:
    hours = agreement.clock_of(target)
    return _unknown(agreement, service, Lack.NEVER, f"counts no time: {hours} never opens in its term")


def _unknown(agreement: Agreement, service: str, lack: Lack, what: str) -> View:
    unknown = Unknown(lack, service, agreement.provider, f"{agreement.id} {what}", (agreement.id,))
    return View(Standing.UNKNOWN, (unknown,), is_grounded=True, find=lambda: Found((), (), ()))


def _where(direct: View, end_to_end: View) -> Where | None:
    """The table of the two views: anything but supported falls short."""
    carries = Standing.SUPPORTED
    if direct.standing is carries:
        return None if end_to_end.standing is carries else Where.BELOW
    return Where.PAPER if end_to_end.standing is carries else Where.DIRECT
