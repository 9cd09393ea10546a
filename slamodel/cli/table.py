"""An analysis in; the verdict as a table on the terminal out, plain where there is no terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from slamodel.analysis import Analysis
from slamodel.diagnostics import Severity
from slamodel.gaps import Finding, cutoffs, in_words
from slamodel.gaps.wording import number, share_of
from slamodel.model import ALWAYS, TimeTarget
from slamodel.propagate import Promise, Standing, View
from slamodel.report import amounts
from slamodel.units import show_duration, show_share

_STYLES = {
    Standing.SUPPORTED: "green",
    Standing.AT_RISK: "yellow",
    Standing.GAP: "bold red",
    Standing.UNKNOWN: "cyan",
    Standing.ACCEPTED: "blue",
}
_COLUMNS = ("promised", "guaranteed", "if unrelated", "at best")
_SEVERITIES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_MOST = 40
"""Lines of a table that a person still reads; the rest is in the report."""
_PLAIN_WIDTH, _READABLE = 240, 118
"""Columns where there is no terminal (nothing has to be folded there), and of a line of text that reads well."""


def print_verdict(analysis: Analysis) -> None:
    """Print verdict, promises and findings to standard output."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_PLAIN_WIDTH)
    console.print(Text(f"{analysis.landscape.title or analysis.landscape.source}, {analysis.as_of}", style="bold"))
    to_customers = [promise for promise in analysis.promises if analysis.is_to_customer(promise)]
    others = [promise for promise in analysis.checked if not analysis.is_to_customer(promise)]
    titles = ("Promises to customers", "Commitments between departments and of suppliers")
    for title, promises in zip(titles, (to_customers, others), strict=True):
        if promises:
            console.print()
            _print_promises(console, title, promises)
    _print_findings(console, analysis.new)
    _print_hidden(console, analysis)
    _print_rest(console, analysis)


def _print_promises(console: Console, title: str, promises: list[Promise]) -> None:
    """A table where there is room for it, else a promise a line with its figures below: no figure is ever cut."""
    table = _table(title, promises, colour=console.is_terminal)
    room = console.options.update(max_width=_PLAIN_WIDTH)
    if Measurement.get(console, room, table).maximum <= console.width:
        console.print(table)
        return
    console.print(Text(title, style="bold"))
    for promise in _worst_first(promises)[:_MOST]:
        console.print(Text(_verdict(promise), style=_style(promise)), Text(promise.id))
        cells = zip(_COLUMNS, _cells(promise), strict=True)
        console.print(Text("    " + ", ".join(f"{name} {cell}" for name, cell in cells if cell), style="dim"))
    if len(promises) > _MOST:
        console.print(_more(promises))


def _worst_first(promises: list[Promise]) -> list[Promise]:
    return sorted(promises, key=lambda promise: (promise.standing.weight, promise.rests_on_nothing, promise.id))


def _style(promise: Promise) -> str:
    return "" if promise.rests_on_nothing else _STYLES[promise.standing]


def _more(promises: list[Promise]) -> str:
    return f"and {len(promises) - _MOST} more; the report has them all"


def _table(title: str, promises: list[Promise], *, colour: bool) -> Table:
    table = Table(
        title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), header_style="dim"
    )
    table.add_column("", no_wrap=True)
    table.add_column("target", overflow="fold")
    for column in _COLUMNS:
        table.add_column(column, justify="right", no_wrap=True)
    for promise in _worst_first(promises)[:_MOST]:
        style = _style(promise) if colour else ""
        table.add_row(Text(_verdict(promise), style=style), Text(promise.id), *_cells(promise))
    if len(promises) > _MOST:
        table.add_row("", Text(_more(promises)), "", "", "", "")
    return table


def _verdict(promise: Promise) -> str:
    if promise.rests_on_nothing:
        return "· taken as given"
    where = f", {promise.where.value}" if promise.where else ""
    return f"{promise.standing.symbol} {promise.standing.word}{where}"


