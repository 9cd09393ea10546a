"""An analysis in; the things of which one move each can be made out, in the order of the menu."""

from slamodel.analysis import Analysis
from slamodel.plan.grid import Thing
from slamodel.plan.menu import menu


def things(analysis: Analysis) -> tuple[Thing, ...]:
    """All that can be chosen."""
    return tuple(choice.moves for choice in menu(analysis))
