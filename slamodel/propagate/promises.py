"""Every target of every agreement in; a promise with its two views and its standing out, in the order of ids."""

from collections import Counter
from collections.abc import Callable, Iterator

from slamodel.graph import Graph
from slamodel.model import WORDING, Agreement, ShareTarget, Status, Target, TimeTarget
from slamodel.propagate.availability import Availability
from slamodel.propagate.commitments import Commitments, terms_of
from slamodel.propagate.footing import Question
from slamodel.propagate.handoffs import Case
from slamodel.propagate.outcome import Duration, Found, Lack, Path, Promise, Standing, Unknown, View, Where
from slamodel.propagate.times import Times


def propagate(graph: Graph, watch: Callable[[int, int], None] | None = None) -> tuple[Promise, ...]:
    """Set every promise that is not retired or over against what lies below it; `watch` hears how far this is."""
    commitments = Commitments(graph)
    assessor = _Assessor(graph, commitments, Availability(commitments), Times(commitments))
    agreements = tuple(promising(graph))
    promises: list[Promise] = []
    for done, agreement in enumerate(agreements, 1):
        promises += assessor.promises(agreement)
        if watch is not None:
            watch(done, len(agreements))
    return tuple(sorted(promises, key=lambda promise: promise.id))


def promising(graph: Graph) -> Iterator[Agreement]:
    """Agreements whose promises are checked: all that are not retired and whose term is not over on the day."""
    for agreement in graph.landscape.agreements.values():
        is_over = agreement.term.end is not None and agreement.term.end < graph.as_of
        if agreement.status is not Status.RETIRED and not is_over:
            yield agreement


class _Assessor:
    def __init__(self, graph: Graph, commitments: Commitments, availability: Availability, times: Times) -> None:
        self.graph, self.commitments = graph, commitments
        self.availability, self.times = availability, times

    def promises(self, agreement: Agreement) -> Iterator[Promise]:
        for service in self.graph.covered(agreement):
            taken: Counter[str] = Counter()
            for path, target in agreement.stated:
                name = "/".join(filter(None, (agreement.id, service, target.metric, target.priority)))
                taken[name] += 1
                unique = name if taken[name] == 1 else f"{name}~{taken[name]}"
                yield self._promise(unique, agreement, service, target, ("agreements", agreement.id, *path))

    def _promise(self, name: str, agreement: Agreement, service: str, target: Target, at: Path) -> Promise:
        promised = None
        if isinstance(target, ShareTarget | TimeTarget):
            promised = self.commitments.level(agreement.id, target)
        direct, end_to_end = (
            self._view(agreement, service, target, promised, end_to_end=deep) for deep in (False, True)
        )
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
        )

    def _view(
        self, agreement: Agreement, service: str, target: Target, promised: float | None, *, end_to_end: bool
    ) -> View:
        if promised is None or not isinstance(target, ShareTarget | TimeTarget):
            return _not_evaluated(agreement, service, target)
        terms = terms_of(agreement, target)
        if isinstance(target, ShareTarget):
            question = Question(target.metric, terms, end_to_end)
            return self.availability.view(question, agreement.provider, service, promised)
        share = float(target.promised_share)
        case = Case(target.metric, target.priority, terms, end_to_end)
        return self.times.view(agreement.provider, service, case, Duration(promised, share, share))


def _not_evaluated(agreement: Agreement, service: str, target: Target) -> View:
    is_downtime = isinstance(target, ShareTarget)
    what = "downtime in hours that are not counted yet" if is_downtime else WORDING.get(target.metric, target.metric)
    lack = Unknown(Lack.NOT_EVALUATED, service, agreement.provider, f"{agreement.id} states {what}", (agreement.id,))
    return View(Standing.UNKNOWN, (lack,), is_grounded=True, find=lambda: Found((), (), ()))


def _where(direct: View, end_to_end: View) -> Where | None:
    """The table of the two views: anything but supported falls short."""
    carries = Standing.SUPPORTED
    if direct.standing is carries:
        return None if end_to_end.standing is carries else Where.BELOW
    return Where.PAPER if end_to_end.standing is carries else Where.DIRECT
