"""One promise in; the chain of its evidence out, as sums that a person can redo with a pocket calculator."""

from collections.abc import Iterator

from slamodel.analysis import Analysis
from slamodel.model import WORDING, TimeTarget
from slamodel.propagate import Input, Promise, View
from slamodel.propagate.because import Account, Sum, account
from slamodel.propagate.figures import Figures
from slamodel.report import steps
from slamodel.units import show_duration, show_share

_WIDTH = 34


def explain(analysis: Analysis, promise: Promise) -> str:
    """The evidence of a promise as plain text."""
    return "\n".join(_lines(analysis, promise)) + "\n"


def _lines(analysis: Analysis, promise: Promise) -> Iterator[str]:
    landscape = analysis.landscape
    agreement = landscape.agreements[promise.agreement]
    yield promise.id
    where = f", {promise.where.value}" if promise.where else ""
    yield "taken as given: nothing is modelled below" if promise.rests_on_nothing else f"{promise.standing.word}{where}"
    yield ""
    metric = WORDING.get(promise.metric, promise.metric)
    customers = ", ".join(landscape.party_label(customer) for customer in agreement.customers)
    provider = landscape.party_label(agreement.provider)
    yield f"{provider} promises {customers} for {landscape.label(promise.service)}:"
    yield f"  {metric} {_promised(promise)}    {analysis.place(promise.at).short}"
    direct, end_to_end = (tuple(_view(analysis, promise, view)) for view in (promise.direct, promise.end_to_end))
    yield ""
    yield "Direct: what the commitments below support"
    yield from direct
    yield ""
    yield "End to end: everything opened up, down to services that need nothing"
    yield from end_to_end if end_to_end != direct else ("  the same, line by line",)


def _promised(promise: Promise) -> str:
    if promise.promised is None:
        return "is not evaluated yet"
    if isinstance(promise.target, TimeTarget):
        share = "" if promise.promised_share == 1 else f" in {show_share(1 - promise.promised_share)} of the cases"
        return f"within {show_duration(promise.promised, down=True)}{share}"
    seconds = promise.downtime_s(promise.promised)
    allowed = "" if seconds is None else f" or {show_duration(seconds, down=True)}"
    share, window = show_share(promise.promised), promise.target.window
    return f"{share} a {window}, which leaves a share of {_number(promise.promised)}{allowed} to fail"


def _view(analysis: Analysis, promise: Promise, view: View) -> Iterator[str]:
    if view.step is not None:
        yield from steps.lines(analysis, view.step)
    elif view.figures is not None and view.structure is not None:
        yield from _shares(analysis, promise, view)
    for lack in view.unknown:
        yield f"  unknown: {lack.message}"
    if view.assumed:
        names = ", ".join(analysis.landscape.label(service) for service in view.assumed)
        yield f"  assumed perfect, since no own part is stated: {names}"


def _shares(analysis: Analysis, promise: Promise, view: View) -> Iterator[str]:
    assert view.figures is not None and view.structure is not None  # noqa: S101, PT018 - the caller looked
    if view.inputs:
        yield "  inputs, each with the share of time that it may be down:"
    for number, given in enumerate(view.inputs, 1):
        yield _input(analysis, str(number), given, _level(given))
    sums = account(view)
    if sums.sums:
        yield "  sums, of shares of time down:"
        yield from _account(sums, _values(view, sums), "  ")
    for name, down in zip(("guaranteed", "independent", "ceiling"), view.figures, strict=True):
        yield f"  {name:12} 1 - {_number(down)} = {show_share(down)}{_downtime(promise, down)}"


def _downtime(promise: Promise, down: float) -> str:
    seconds = promise.downtime_s(down)
    if seconds is None or promise.counted_s is None:
        return ""
    return f"; {_number(down)} x {promise.counted_s / 3600:g} h = {show_duration(seconds)}"


def _values(view: View, sums: Account) -> dict[str, Figures]:
    levels = ((str(number), given.level or 0.0) for number, given in enumerate(view.inputs, 1))
    return {**{name: Figures(level, level, level) for name, level in levels}, **_named(sums)}


def _named(sums: Account) -> dict[str, Figures]:
    found = {}
    for line in sums.sums:
        found[line.name] = line.figures
        if line.split is not None:
            found |= _named(line.split.works) | _named(line.split.fails)
    return found


def _level(given: Input) -> str:
    return "not known, taken as 0" if given.level is None else f"{show_share(given.level)}, down {_number(given.level)}"


def _input(analysis: Analysis, number: str, given: Input, level: str) -> str:
    label = analysis.landscape.label(given.service)
    source = given.agreement or given.role.value
    place = analysis.place(given.at).short if given.at else ""
    return f"  {number:>4}  {label:{_WIDTH}} {level:28} {source:24} {place}".rstrip()


