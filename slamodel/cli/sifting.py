"""Options on findings in: which codes, and what is known already; an analysis that heeds them out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slamodel.cli.session import write

if TYPE_CHECKING:
    from slamodel.analysis import Analysis
    from slamodel.gaps import Codes
    from slamodel.gaps.baseline import Baseline

_FILE = click.Path(path_type=Path, dir_okay=False)


def sifting(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which findings to show."""
    options = (
        click.option("--select", multiple=True, metavar="CODES", help="Only these findings, such as A,T2; repeatable."),
        click.option("--ignore", multiple=True, metavar="CODES", help="Not these; the longer of two codes counts."),
        click.option("--baseline", type=_FILE, help="Show, and fail on, only what this file does not know."),
        click.option("--write-baseline", type=_FILE, help="Write what is found to a file, to be known from then on."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def codes(select: tuple[str, ...], ignore: tuple[str, ...]) -> "Codes":
    """The codes of both options; what no finding begins with is refused."""
    from slamodel.gaps import Codes

    return Codes(_codes("--select", select), _codes("--ignore", ignore))


def _codes(option: str, given: tuple[str, ...]) -> tuple[str, ...]:
    from slamodel.gaps import CODES, unknown

    found = tuple(code.strip().upper() for text in given for code in text.split(",") if code.strip())
    for code, hint in unknown(found, CODES):
        raise click.BadParameter(f'no finding has the code "{code}", {hint}', param_hint=option)
    return found


def against(analysis: "Analysis", baseline: Path | None, to: Path | None, model: Path) -> "Analysis":
    """The analysis against what is known: what a file says, or all that there is once it has been written."""
    from slamodel.gaps.baseline import read, written

    known = _read(baseline) if baseline else None
    if to is not None:
        text = written(analysis.findings, analysis.promises)
        write(to, text, model)
        known = read(text)
    return analysis.against(known) if known else analysis


def _read(file: Path) -> "Baseline":
    from slamodel.gaps.baseline import BaselineError, read

    try:
        return read(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = error.strerror or str(error)
    except UnicodeDecodeError:
        reason = "it is no text in UTF-8"
    except BaselineError as error:
        reason = str(error)
    raise click.BadParameter(f"{file} cannot be used: {reason}", param_hint="--baseline")