def _cells(promise: Promise) -> tuple[str, str, str, str]:
    view = promise.deciding
    if promise.promised is None:
        return "", "", "", ""
    if promise.measure is not None:
        carried = amounts.ensured(promise, view)
        return promise.measure.show(promise.promised), carried if view.is_grounded else "", "", ""
    if isinstance(promise.target, TimeTarget):
        return _time_cells(promise, view)
    if view.figures is None or not view.is_grounded:
        return show_share(promise.promised), "", "", ""
    if view.unknown:
        return show_share(promise.promised), "?", "?", show_share(view.figures.ceiling)
    figures = (share_of(promise, down) for down in view.figures)
    return (show_share(promise.promised), *figures)  # type: ignore[return-value]


def _time_cells(promise: Promise, view: View) -> tuple[str, str, str, str]:
    assert promise.promised is not None and view.time is not None  # noqa: S101, PT018 - the caller looked
    in_hours = promise.clock != ALWAYS
    promised = cutoffs.in_short(promise.target.by) if isinstance(promise.target, TimeTarget) else ""
    promised = promised or show_duration(promise.promised, down=True, in_hours=in_hours)
    time = show_duration(view.time.within_s, in_hours=in_hours)
    if promise.promised_share < 1 or view.time.in_guaranteed < 1:
        promised += f" in {show_share(1 - promise.promised_share)}"
    if not view.is_grounded:
        return promised, "", "", ""
    if view.unknown:
        return promised, f"over {time}" if view.time.within_s else "?", "?", ""
    guaranteed, independent = (show_share(1 - share) for share in (view.time.in_guaranteed, view.time.in_independent))
    if view.time.in_guaranteed == 1:
        return promised, time, "", ""
    return promised, f"{time} in {guaranteed}", f"in {independent}", ""


def _print_findings(console: Console, findings: Iterable[Finding]) -> None:
    found = list(findings)
    if not found:
        return
    console.print()
    console.print(Text("Findings", style="bold"))
    width = min(console.width, _READABLE)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), width=width)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in found[:_MOST]:
        style = _SEVERITIES[finding.severity] if console.is_terminal and not finding.waived else ""
        weight = Standing.ACCEPTED.word if finding.waived else finding.severity.value
        table.add_row(Text(finding.code, style=style), Text(weight, style=style), Text(finding.message))
    console.print(table)
    if len(found) > _MOST:
        console.print(f"and {len(found) - _MOST} more; the report has them all")


def _print_hidden(console: Console, analysis: Analysis) -> None:
    """What is not among the findings above, and why."""
    for line in (*in_words(analysis.ignored), *_against(analysis)):
        console.print(Text(line, style="dim"))


def _against(analysis: Analysis) -> Iterator[str]:
    """What is known from before, and what of it is gone."""
    if known := len(analysis.findings) - len(analysis.new):
        yield f"{number(known, 'finding')} {'is' if known == 1 else 'are'} known from the baseline."
    if foreseen := sum(promise.standing.is_open and analysis.foresaw(promise) for promise in analysis.promises):
        yield f"{number(foreseen, 'promise')} that {'does' if foreseen == 1 else 'do'} not hold stood so there."
    if gone := len(analysis.gone):
        yield f"{gone:,} of the baseline {'is' if gone == 1 else 'are'} gone: write it anew with --write-baseline."


def _print_rest(console: Console, analysis: Analysis) -> None:
    checked, given = analysis.checked, len(analysis.given)
    console.print()
    for line in analysis.not_evaluated:
        console.print(Text(f"not evaluated yet: {line}", style="dim"))
    if given:
        many = "1 commitment is" if given == 1 else f"{given} commitments are"
        console.print(Text(f"{many} taken as given: nothing is modelled below.", style="dim"))
    counts = Counter(promise.standing for promise in checked)
    told = ", ".join(
        f"{counts[standing]} {standing.symbol} {standing.word}" for standing in Standing if counts[standing]
    )
    many = "1 promise checked" if len(checked) == 1 else f"{len(checked)} promises checked"
    console.print(Text.assemble((f"{many}: ", "bold"), told or "nothing to check"))
