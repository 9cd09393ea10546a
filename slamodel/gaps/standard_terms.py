"""Contracts that promises rest on, and that no lawyer has looked at as far as the model says: F003."""

from collections import defaultdict
from collections.abc import Iterator

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import concerned, differing
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.model import Agreement, AgreementKind

_NOT_DONE = ("no", "none", "not yet", "open", "pending", "to do", "todo", "outstanding", "missing", "due")


def f003(context: Context) -> Iterator[Finding]:
    """A promise rests on the document of a supplier (`source.document`), and nothing says that a lawyer has read it.

    That is said by `review: {legal: done}`, or in other words. There is one finding for each supplier.

    **Why it matters.** A supplier's own terms say what it can change with a month's notice, what it does not answer
    for, and how little it owes at most; a promise above knows nothing of that.

    **How to fix it.** Have them reviewed and write down when, or negotiate terms of your own.

    **Example.** The shop rests on the published terms of a cloud provider, which may change them at any time.
    """
    by_supplier: dict[str, list[Resting]] = defaultdict(list)
    for name, links in context.resting.items():
        lower = context.landscape.agreements[name]
        if _is_unread(lower):
            by_supplier[lower.provider] += links
    for supplier, resting in by_supplier.items():
        entries = _outermost_first(context, resting)
        names = list(dict.fromkeys(entry.lower.id for entry in entries))
        label = context.landscape.party_label(supplier)
        message = (
            f"{concerned(entries)} {'rests' if _is_one(entries) else 'rest'} on documents of {label}"
            f" ({wording.listed(names)}), and nothing says that a lawyer has read them. Have them reviewed, and settle"
            f" with {label} what does not fit what is promised above."
        )
        yield differing(context, "F003", entries, message, "source", Severity.NOTE)


def _outermost_first(context: Context, entries: list[Resting]) -> list[Resting]:
    """As they are within each contract."""
    order = {promise.id: place for place, promise in enumerate(context.outermost_first)}
    return sorted(entries, key=lambda entry: order[entry.promise.id])


def _is_one(entries: list[Resting]) -> bool:
    return len({entry.promise.id for entry in entries}) == 1


def _is_unread(agreement: Agreement) -> bool:
    if agreement.kind is not AgreementKind.UC or agreement.source is None or agreement.source.document is None:
        return False
    said = agreement.review.legal if agreement.review else None
    return said is None or said.casefold() in _NOT_DONE