def _account(sums: Account, values: dict[str, Figures], indent: str) -> Iterator[str]:
    for line in sums.sums:
        yield from _sum(line, values, indent)


def _sum(line: Sum, values: dict[str, Figures], indent: str) -> Iterator[str]:
    names = ", ".join(line.inputs)
    if not line.failing:
        yield f"{indent}{line.name:>4}  fails through {names}, of which some are used in several places:"
        yield from _entangled(line, values, indent + "      ")
        return
    many = len(line.inputs)
    rule = "any" if line.failing == 1 else "all" if line.failing == many else f"{line.failing} of {many}"
    yield f"{indent}{line.name:>4}  fails when {rule} of {names} fail{'s' if line.failing == 1 else ''}:"
    for basis, formula in enumerate((_guaranteed, _independent, _ceiling)):
        levels = [values[name][basis] for name in line.inputs]
        label = Figures._fields[basis]
        yield f"{indent}      {label:12} {formula(line.failing, levels)} = {_number(line.figures[basis])}"


def _guaranteed(failing: int, levels: list[float]) -> str:
    if failing == 1:
        return _joined(" + ", levels) if sum(levels) <= 1 else f"no more than 1, from {_joined(' + ', levels)}"
    if failing == len(levels):
        return f"smallest of {_joined(', ', levels)}"
    ordered = sorted(levels)
    ways = [f"({_joined(' + ', ordered[: len(ordered) - j])}) / {failing - j}" for j in range(failing)]
    return f"smallest of {', '.join(ways)}"


def _independent(failing: int, levels: list[float]) -> str:
    if failing == 1:
        return "1 - " + " x ".join(f"(1 - {_number(level)})" for level in levels)
    if failing == len(levels):
        return _joined(" x ", levels)
    factors = " x ".join(f"({_number(1 - level)} + {_number(level)} z)" for level in levels)
    return f"in {factors}, the coefficients from z^{failing} on"


def _ceiling(failing: int, levels: list[float]) -> str:
    if failing == 1:
        return f"largest of {_joined(', ', levels)}"
    ordered = sorted(levels, reverse=True)
    if failing == len(levels):
        return f"{_joined(' + ', levels)} - {failing - 1}, at least 0"
    ways = [
        f"({_joined(' + ', ordered[:r])} - {failing - 1}) / {r - failing + 1}" for r in range(failing, len(ordered) + 1)
    ]
    return f"largest of 0, {', '.join(ways)}"


def _entangled(line: Sum, values: dict[str, Figures], indent: str) -> Iterator[str]:
    spread = "; ".join(f"{' and '.join(cut.inputs)} together {_number(cut.time)}" for cut in line.cuts)
    yield f"{indent}guaranteed   worst timing: {spread or 'nothing can fail'} = {_number(line.figures.guaranteed)}"
    priced = [(name, price) for name, price in zip(line.inputs, line.prices, strict=False) if price > 0]
    if priced:
        proof = " + ".join(f"{_number(price)} x {_number(values[name].guaranteed)}" for name, price in priced)
        prices = ", ".join(f"{name} at {_number(price)}" for name, price in priced)
        yield f"{indent}             no timing is worse: whatever brings it down costs 1 or more with {prices}; {proof}"
    yield from _cases(line, values, indent)
    yield f"{indent}ceiling      by the mirror of that program = {_number(line.figures.ceiling)}"


def _cases(line: Sum, values: dict[str, Figures], indent: str) -> Iterator[str]:
    split, result = line.split, _number(line.figures.independent)
    if split is None:
        yield f"{indent}independent  exactly, by a decision diagram over {len(line.inputs)} inputs = {result}"
        return
    works, fails = split.works.figures.independent, split.fails.figures.independent
    down = _number(split.level)
    yield f"{indent}independent  by cases: {down} x {_number(fails)} + (1 - {down}) x {_number(works)} = {result}"
    for word, case in ((f"{split.name} down", split.fails), (f"{split.name} works", split.works)):
        yield f"{indent}  if {word}: {_number(case.figures.independent)}"
        for inner in case.sums:
            yield from _case_sum(inner, values, indent + "    ")


def _case_sum(line: Sum, values: dict[str, Figures], indent: str) -> Iterator[str]:
    if not line.failing:
        yield f"{indent}{line.name}:"
        yield from _cases(line, values, indent + "  ")
        return
    formula = _independent(line.failing, [values[name].independent for name in line.inputs])
    yield f"{indent}{line.name} from {', '.join(line.inputs)}: {formula} = {_number(line.figures.independent)}"


def _joined(sign: str, levels: list[float]) -> str:
    return sign.join(_number(level) for level in levels)


def _number(value: float) -> str:
    """Enough digits to redo the sum, without exponents for what a person would type."""
    text = f"{value:.12g}"
    return text if "e" not in text else f"{value:.18f}".rstrip("0") if value > 1e-12 else f"{value:.3e}"
