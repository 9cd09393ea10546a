"""The name of a first model and a day in; its commented text with dates around that day out, and what it shows."""

from dataclasses import dataclass
from datetime import date
from importlib import resources


@dataclass(frozen=True, slots=True)
class Starter:
    """A commented model to start from; `about` says what it shows.

    In its file `YEAR` and `NEXT` stand for the year in which it is used and the one after, so that nothing is over or
    overdue in a model that somebody has just begun.
    """

    name: str
    title: str
    about: str

    @property
    def text(self) -> str:
        """The model itself, in YAML, for somebody who begins today."""
        return self.on(date.today())  # noqa: DTZ011 - the day where the user is

    def on(self, day: date) -> str:
        """The model for somebody who begins on that day."""
        text = resources.files(__name__).joinpath(f"{self.name}.yaml").read_text(encoding="utf-8")
        return text.replace("YEAR-", f"{day.year:04}-").replace("NEXT-", f"{day.year + 1:04}-")


STARTERS = (
    Starter("starter", "One promise", "A web shop promises more than its hosting contract ensures."),
    Starter("hand-offs", "Hand-offs", "An incident passes from desk to desk: do their times add up to the promise?"),
    Starter(
        "web-hosting", "Web hosting", "A provider with a data centre, two carriers, and credits that are back to back."
    ),
    Starter(
        "hr-shared-service", "HR shared service", "Payroll and forms for a group: times that depend on the customer."
    ),
    Starter("it-department", "IT department", "Teams under operational level agreements, one SLA for the whole house."),
    Starter("managed-service-provider", "Managed services", "Subcontractors who hold what the customer was promised."),
    Starter("federation", "Federation", "Sites behind a corporate-level SLA, and a community that has agreed more."),
)
