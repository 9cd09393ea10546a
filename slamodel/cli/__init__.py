"""The commands: words of a shell in, exit codes out; everything heavy is imported by the command that needs it."""

import os
import signal
import sys
import traceback
from contextlib import suppress
from io import TextIOWrapper

import click

from slamodel.cli.answers import check, explain
from slamodel.cli.apportion import apportion
from slamodel.cli.changes import diff, what_if
from slamodel.cli.dates import dates
from slamodel.cli.papers import diagram, report
from slamodel.cli.plan import plan
from slamodel.cli.serve import serve
from slamodel.cli.sheets import asks
from slamodel.cli.starters import completion, new, schema


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="slamodel", message="slamodel %(version)s")
def slamodel() -> None:
    """Do the agreements below add up to the promises above?

    MODEL is a YAML or JSON file, or a folder of them. Exit codes: 0 nothing found at or above --fail-on,
    1 gaps, 2 the file or the call is wrong, 3 slamodel itself failed.
    """


_ASKING = (check, explain, dates, plan, what_if, diff, apportion)
_WRITING = (report, asks, diagram, serve, new, schema, completion)
for command in (*_ASKING, *_WRITING):
    slamodel.add_command(command)


def main() -> None:
    """Run a command; a fault of our own ends with exit code 3 and says where to look."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter still gets the answer
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # who stops reading does not want to hear of it
    try:
        sys.exit(slamodel.main(standalone_mode=False, prog_name="slamodel") or 0)
    except click.ClickException as refusal:
        refusal.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except OSError as fault:  # a full disk: the machine failed, not the model and not the program
        _say_without_output(f"the answer cannot be written: {fault.strerror or fault}")
        sys.exit(2)
    except Exception as fault:  # noqa: BLE001 - the last door: whatever comes through is our fault, not the user's
        click.echo(f"slamodel itself failed: {type(fault).__name__}: {fault}", err=True)
        where = traceback.extract_tb(fault.__traceback__)[-1]
        click.echo(f"  in {where.name}, line {where.lineno}; please report it together with the model", err=True)
        sys.exit(3)


def _say_without_output(sentence: str) -> None:
    with suppress(OSError):
        click.echo(sentence, err=True)
    # Nothing more goes to a standard output that is gone, not even at the very end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
