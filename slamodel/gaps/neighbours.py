"""Hours that nobody covers in; out who could: those whose hours end where they begin, or begin where they end."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from slamodel.clock import Week
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.exposure import Exposure
from slamodel.gaps.resting import Resting
from slamodel.gaps.spans import a_week, in_hours

_WEEK = 604_800


class Cover(NamedTuple):
    """What to ask for so that hours are covered, and of whom; any one of several is asked for its own part."""

    ask: str
    parties: tuple[str, ...]


def cover(context: Context, exposure: Exposure, links: Sequence[Resting]) -> Cover:
    """Of alternatives the neighbours of the hole are asked; else whoever does not cover the hours."""
    found = _beside(context, exposure, links) if exposure.has_alternatives else []
    if not found:
        parties = tuple(dict.fromkeys(link.lower.provider for link in links))
        names = wording.either(context.landscape.party_label(party) for party in parties)
        return Cover(f"ask {names} to cover more hours ({a_week(exposure.worst.week.seconds)} are missing)", parties)
    asks = (f"{context.landscape.party_label(party)} to {what}" for party, what in found)
    return Cover(f"ask {wording.either(asks)}", tuple(dict.fromkeys(party for party, _ in found)))


def _beside(context: Context, exposure: Exposure, links: Sequence[Resting]) -> list[tuple[str, str]]:
    """Each neighbour and what it would have to do, whoever stays before whoever begins."""
    spans = _whole(exposure.worst.week)
    lengths = {end - start for start, end in spans}
    much = f"{in_hours(lengths.pop())} " if len(lengths) == 1 else ""
    stays = _those(context, exposure, links, lambda week: all(_has_edge(week, start, 1) for start, _ in spans))
    begins = _those(context, exposure, links, lambda week: all(_has_edge(week, end, 0) for _, end in spans))
    return [
        *((party, f"stay {much}longer") for party in stays),
        *((party, f"begin {much}earlier") for party in begins),
    ]


def _those(
    context: Context, exposure: Exposure, links: Sequence[Resting], meets: Callable[[Week], bool]
) -> dict[str, None]:
    """The providers whose hours, at the time of the year when most is not covered, meet the hole in some way."""
    pattern = exposure.worst.pattern
    weeks = ((link, context.weeks.of(link.lower.clock_of(link.stated), pattern)) for link in links)
    return dict.fromkeys(link.lower.provider for link, week in weeks if meets(week))


def _has_edge(week: Week, second: int, side: int) -> bool:
    """Whether hours end (1) or begin (0) at this second; what goes on over the end of the week does neither."""
    return second % _WEEK in {span[side] % _WEEK for span in _whole(week)}


def _whole(week: Week) -> tuple[tuple[int, int], ...]:
    """The spans of a week, of which one that goes on over its end is in one piece."""
    spans = week.spans
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == _WEEK:
        return (*spans[1:-1], (spans[-1][0], _WEEK + spans[0][1]))
    return spans
