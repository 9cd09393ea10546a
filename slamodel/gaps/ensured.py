"""Promises that rest on what nobody answers for, aims and failures left out below: C604 and C605."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import concerned, differing, other_party, uppers
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.propagate import Condition, Input, Kind


def c604(context: Context) -> Iterator[Finding]:
    """A promise rests on a target that is only an aim (`strength: aim`): nobody commits to it.

    Nothing is found where the promise holds without the aim, by alternatives or by another agreement.

    **Why it matters.** "We strive for 99 %" cannot be claimed from anybody. What is missed below is owed above, and the
    promise is at risk however well the figures add up.

    **How to fix it.** Ask for a commitment at a level that the provider can stand by, or have somebody else ready.

    **Example.** A federation promises 95 %; its coordinating office publishes 99 % as "a target, not a guarantee".
    """
    for name, entries in _resting_on(context, Kind.AIM).items():
        metrics = dict.fromkeys(wording.metric_name(entry.given.metric) for entry in entries)
        what = f"{wording.listed(metrics)} of {_services(context, entries)}"
        message = (
            f"What {name} states for the {what} is an aim, not a commitment: nobody answers for it, and"
            f" {concerned(entries)} of {uppers(entries)} {'holds' if _is_one(entries) else 'hold'} only as long as it"
            f" is reached. Ask {other_party(context, entries)} to commit to a level that it can stand by."
        )
        yield differing(context, "C604", entries, message, "")


def c605(context: Context) -> Iterator[Finding]:
    """The agreement below does not answer for certain failures (`excludes_failures`), and the promise above does.

    Each cause is named; causes are the same where they are written alike. Nothing is found where the promise holds
    without what lies below, or where another agreement carries the same failures.

    **Why it matters.** When the carrier, the power or a subcontractor of the supplier fails, the contract below is kept
    and the promise above is not: nobody carries the loss but the provider in the middle.

    **How to fix it.** Exclude the same failures above, have the supplier take them on, or make an agreement with
    whoever causes them.

    **Example.** The hoster excludes failures of its carriers; the shop was promised 99.9 % without any exclusion.
    """
    for name, entries in _resting_on(context, Kind.EXCLUDED).items():
        causes = wording.listed((f'"{cause}"' for cause in _causes(entries, name)), 4)
        message = (
            f"{name} does not answer for failures of {_services(context, entries)} that come from {causes};"
            f" {uppers(entries)} does, and nobody else carries them. This concerns {concerned(entries)}. Ask"
            f" {other_party(context, entries)} to answer for them, agree with whoever causes them, or exclude the same"
            " above."
        )
        yield differing(context, "C605", entries, message, "excludes_failures")


def _resting_on(context: Context, kind: Kind) -> Mapping[str, list[Resting]]:
    """By agreement below, the promises under such a condition; further down only what is not near."""
    found: dict[str, list[Resting]] = defaultdict(list)
    for promise in context.outermost_first:
        near = _sources(promise.direct.conditions, kind)
        # What is already doubtful right below a promise is settled there first.
        for given in near or _sources(promise.end_to_end.conditions, kind):
            names = (promise.agreement, given.agreement or "")
            upper, lower = (context.landscape.agreements[name] for name in names)
            found[lower.id].append(Resting(promise, given, upper, lower))
    return found


def _sources(conditions: tuple[Condition, ...], kind: Kind) -> list[Input]:
    return list({(c.source.agreement, c.source.service): c.source for c in conditions if c.kind is kind}.values())


def _services(context: Context, entries: list[Resting]) -> str:
    return wording.listed(dict.fromkeys(context.landscape.label(entry.given.service) for entry in entries))


def _causes(entries: list[Resting], agreement: str) -> tuple[str, ...]:
    """All failures that some promise would have to exclude as well, as they are written below."""
    views = (view for entry in entries for view in (entry.promise.direct, entry.promise.end_to_end))
    met = (c for view in views for c in view.conditions if c.kind is Kind.EXCLUDED)
    return tuple(dict.fromkeys(c.what for c in met if c.source.agreement == agreement))


def _is_one(entries: list[Resting]) -> bool:
    return len({entry.promise.id for entry in entries}) == 1
