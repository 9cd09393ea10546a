"""Findings on paperwork in; the questions that they raise with a party out, in words of its own agreements only."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from slamodel.gaps import Finding
from slamodel.gaps.wording import listed, window_of
from slamodel.model import Agreement
from slamodel.report import wording
from slamodel.report.sheet_counterpart import Counterpart
from slamodel.report.sheet_views import Question
from slamodel.units import show_period

_POINTS = {"user": "at the user", "service": "at the service", "provider-edge": "at the edge of your network"}
_AVERAGED = {"unit": "each unit", "account": "an account", "region": "a region", "fleet": "your whole fleet"}


def questions(to: Counterpart) -> Iterator[Question]:
    """Each question once, by agreement."""
    found = dict.fromkeys(question for finding in _found(to) for question in _of(to, finding))
    yield from sorted(found, key=lambda question: (question.agreement, question.code, question.text))


def _found(to: Counterpart) -> Iterator[Finding]:
    for code in (*_ON_THE_PARTY, *_ON_AGREEMENTS):
        yield from to.whole.findings.get(code, ())


def _of(to: Counterpart, finding: Finding) -> Iterator[Question]:
    if finding.code in _ON_THE_PARTY and finding.counterpart == to.party:
        yield Question(finding.code, _ON_THE_PARTY[finding.code])
    if (ask := _ON_AGREEMENTS.get(finding.code)) is not None:
        for agreement in _about(to, finding):
            if text := ask(to, agreement, finding):
                yield Question(finding.code, text, wording.agreement_name(agreement))


def _about(to: Counterpart, finding: Finding) -> Iterator[Agreement]:
    """The agreements of this party that a finding is about; what is told of several together is looked up in each."""
    if finding.code in ("D804", "D805", "F003"):
        yield from (one for one in (*to.provided, *to.received) if _is_among(to, one, finding))
        return
    names = dict.fromkeys(
        (finding.cause[0] if finding.cause else "", str(finding.at[1]) if len(finding.at) > 1 else "")
    )
    own = [found for name in names if (found := to.has(name)) is not None]
    yield from own[:1] if finding.counterpart in (to.party, *(own[0].customers if own else ())) else ()


def _is_among(to: Counterpart, agreement: Agreement, finding: Finding) -> bool:
    """Whether a finding on several agreements is on this one: it names all that are alike."""
    named = to.analysis.landscape.agreements.get(str(finding.at[1])) if len(finding.at) > 1 else None
    if named is None or finding.counterpart != to.party:
        return False
    if finding.code == "D805":
        return named.review == agreement.review and (named.term == agreement.term or named == agreement)
    if finding.code == "F003":
        return agreement.provider == to.party and agreement.source is not None and agreement.source.document is not None
    return named.source == agreement.source and named.provider == agreement.provider


def _old(_: Counterpart, agreement: Agreement, __: Finding) -> str:
    source = agreement.source
    day = f" are as of {wording.day(source.as_of)}" if source and source.as_of else " are old"
    return f"The figures that we have of it{day}: which of them have changed since?"


def _review(_: Counterpart, agreement: Agreement, __: Finding) -> str:
    review = agreement.review
    every = f"every {show_period(review.every)}" if review and review.every else "at intervals"
    last = f", the last one was on {wording.day(review.last)}" if review and review.last else ""
    return f"It is to be reviewed {every}{last}: when do we meet?"


def _claim(_: Counterpart, agreement: Agreement, __: Finding) -> str:
    claim = agreement.credit_claim
    within = f"within {show_period(claim.within)}" if claim and claim.within else "by a day that is not stated"
    return f"Credits have to be claimed {within}: can they be paid without a claim, or the time be longer?"


def _obligations(to: Counterpart, agreement: Agreement, finding: Finding) -> str:
    owed = to.analysis.landscape.agreements.get(finding.agreement)
    held = {name.casefold() for name in agreement.obligations}
    missing = [name for name in owed.obligations if name.casefold() not in held] if owed else []
    return f"Can you commit to {listed(missing, None)} in it, which we have to hand on?" if missing else ""


def _window(to: Counterpart, agreement: Agreement, finding: Finding) -> str:
    promise = to.analysis.context.by_id.get(finding.target)
    windows = {target.window for _, target in agreement.stated}
    if promise is None or windows == {promise.target.window}:
        return ""
    today = listed(sorted(window_of(window) for window in windows))
    return f"It counts {today}: can it be counted {window_of(promise.target.window)}, so that bad days do not meet?"


def _excluded(_: Counterpart, agreement: Agreement, __: Finding) -> str:
    failures = listed((wording.isolated(one) for one in agreement.excludes_failures), None)
    return f"It does not answer for {failures}: can you, or who does?" if failures else ""


def _reports(_: Counterpart, agreement: Agreement, __: Finding) -> str:
    today = f"They come {wording.isolated(agreement.reports)}" if agreement.reports else "No reports are stated"
    return f"{today}: can figures come more often, and sooner?"


def _measured(_: Counterpart, agreement: Agreement, __: Finding) -> str:
    where = _POINTS.get(agreement.measured_at or "")
    return f"It is measured {where}: can it be measured closer to the user?" if where else ""


def _averaged(_: Counterpart, agreement: Agreement, __: Finding) -> str:
    over = _AVERAGED.get(agreement.averaged_over or "")
    return f"It is averaged over {over}: can we have figures for each unit that we use?" if over else ""


def _maintained(to: Counterpart, agreement: Agreement, finding: Finding) -> str:
    """Where a promise stands or falls with it, it is asked for."""
    names = listed(_maintenance(to, agreement))
    is_asked = agreement.provider != to.party or not to.whole.unclosed.isdisjoint(finding.promises)
    return "" if is_asked or not names else f"Can {names} be moved out of the hours that count for us?"


def _maintenance(to: Counterpart, agreement: Agreement) -> Iterator[str]:
    known = to.analysis.landscape.maintenance
    yield from (wording.isolated(known[name].name or name) for name in agreement.excludes if name in known)


def _stops(to: Counterpart, agreement: Agreement, finding: Finding) -> str:
    reasons = listed((f'"{stop}"' for stop in agreement.clock_stops), 4)
    is_asked = not to.whole.unclosed.isdisjoint(finding.promises)
    return "" if is_asked or not reasons else f"For how long at most may the clock stand still for {reasons}?"


def _fixed(text: str) -> Callable[[Counterpart, Agreement, Finding], str]:
    return lambda *_: text


_ON_THE_PARTY: Mapping[str, str] = MappingProxyType(
    {"C608": "Whom do we turn to when a time is not kept, and in which hours can they be reached?"}
)
_ON_AGREEMENTS: Mapping[str, Callable[[Counterpart, Agreement, Finding], str]] = MappingProxyType(
    {
        "A106": _maintained,
        "D804": _old,
        "D805": _review,
        "D806": _fixed("How much earlier could you announce maintenance?"),
        "F001": _fixed("What has to be done by the customer, and what is relieved, or which clock stops, until it is?"),
        "F003": _fixed("Please send us the terms in force, for our lawyers to read."),
        "H302": _fixed("On which holidays do you not work? Some of them are working days for us."),
        "M703": _claim,
        "C604": _fixed("It states an aim: to which level can you commit?"),
        "C605": _excluded,
        "C606": _fixed("Could it hold for more sites, regions or users than it names?"),
        "C611": _obligations,
        "P401": _fixed(
            "Which of the priorities in it are for which kind of case, and which apply to the cases that we pass on?"
        ),
        "P402": _fixed(
            "One side alone sets the priority: can both set it, or can it be written down what makes a case urgent?"
        ),
        "T205": _fixed("On which clock does each time in it run: working hours, or around the clock?"),
        "T206": _stops,
        "T207": _fixed(
            "At which event does the clock start and stop? Can we count from the report of a case until it is fixed?"
        ),
        "W501": _window,
        "W502": _averaged,
        "W503": _measured,
        "W504": _fixed("From which moment on does an outage count, however short it is? Can every one count?"),
        "W506": _fixed("How is each level in it measured: what is counted, by whom, over which window?"),
        "W507": _reports,
    }
)
