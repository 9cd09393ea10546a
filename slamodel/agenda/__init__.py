"""AGREEMENTS → THE DAYS THAT MATTER: what begins, ends, renews, is to be reviewed, and what rests on it."""

from slamodel.agenda.days import HORIZON_YEARS, agenda, first_decision
from slamodel.agenda.entry import Entry, Kind

__all__ = ["HORIZON_YEARS", "Entry", "Kind", "agenda", "first_decision"]
