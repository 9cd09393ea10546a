"""From when on other terms may count: the end of a term, or a notice from today, and never a day that cannot be."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text
from slamodel.plan.levers import lever

AS_OF = date(2026, 12, 1)
MODEL = """slamodel: 1
parties: {it: {kind: department}, p: {kind: supplier}}
services: {s: {provider: p}}
agreements:
  u: {kind: UC, provider: p, customers: [it], services: [s], term: {TERM},
      targets: [{metric: availability, at_least: 99 %}]}
"""


@pytest.mark.parametrize(
    ("term", "day", "notice"),
    [
        ("from: 2026-01-01, to: 2027-12-31", date(2028, 1, 1), None),
        ("from: 2026-01-01, to: 2026-12-31, notice: 30 d, renews: 12 months", date(2027, 1, 1), AS_OF),
        ("from: 2026-01-01, notice: 60 d", date(2027, 1, 30), AS_OF),
        ("from: 2026-01-01", None, None),
        ("from: 2026-01-01, to: 2026-06-30", date(2026, 12, 2), None),
        ("from: 2026-01-01, to: 2026-12-01", date(2026, 12, 2), None),
        ("from: 2027-06-01, notice: 30 d", date(2027, 6, 1), AS_OF),
        ("from: 2026-12-15, notice: 30 d", date(2026, 12, 31), AS_OF),
        ("from: 2026-01-01, notice: 0 d", date(2026, 12, 2), AS_OF),
    ],
)
def test_other_terms_count_neither_before_tomorrow_nor_before_the_agreement_starts(
    term: str, day: date | None, notice: date | None
) -> None:
    analysis = analyse_text(MODEL.replace("TERM", term), AS_OF)
    assert analysis.is_sound, analysis.diagnostics
    found = lever(analysis.landscape.agreements["u"], AS_OF)
    assert (found.day, found.notice) == (day, notice)
