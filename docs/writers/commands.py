"""The commands as click knows them in; the page `commands.md` out."""

import click

from slamodel.cli import slamodel

INTRODUCTION = """\
# The commands

Generated from the program by `./dev docs`; `slamodel COMMAND --help` says the same.

`MODEL` is a YAML or JSON file, or a folder whose `.yaml`, `.yml` and `.json` files are read as one model. Answers go to
standard output. Messages about the text of the model go to standard error, all of them in one run, each with file,
line, column, code, the line itself and a caret; [the model file](file-format.md#messages-about-the-file) lists the
codes. Colour and progress bars appear on a terminal only.
"""
EXIT_CODES = {
    0: "nothing found at or above `--fail-on`; the file was written",
    1: "`check` and `what-if`: a promise stands at or above `--fail-on`; `diff`: one that does opened or widened",
    2: "the model has mistakes, or the call is wrong; what could be analysed was still answered",
    3: "slamodel itself failed; please report it",
}
MORE = {
    "check": """\
`--fail-on` is a threshold. The order is gap, unknown, risk: `gap` looks at gaps alone, `unknown` at gaps and unknowns,
`risk` at everything that is not supported. A finding of severity error counts as a gap, unless it is waived.
Mistakes in the file always give 2. See [the decision](decisions/0007-fail-on-is-a-threshold.md).
""",
    "explain": """\
A time is shown from its worst start, with the local times of every hand-off, [where it matters](numbers.md#clocks) when
a case starts. With `--start` it is the start that you name: `2026-12-24T16:00` is local time of the promise's clock;
around the clock it is local time of its links where they share one time zone, and else UTC. The answer names the zone.
`2026-12-24T16:00+01:00` or `2026-12-24T15:00Z` is meant wherever you are, and a day is its first minute. A time that
clocks show twice is taken as the first, one over which they are put forward is refused. A share has no start.
`--format json` answers with the steps in the order of hand-off.
""",
    "what-if": """\
[What a change does to the promises](ci.md#try-a-change) shows what can be tried, and how it is written.
""",
    "diff": """\
[What a change does to the promises](ci.md#compare-two-versions) tells how to read it, and how to use it in git and in
requests to merge. With `--git` the arguments are those with which git calls a diff driver.
""",
}


def page() -> str:
    """The page: what holds for all commands, then each command with its arguments and options."""
    codes = "".join(f"| {code} | {meaning} |\n" for code, meaning in EXIT_CODES.items())
    tables = f"## Exit codes\n\n| code | meaning |\n| --- | --- |\n{codes}"
    sections = [_section(name, slamodel.commands[name]) for name in slamodel.commands]
    return "\n".join([INTRODUCTION, tables, *sections])


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"slamodel {name}")
    usage = command.get_usage(context).removeprefix("Usage: ")
    help_text = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    rows = "".join(_row(option) for option in options)
    table = f"\n| option | meaning | default |\n| --- | --- | --- |\n{rows}" if rows else ""
    more = f"\n{MORE[name]}" if name in MORE else ""
    return f"## {name}\n\n```\n{' '.join(usage.split())}\n```\n\n{help_text}\n{table}{more}"


def _row(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    values = _values(option)
    meaning, _, default = (option.help or "").partition("  [default: ")
    shown = default.rstrip("]") or (str(option.default) if option.show_default else "")
    repeated = " May be given several times." if option.multiple else ""
    required = "required" if option.required else shown
    return f"| {names}{values} | {meaning}{repeated} | {required} |\n"


def _values(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return " " + ", ".join(f"`{choice}`" for choice in option.type.choices)
    return f" `{option.metavar}`" if option.metavar else ""
