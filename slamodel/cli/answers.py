"""`check` and `explain`: the verdict on every promise, and the evidence for one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slamodel.cli.session import MODEL, analysed, as_of_and_assume
from slamodel.cli.sifting import against, codes, sifting

if TYPE_CHECKING:
    from slamodel.analysis import Analysis
    from slamodel.propagate import Promise
    from slamodel.report.named_start import NamedStart

FAIL_ON = ("gap", "unknown", "risk")


FORMAT = click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", help="How to answer.", show_default=True
)


@click.command()
@MODEL
@FORMAT
@as_of_and_assume
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="gap",
    show_default=True,
    help="From which verdict on the exit code is 1: gap; unknown, which includes gaps; risk, which includes both.",
)
@sifting
def check(
    model: Path,
    *,
    output: str,
    as_of: str | None,
    assume: tuple[str, ...],
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    write_baseline: Path | None,
) -> None:
    """The verdict on every promise, and the findings.

    Findings that are ignored change no verdict: a promise with a gap still ends with exit code 1.
    """
    from dataclasses import replace

    wanted = codes(select, ignore)
    analysis = replace(analysed(model, as_of, assume), codes=wanted)
    analysis = against(analysis, baseline, write_baseline, model)
    if output == "json":
        from slamodel.report.machine import to_json

        click.echo(to_json(analysis), nl=False)
    else:
        from slamodel.cli.table import print_verdict

        print_verdict(analysis)
    if not analysis.is_sound:
        sys.exit(2)
    sys.exit(int(analysis.fails_on({"risk": "at_risk"}.get(fail_on, fail_on))))


def _targets(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Target ids of the model, for the shell's completion."""
    from datetime import date

    from slamodel.analysis import analyse

    promises = analyse(Path(ctx.params["model"]), date.today()).promises  # noqa: DTZ011 - the day where the user is
    return [promise.id for promise in promises if promise.id.startswith(incomplete)]


@click.command()
@MODEL
@click.argument("target", shell_complete=_targets)
@click.option(
    "--start",
    metavar="INSTANT",
    help="Follow a case that starts then, such as 2026-12-24T16:00 in the time zone that the answer names,"
    " 2026-12-24T16:00+01:00, or a day.",
)
@FORMAT
@as_of_and_assume
def explain(
    model: Path, target: str, start: str | None, output: str, as_of: str | None, assume: tuple[str, ...]
) -> None:
    """The evidence for one promise, as sums to redo by hand.

    TARGET is a target id as `slamodel check` prints it: agreement/service/metric, with a priority
    agreement/service/metric/P1.
    """
    from slamodel.report import explain as report

    analysis = analysed(model, as_of, assume)
    promise = target_of(analysis, target)
    begun = None if start is None else _begun(analysis, promise, start)
    told = report.to_json if output == "json" else report.explain
    click.echo(told(analysis, promise, begun), nl=False)
    if not analysis.is_sound:
        sys.exit(2)


def target_of(analysis: "Analysis", target: str) -> "Promise":
    """The promise with a target id; where there is none, the one that may be meant is named."""
    from difflib import get_close_matches

    if target in analysis.ids:
        return analysis.target(target)
    near = get_close_matches(target, analysis.ids, n=1, cutoff=0.4)
    hint = f', did you mean "{near[0]}"?' if near else ""
    raise click.BadParameter(f'"{target}" is not a target of this model{hint}', param_hint="TARGET")


def _begun(analysis: "Analysis", promise: "Promise", start: str) -> "NamedStart":
    """The start that is meant, in the time zone in which the promise is shown."""
    from slamodel.report.named_start import named_start
    from slamodel.units import UnitError

    if promise.deciding.begin is None:
        raise click.BadParameter(f"{promise.id} is no time that something takes from a start", param_hint="--start")
    try:
        return named_start(analysis, promise, start)
    except UnitError as error:
        raise click.BadParameter(f"{error.message}: {error.hint}", param_hint="--start") from None
