"""Findings are accepted by waivers that cover all that they concern; waivers that do not count are found themselves."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from slamodel.analysis import analyse, analyse_text
from slamodel.diagnostics import Severity
from slamodel.propagate import Standing
from slamodel.propagate.accepted import reasons
from tests.oracle.models import AS_OF, random_model, with_hours
from tests.oracle.writing import dump

BROKEN = Path(__file__).parents[2] / "examples" / "broken"
CODES = [
    "A101",
    "C601",
    "C602",
    "C604",
    "C605",
    "C610",
    "K901",
    "K902",
    "P401",
    "T201",
    "T202",
    "T204",
    "T206",
    "T208",
    "T209",
]
DAY = date(2026, 11, 23)
MODEL = """
slamodel: 1
parties: {it: {kind: department}, host: {kind: supplier}, one: {kind: customer}, two: {kind: customer}}
services:
  shop: {provider: it, needs: [web]}
  web: {provider: host}
  old: {provider: host}
agreements:
  a: {kind: SLA, provider: it, customers: [one], services: [shop], targets: [TARGETS], waivers: [A]}
  b: {kind: SLA, provider: it, customers: [two], services: [shop], targets: [TARGETS], waivers: [B]}
  uc:
    {kind: UC, provider: host, customers: [it], services: [web],
     targets: [{metric: availability, at_least: 99 %}], waivers: [UC]}
  uc-old:
    {kind: UC, provider: host, customers: [it], services: [old],
     targets: [{metric: availability, at_least: 99 %}], waivers: [OLD]}
"""
SHARE, RECOVERY = "{metric: availability, at_least: 98 %}", "{metric: rto, within: 4 h}"
OWNED = "owner: cio, reason: soon, until: 2027-05-31"


def found(*, targets: str = f"{SHARE}, {RECOVERY}", a: str = "", b: str = "", uc: str = "", old: str = ""):
    text = MODEL.replace("TARGETS", targets)
    for name, waiver in (("A", a), ("B", b), ("UC", uc), ("OLD", old)):
        text = text.replace(f"waivers: [{name}]", f"waivers: [{waiver}]")
    return analyse_text(text, DAY)


def only(analysis, code):
    (finding,) = (finding for finding in analysis.findings if finding.code == code)
    return finding


def waiver(code: str, more: str = OWNED) -> str:
    return f"{{rule: {code}, {more}}}"


def test_one_promise_of_two_leaves_it_open_and_says_which_is_accepted():
    finding = only(found(a=waiver("C602")), "C602")
    assert not finding.waived
    assert finding.message.endswith(" Accepted for a/shop/rto by cio, until 2027-05-31.")


def test_all_promises_that_it_concerns_make_it_accepted():
    analysis = found(a=waiver("C602"), b=waiver("C602"))
    finding = only(analysis, "C602")
    assert finding.waived
    assert [one.promise for one in finding.accepted] == ["a/shop/rto", "b/shop/rto"]
    assert not analysis.fails_on("unknown")


def test_where_the_contract_says_too_little_it_can_be_accepted_for_all():
    analysis = found(uc=waiver("C602"))
    assert only(analysis, "C602").waived
    assert {analysis.target(f"{name}/shop/rto").standing for name in "ab"} == {"accepted"}


def test_what_concerns_no_promise_is_accepted_in_its_agreement():
    assert not only(found(a=waiver("C603")), "C603").waived
    assert only(found(old=waiver("C603")), "C603").waived


def test_an_error_that_is_accepted_does_not_fail():
    targets = "{metric: availability, at_least: 99.5 %}"
    assert found(targets=targets).fails_on("gap")
    accepted = found(targets=targets, a=waiver("A101"), b=waiver("A101"))
    assert not accepted.fails_on("gap")
    assert not accepted.fails_on("at_risk")
    assert found(targets=targets, a=waiver("A101")).fails_on("gap")


def test_of_one_cause_what_is_accepted_stands_apart_behind_all_that_is_open():
    analysis = found(targets="{metric: availability, at_least: 99.5 %}", a=waiver("A101"))
    told = [(finding.target, finding.waived) for finding in analysis.findings if finding.code == "A101"]
    assert told == [("b/shop/availability", False), ("a/shop/availability", True)]
    assert analysis.findings[-1].waived
    together = only(
        found(targets="{metric: availability, at_least: 99.5 %}", a=waiver("A101"), b=waiver("A101")), "A101"
    )
    assert [one.promise for one in together.accepted] == ["a/shop/availability", "b/shop/availability"]


@pytest.mark.parametrize(
    ("written", "severity", "words"),
    [
        (waiver("C602", "owner: cio"), Severity.WARNING, "does not say why and until when"),
        (waiver("C602", "owner: cio, reason: soon, until: 2026-11-22"), Severity.WARNING, "(a/shop/rto) is open again"),
        (waiver("C602", f"target: a/shop/rt, {OWNED}"), Severity.WARNING, "Did you mean a/shop/rto?"),
        (waiver("C602", "owner: cio, reason: soon, until: 2028-05-31"), Severity.NOTE, "more than a year"),
        (waiver("A101"), Severity.NOTE, "A101 is not found there. It can go"),
        (waiver("A901"), Severity.NOTE, "there is no finding A901"),
    ],
)
def test_says_what_is_amiss_with_a_waiver(written, severity, words):
    finding = only(found(a=written), "F004")
    assert finding.severity is severity
    assert words in finding.message


def test_says_nothing_of_waivers_that_do_their_part():
    assert "F004" not in {finding.code for finding in found(a=waiver("C602"), old=waiver("C603")).findings}


@pytest.mark.parametrize("code", CODES)
def test_what_makes_a_promise_not_supported_is_found_under_a_code_that_accepts_it(code):
    analysis = analyse(BROKEN / f"{code}.yaml", DAY)
    open_ones = [promise for promise in analysis.promises if promise.unwaived is not Standing.SUPPORTED]
    told = [reason for promise in open_ones for reason in reasons(promise)]
    assert code in {accepting for reason in told for accepting in reason.codes}
    for promise in open_ones:
        codes = {finding.code for finding in analysis.findings if finding.concerns(promise.id)}
        assert all(codes & reason.codes for reason in reasons(promise))


def test_so_it_is_for_amounts():
    """{slamodel: 1, parties: {it: {kind: department}, host: {kind: supplier}, one: {kind: customer}}, services: {
    shop: {provider: it, needs: [web]}, web: {provider: host}}, agreements: {
    a: {kind: SLA, provider: it, customers: [one], services: [shop],
      targets: [{metric: throughput, at_least: 9 per hour}],
      waivers: [{rule: A101, owner: cio, reason: soon, until: 2027-05-31}]},
    uc: {kind: UC, provider: host, customers: [it], services: [web],
      targets: [{metric: throughput, at_least: 5 per hour}]}}}
    """
    analysis = analyse_text(test_so_it_is_for_amounts.__doc__ or "", DAY)
    assert analysis.target("a/shop/throughput").standing is Standing.ACCEPTED
    assert only(analysis, "A101").waived


@pytest.mark.parametrize("seed", range(3))
def test_so_it_is_in_models_of_all_kinds(seed):
    rng = Random(seed)
    analysis = analyse_text(dump(with_hours(rng, random_model(rng, 7))), AS_OF)
    for promise in analysis.promises:
        codes = {finding.code for finding in analysis.findings if finding.concerns(promise.id)}
        assert all(not reason.codes or codes & reason.codes for reason in reasons(promise))
