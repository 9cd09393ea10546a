"""An input that counts otherwise than the promise above it in; what its level means there, as sums, out."""

from collections.abc import Iterator

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, window_of
from slamodel.propagate import Input
from slamodel.propagate.counted import Counted
from slamodel.report.counting import target_of
from slamodel.report.digits import hours, number


def lines(analysis: Analysis, given: Input) -> Iterator[str]:
    """What its allowance can be in the window of the promise, and in which hours of it the input does not count."""
    counted = given.counted
    if counted is None or given.level is None or counted.stretch <= 0.0:
        return
    if given.beside:
        others = listed(f"{one.agreement or one.role.value} ({number(one.level or 0.0)})" for one in given.beside)
        yield f"is met at several levels, of which the lowest counts in every respect: here also {others}"
    total_s = counted.own_s * counted.times / counted.stretch
    target = target_of(analysis, given)
    window = f" {window_of(target.window)}" if target else ""
    shares = f"at worst {number(counted.worst)}, at best {number(counted.kindest)}"
    yield f"{_allowance(given.level, counted, window)} of the {hours(total_s)} that the promise counts: {shares}"
    if counted.uncovered:
        yield f"does not count in {hours(counted.uncovered.seconds)} a week that the promise counts"
    if counted.maintained:
        yield f"does not count for maintenance in {hours(counted.maintained.seconds)} a week that the promise counts"
    for spell in counted.spells:
        entry = analysis.landscape.maintenance.get(spell.maintenance)
        name = entry.name or entry.id if entry else spell.maintenance
        limit = hours(spell.at_most * total_s)
        yield f"does not count during {listed([name])}: at most {limit}, on average {number(spell.chance)} of its hours"


def _allowance(level: float, counted: Counted, window: str) -> str:
    """The time that may be down in the window of the promise."""
    times = f", {counted.times} times" if counted.times > 1 else ""
    allowed_s = level * counted.own_s * counted.times
    total_s = counted.own_s * counted.times / counted.stretch
    limit = (
        f", no more than {hours(counted.worst * total_s)}" if counted.worst * total_s < allowed_s * (1 - 1e-12) else ""
    )
    return f"{number(level)} x {hours(counted.own_s)}{window}{times} = {hours(allowed_s)}{limit}"
