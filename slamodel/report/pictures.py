"""One view of a promise in; a picture of who uses what is allowed out: downtime by link, or the ladder of hand-offs."""

from slamodel.analysis import Analysis
from slamodel.propagate import Promise, Role, View
from slamodel.report.budget import budget
from slamodel.report.ladder import ladder
from slamodel.report.views import Picture


def picture(analysis: Analysis, promise: Promise, view: View) -> Picture | None:
    """The picture of a view; None where there is nothing to draw."""
    if promise.promised is None or all(given.role is Role.ASSUMED for given in view.inputs):
        return None
    return (budget if view.step is None else ladder)(analysis, promise, view)
