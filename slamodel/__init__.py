"""Can the promises made to customers be kept with what departments and suppliers have promised?

A model file says who provides what (`services`), what that needs, and who has promised what to whom (`agreements`).
`analyse` reads it and follows every promise down to the last supplier:

1. *load*: the text becomes a `Landscape` of frozen values. What is wrong with the text is a `Diagnostic` with its line
   and column; a faulty entry is left out, and the rest is analysed.
2. *graph*: for every service and every party that uses it, which agreement stands behind it on the day.
3. *propagate*: every target of every agreement is a `Promise` with two `View`s of what supports it, `direct` (at the
   commitments right below) and `end_to_end` (everything opened up), each with its sums. The `Standing` is the worse
   of the two: supported, at risk, gap or unknown.
4. *gaps*: rules over all promises. Each `Finding` says what does not add up, and whom to talk to.

An `Analysis` holds all of it, frozen:

    from datetime import date
    from pathlib import Path
    import slamodel

    analysis = slamodel.analyse(Path("model.yaml"), date(2026, 11, 23))
    for promise in analysis.promises:
        print(promise.id, promise.standing.value)

Everything inside counts in fractions from 0 to 1 and in seconds; shares are carried as unavailability (0.001 for
99.9 %), so that nines keep their digits. Names are loaded when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slamodel.analysis import Analysis, analyse, analyse_text
    from slamodel.diagnostics import Diagnostic, Place, Severity
    from slamodel.gaps import Finding
    from slamodel.model import Landscape
    from slamodel.propagate import Promise, Standing, View, Where
    from slamodel.report.machine import to_json

__all__ = [
    "Analysis",
    "Diagnostic",
    "Finding",
    "Landscape",
    "Place",
    "Promise",
    "Severity",
    "Standing",
    "View",
    "Where",
    "analyse",
    "analyse_text",
    "to_json",
]

_HOMES = {
    "slamodel.analysis": ("Analysis", "analyse", "analyse_text"),
    "slamodel.diagnostics": ("Diagnostic", "Place", "Severity"),
    "slamodel.gaps": ("Finding",),
    "slamodel.model": ("Landscape",),
    "slamodel.propagate": ("Promise", "Standing", "View", "Where"),
    "slamodel.report.machine": ("to_json",),
}
"""Where each public name lives; importing them all here would load every library before `--help` could answer."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """A public name, from the module where it lives."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, for completion."""
    return sorted(__all__)
