"""A target of an agreement on one service and the two views of it in; how the promise stands out."""

from dataclasses import dataclass, replace

from slamodel.model import ALWAYS, Measure, Target, Waiver
from slamodel.propagate.given import Path
from slamodel.propagate.outcome import View
from slamodel.propagate.standing import Standing, Where
from slamodel.units import TOLERANCE_S


def least_favourable(direct: View, end_to_end: View) -> View:
    """The view that stands worse, of equal ones the one that comes to more, else the direct one."""
    return min((direct, end_to_end), key=lambda view: (view.standing.weight, -view.burden))


@dataclass(frozen=True, slots=True)
class Promise:
    """A target of an agreement on one service, against what supports it.

    `promised` is an unavailability for shares, seconds for times, a number in its `measure` for amounts, None where
    it cannot be said; `counted_s` are the seconds of a window that count, `all_s` the same with the maintenance that
    does not, None where that is no matter of time; `clock` is the calendar by which it counts. `unwaived` is how it
    stands against what lies below; a valid `waiver` makes it accepted.
    """

    id: str
    agreement: str
    service: str
    target: Target
    promised: float | None
    promised_share: float
    counted_s: float | None
    unwaived: Standing
    where: Where | None
    direct: View
    end_to_end: View
    at: Path
    clock: str = ALWAYS
    all_s: float | None = None
    waiver: Waiver | None = None
    measure: Measure | None = None

    @property
    def standing(self) -> Standing:
        """How it stands, what has been accepted by a valid waiver apart."""
        return Standing.ACCEPTED if self.waiver else self.unwaived

    @property
    def metric(self) -> str:
        """The metric of the target."""
        return self.target.metric

    def downtime_s(self, unavailability: float) -> float | None:
        """The seconds in a window that an unavailability stands for; None where it is no matter of time, or unknown."""
        if self.metric != "availability" or self.counted_s is None:
            return None
        return unavailability * self.counted_s

    @property
    def as_experienced(self) -> "Promise":
        """The same where all its hours count: what shares of time are taken of when maintenance is no exception."""
        return replace(self, counted_s=self.all_s)

    @property
    def deciding(self) -> View:
        """The view to show."""
        return least_favourable(self.direct, self.end_to_end)

    def limit_in(self, view: View) -> float:
        """The seconds that it allows in a view: with a cut-off rule that depends on the start."""
        return (self.promised or 0.0) if view.limit_s is None else view.limit_s

    @property
    def late(self) -> View | None:
        """The first view in which the limit of a time is itself too short."""
        views = (self.direct, self.end_to_end)
        return next((v for v in views if v.time and v.time.within_s > self.limit_in(v) + TOLERANCE_S), None)

    @property
    def rests_on_nothing(self) -> bool:
        """Whether the model says nothing of what lies below: the commitment is taken as given."""
        return not (self.direct.is_grounded or self.end_to_end.is_grounded)
