"""An analysis in; what outages cost and what comes back for them out, as a table and for machines."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, number
from slamodel.model import Agreement
from slamodel.money import Cause, MoneyLine, Owed, Total
from slamodel.report import wording
from slamodel.report.promises import MOST_ROWS
from slamodel.report.views import Cell, Column, Group, Table
from slamodel.units import show_duration, show_money, show_period

_COLUMNS = (
    Column("Outage"),
    Column("Owed", is_number=True),
    Column("Comes back", is_number=True),
    Column("Left to us", is_number=True),
    Column("Caused by"),
    Column("Limits and claims below"),
)
LIMITS = {"credit_cap": "capped", "credit_pool": "all that is at risk", "credit_minimum": "below the minimum"}
_NOBODY = "nobody owes anything for it"
_NO_PRICE = "price not stated"
_ONCE = "Several promises, one cause"


def table(analysis: Analysis, lines: Iterable[MoneyLine] | None = None) -> Table | None:
    """For each promise with credits, what outages cost at their worst; None where no credit hangs on anything."""
    book = analysis.context.money
    found = book.lines if lines is None else tuple(lines)
    shown = found[:MOST_ROWS]
    groups = [_group(analysis, name, [line for line in shown if line.promise == name]) for name in _promises(shown)]
    names = {line.promise for line in found}
    totals = [total for total in book.totals if total.owed != 0 and names.issuperset(total.promises)][:MOST_ROWS]
    if totals:
        groups.append(Group(_ONCE, tuple(_total(analysis, total) for total in totals)))
    return Table("What outages cost", _COLUMNS, tuple(groups), _note(analysis, found)) if groups else None


def for_party(analysis: Analysis, party: str) -> Table | None:
    """What outages cost a party as the provider, or bring back to its customers."""
    agreements = analysis.landscape.agreements

    def concerns(line: MoneyLine) -> bool:
        below = (recovery.agreement for cause in line.causes for recovery in cause.recoveries)
        return any(_is_side(agreements[name], party) for name in (line.agreement, *below))

    return table(analysis, [line for line in analysis.context.money.lines if concerns(line)])


def for_machines(analysis: Analysis) -> list[dict[str, Any]]:
    """Every line with all its causes: money as numbers, null where a price is not known."""
    return [
        {
            "target": line.promise,
            "outage": line.outage,
            "length_s": float(line.length_s),
            "currency": analysis.landscape.currency or None,
            **_amounts(line.worst),
            "all_causes": line.is_complete,
            "causes": [_plain(cause) for cause in line.causes],
        }
        for line in analysis.context.money.lines
    ]


def _is_side(agreement: Agreement, party: str) -> bool:
    return party == agreement.provider or party in agreement.customers


def _promises(lines: Iterable[MoneyLine]) -> Iterable[str]:
    return dict.fromkeys(line.promise for line in lines)


def _group(analysis: Analysis, promise: str, lines: list[MoneyLine]) -> Group:
    rows = tuple(_row(analysis, line) for line in sorted(lines, key=lambda line: line.length_s))
    return Group(wording.subject(analysis, analysis.target(promise)), rows)


def _row(analysis: Analysis, line: MoneyLine) -> tuple[Cell, ...]:
    cause = line.worst
    others = len(line.causes) - 1
    more = (
        (f"{number(others, 'other cause costs', 'other causes cost')} no more",)
        if others and not cause.owed.is_nothing
        else ()
    )
    bounded = () if line.is_complete else ("not all combinations were looked at",)
    free = (line.outage,) if not line.outage[0].isdigit() else ()
    return (
        Cell(show_duration(float(line.length_s)), free),
        shown(analysis, cause.owed),
        Cell(in_words(analysis, cause.recoverable, up=False)),
        Cell(in_words(analysis, cause.net)),
        Cell(listed(wording.service_name(analysis, name) for name in cause.services), (*more, *bounded)),
        Cell("; ".join(_terms(analysis, cause)) or _NOBODY),
    )


def _terms(analysis: Analysis, cause: Cause) -> Iterator[str]:
    """What limits each recovery, and until when it has to be claimed."""
    for recovery in cause.recoveries:
        agreement = analysis.landscape.agreements[recovery.agreement]
        said = [LIMITS[recovery.credit.limit]] if recovery.credit.limit else []
        yield f"{wording.isolated(agreement.label)}: {', '.join((*said, claim(agreement)))}"


def claim(agreement: Agreement) -> str:
    """How its credits come to be paid, and until when they have to be claimed."""
    how = agreement.credit_claim
    if not agreement.credits:
        return "no credits"
    if how and how.automatic:
        return "paid without a claim"
    if how and how.within:
        return f"to be claimed within {show_period(how.within)}"
    return "how to claim is not stated"


def _total(analysis: Analysis, total: Total) -> tuple[Cell, ...]:
    promises = listed((wording.subject(analysis, analysis.target(name)) for name in total.promises), 4)
    below = dict.fromkeys(total.agreements)
    terms = (f"{wording.isolated(a.label)}: {claim(a)}" for a in map(analysis.landscape.agreements.__getitem__, below))
    return (
        Cell(total.outage, (promises,)),
        Cell(in_words(analysis, total.owed), ("together",)),
        Cell(in_words(analysis, total.recoverable, up=False), ("once",)),
        Cell(in_words(analysis, total.net)),
        Cell(listed(wording.service_name(analysis, name) for name in total.services)),
        Cell("; ".join(terms) or _NOBODY),
    )


def shown(analysis: Analysis, credit: Owed, details: tuple[str, ...] = (), *, up: bool = True) -> Cell:
    """In money, or as a share of a price that is not known: never as nothing."""
    if credit.money is not None:
        return Cell(in_words(analysis, credit.money, up=up), details)
    if not credit.share:
        # Capped at a share of a price that is not known.
        return Cell(f"at most {in_words(analysis, credit.fixed, up=up)}", (_NO_PRICE, *details))
    plus = (f"and {in_words(analysis, credit.fixed, up=up)}",) if credit.fixed else ()
    return Cell(f"{percent(credit.share)} of the price", (*plus, _NO_PRICE, *details))


def percent(share: Decimal) -> str:
    """A share of a price, in full."""
    return f"{(share * 100).normalize():f} %"


def in_words(analysis: Analysis, amount: Decimal | None, *, up: bool = True) -> str:
    """An amount in the currency of the model: what is owed to us is rounded down."""
    if amount is None:
        return _NO_PRICE
    return show_money(amount, analysis.landscape.currency or "", up=up).replace("-", "\u2212", 1)


def _note(analysis: Analysis, lines: tuple[MoneyLine, ...]) -> str:
    notes = [
        "Each outage is taken at the time, and from the cause, that is worst for us; credits are those of one window.",
        "Below zero, more comes back than is owed." if any((line.worst.net or 0) < 0 for line in lines) else "",
        "" if analysis.landscape.currency else "The model names no currency.",
        _not_priced(analysis, lines),
        f"The first {MOST_ROWS:,} of {len(lines):,} lines." if len(lines) > MOST_ROWS else "",
    ]
    return " ".join(filter(None, notes))


def _not_priced(analysis: Analysis, lines: tuple[MoneyLine, ...]) -> str:
    """Whose price is not stated although a credit is a share of it."""
    shares = ((line.agreement, line.worst.owed) for line in lines)
    below = ((recovery.agreement, recovery.credit) for line in lines for recovery in line.worst.recoveries)
    names = dict.fromkeys(name for name, credit in (*shares, *below) if credit.money is None)
    labels = [wording.isolated(analysis.landscape.agreements[name].label) for name in names]
    return f"Not known: the price of {listed(labels, 4)}; once it is stated, the amounts follow." if labels else ""


def _plain(cause: Cause) -> dict[str, Any]:
    return {
        "services": list(cause.services),
        **_amounts(cause),
        "contracts": [
            {
                "agreement": recovery.agreement,
                "service": recovery.service,
                "credit": _number(recovery.credit.money),
                "share_of_price": _number(recovery.credit.share),
                "limited_by": recovery.credit.limit or None,
            }
            for recovery in cause.recoveries
        ],
    }


def _amounts(cause: Cause) -> dict[str, float | None]:
    return {
        "owed": _number(cause.owed.money),
        "owed_share_of_price": _number(cause.owed.share),
        "recoverable": _number(cause.recoverable),
        "net": _number(cause.net),
    }


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(round(amount, 6))
