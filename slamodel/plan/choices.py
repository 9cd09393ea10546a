"""An analysis in; all that can be chosen out: what the menu has, and the other tiers of whatever promises rest on."""

from slamodel.analysis import Analysis
from slamodel.plan.grid import Thing
from slamodel.plan.menu import menu
from slamodel.plan.move import Kind
from slamodel.plan.tiers import tiers


def things(analysis: Analysis) -> tuple[Thing, ...]:
    """The things of which one move each can be made, in the order of the menu."""
    found = [choice.moves for choice in menu(analysis)]
    listed = {move.of[1] for moves in found for move in moves if move.kind is Kind.TIER}
    return (*found, *(moves for name, moves in _tiers(analysis).items() if name not in listed))


def _tiers(analysis: Analysis) -> dict[str, Thing]:
    """By agreement that some promise rests on, the moves to its other tiers."""
    views = [view for promise in analysis.promises for view in (promise.direct, promise.end_to_end)]
    used = sorted({given.agreement for view in views for given in view.inputs if given.agreement})
    agreements = analysis.landscape.agreements
    found = {name: tiers(analysis, agreements[name]) for name in used}
    return {name: moves for name, moves in found.items() if moves}
