"""A share of a promise in; its figures as sums that a person can redo with a pocket calculator out."""

from collections.abc import Iterator

from slamodel.analysis import Analysis
from slamodel.propagate import Input, Promise, View
from slamodel.propagate.because import Account, Sum, account
from slamodel.propagate.figures import Figures
from slamodel.report import spread, terms
from slamodel.report.digits import number
from slamodel.units import TOLERANCE, show_duration, show_share

_WIDTH = 34


def lines(analysis: Analysis, promise: Promise, view: View) -> Iterator[str]:
    """The inputs, the sums that are made of them, and the three figures that come out."""
    assert view.figures is not None and view.structure is not None  # noqa: S101, PT018 - the caller looked
    if view.season:
        yield f"  with clocks {view.season}, when they stand worst"
    if view.inputs:
        yield "  inputs, each with the share of time that it may be down:"
    for place, given in enumerate(view.inputs, 1):
        yield _input(analysis, str(place), given, _level(given))
        yield from (f"        {line}" for line in terms.lines(analysis, given))
    sums = account(view)
    if sums.sums:
        yield "  sums, of shares of time down:"
        yield from _account(sums, _values(view, sums), "  ")
    for name, down in zip(("guaranteed", "independent", "ceiling"), view.figures, strict=True):
        yield f"  {name:12} 1 - {number(down)} = {show_share(down)}{_downtime(promise, down)}"
    if sums.figures.independent > view.figures.guaranteed + TOLERANCE:
        yield "  no more is down on average, and at best, than the worst timing leaves"
    if view.experienced not in (None, view.figures):
        down = view.experienced.guaranteed
        share = f"guaranteed 1 - {number(down)} = {show_share(down)}{_downtime(promise.as_experienced, down)}"
        yield f"  experienced, with no maintenance counted away: {share}"


def _downtime(promise: Promise, down: float) -> str:
    seconds = promise.downtime_s(down)
    if seconds is None or promise.counted_s is None:
        return ""
    return f"; {number(down)} x {promise.counted_s / 3600:g} h = {show_duration(seconds)}"


def _values(view: View, sums: Account) -> dict[str, Figures]:
    return {**{str(place): given.figures for place, given in enumerate(view.inputs, 1)}, **_named(sums)}


def _named(sums: Account) -> dict[str, Figures]:
    found = {}
    for line in sums.sums:
        found[line.name] = line.figures
        if line.split is not None:
            found |= _named(line.split.works) | _named(line.split.fails)
    return found


def _level(given: Input) -> str:
    return "not known, taken as 0" if given.level is None else f"{show_share(given.level)}, down {number(given.level)}"


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
    if line.hours:
        yield f"{indent}{line.name:>4}  fails through {names}, of which some do not count in all hours:"
        yield from spread.lines(line, values, indent + "      ")
        yield from _cases(line, values, indent + "      ")
        yield f"{indent}      ceiling      by the mirror of that program = {number(line.figures.ceiling)}"
        return
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
        yield f"{indent}      {label:12} {formula(line.failing, levels)} = {number(line.figures[basis])}"


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
        return "1 - " + " x ".join(f"(1 - {number(level)})" for level in levels)
    if failing == len(levels):
        return _joined(" x ", levels)
    factors = " x ".join(f"({number(1 - level)} + {number(level)} z)" for level in levels)
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
    spread = "; ".join(f"{' and '.join(cut.inputs)} together {number(cut.time)}" for cut in line.cuts)
    yield f"{indent}guaranteed   worst timing: {spread or 'nothing can fail'} = {number(line.figures.guaranteed)}"
    priced = [(name, price) for name, price in zip(line.inputs, line.prices, strict=False) if price > 0]
    if priced:
        proof = " + ".join(f"{number(price)} x {number(values[name].guaranteed)}" for name, price in priced)
        prices = ", ".join(f"{name} at {number(price)}" for name, price in priced)
        yield f"{indent}             no timing is worse: whatever brings it down costs 1 or more with {prices}; {proof}"
    yield from _cases(line, values, indent)
    yield f"{indent}ceiling      by the mirror of that program = {number(line.figures.ceiling)}"


def _cases(line: Sum, values: dict[str, Figures], indent: str) -> Iterator[str]:
    split, result = line.split, number(line.figures.independent)
    if line.cases:
        yield from spread.by_chance(line, indent)
        return
    if split is None:
        yield f"{indent}independent  exactly, by a decision diagram over {len(line.inputs)} inputs = {result}"
        return
    works, fails = split.works.figures.independent, split.fails.figures.independent
    down = number(split.level)
    yield f"{indent}independent  by cases: {down} x {number(fails)} + (1 - {down}) x {number(works)} = {result}"
    for word, case in ((f"{split.name} down", split.fails), (f"{split.name} works", split.works)):
        yield f"{indent}  if {word}: {number(case.figures.independent)}"
        for inner in case.sums:
            yield from _case_sum(inner, values, indent + "    ")


def _case_sum(line: Sum, values: dict[str, Figures], indent: str) -> Iterator[str]:
    if not line.failing:
        yield f"{indent}{line.name}:"
        yield from _cases(line, values, indent + "  ")
        return
    formula = _independent(line.failing, [values[name].independent for name in line.inputs])
    yield f"{indent}{line.name} from {', '.join(line.inputs)}: {formula} = {number(line.figures.independent)}"


def _joined(sign: str, levels: list[float]) -> str:
    return sign.join(number(level) for level in levels)
