"""An analysis in; the first page out: the verdict in a sentence, the worst promises, whom to ask, what was found."""

from dataclasses import dataclass, replace

from slamodel.analysis import Analysis
from slamodel.gaps.wording import number
from slamodel.report import promises, records
from slamodel.report.asks import to_renew
from slamodel.report.leads import follow_ups, headline
from slamodel.report.views import AskGroup, Table

from .asked import asked
from .gaps import Row, ranked, rows, weights
from .lines import Line, lines
from .promises import table, verdicts
from .remembered import once
from .verdicts import Count

_MOST_PROMISES = 8
_MOST_PARTIES = 4
_MOST_ASKS = 2
_MOST_CLOSED = 3
_MOST_FINDINGS = 10
_MOST_UNEVALUATED = 5


@dataclass(frozen=True, slots=True)
class Overview:
    """What a manager reads first; what is empty is left out."""

    is_empty: bool
    headline: str
    follow_ups: tuple[str, ...]
    verdicts: tuple[Count, ...]
    every: int
    to_every: str
    worst_heading: str
    worst: Table | None
    asks: tuple[AskGroup, ...]
    asks_note: str
    weights: tuple[Count, ...]
    findings: tuple[Row, ...]
    findings_note: str
    ending: Table | None
    not_evaluated: tuple[str, ...]
    not_evaluated_note: str


@once
def overview(analysis: Analysis) -> Overview:
    """The first page of a model."""
    every, found = lines(analysis), ranked(analysis)
    first = rows(analysis, [entry.finding for entry in found[:_MOST_FINDINGS]])
    open_points = analysis.not_evaluated
    heading, worst = _worst(analysis)
    return Overview(
        not every,
        headline(analysis),
        follow_ups(analysis),
        verdicts(every),
        len(every),
        _all_promises(len(every)),
        heading,
        table(analysis, worst, heading) if worst else None,
        tuple(map(_shortened, (*asked(analysis)[:_MOST_PARTIES], *to_renew(analysis)))),
        _asks_note(len(asked(analysis))),
        weights(found),
        first,
        f"The first {_MOST_FINDINGS} of {len(found):,}." if len(found) > _MOST_FINDINGS else "",
        _ending(analysis),
        open_points[:_MOST_UNEVALUATED],
        _more(len(open_points) - _MOST_UNEVALUATED),
    )


def _worst(analysis: Analysis) -> tuple[str, list[Line]]:
    """The promises to customers that do not hold, or those with least to spare when all do."""
    by_id = {line.promise.id: line for line in lines(analysis)}
    agreed = [by_id[promise.id] for promise in promises.to_customers(analysis) if promise.promised is not None]
    checked = [line for line in agreed if not line.promise.rests_on_nothing]
    failing = [line for line in checked if line.promise.standing.is_open]
    if failing:
        return "Promises to customers, the worst first", failing[:_MOST_PROMISES]
    return "Promises to customers", checked[:_MOST_PROMISES]


def _shortened(group: AskGroup) -> AskGroup:
    """The first asks of a counterpart, each with the first promises that it helps."""
    short = tuple(
        replace(ask, closes=ask.closes[:_MOST_CLOSED]) if len(ask.closes) > _MOST_CLOSED + 1 else ask
        for ask in group.asks[:_MOST_ASKS]
    )
    return replace(group, asks=short)


def _ending(analysis: Analysis) -> Table | None:
    """The contracts that end next; the report, which one can read from this page, has them all."""
    found = records.next_to_end(analysis)
    return replace(found, note="The report has them all, under Dates." if found.note else "") if found else None


def _asks_note(parties: int) -> str:
    return f"The first {_MOST_PARTIES} of {parties:,} to talk to." if parties > _MOST_PARTIES else ""


def _all_promises(count: int) -> str:
    return {1: "The promise", 2: "Both promises"}.get(count, f"All {count:,} promises")


def _more(count: int) -> str:
    return f"And {number(count, 'more point')} of this kind, which the report lists." if count > 0 else ""
