"""The rules in; the page of the documentation about them out, in Markdown."""

from slamodel.diagnostics import Severity
from slamodel.gaps.rule import Rule
from slamodel.gaps.rules import RULES

_INTRODUCTION = """\
# Findings

The file is right, and the promises do not add up: that is a finding. Each has a code that stays, a sentence with the
numbers, whom to talk to, and the file and line it comes from. The pages below are generated from the rules themselves.

- **error**: the promise cannot hold.
- **warning**: it holds only under conditions, or nobody can tell.
- **note**: something to put in order.

A rule that lacks its input says *unknown*, never *fine*. For every rule, `examples/broken/` has a smallest model in
which it speaks up (`A101.yaml`) and one that comes near and is in order (`A101.near.yaml`).
"""


def page(rules: tuple[Rule, ...] = RULES) -> str:
    """The whole page."""
    rows = [f"| [{rule.code}](#{rule.code.lower()}) | {rule.title} | {rule.severity.value} |" for rule in rules]
    table = "\n".join(["| code | finding | severity |", "| --- | --- | --- |", *rows])
    return "\n".join([_INTRODUCTION, table, "", *(_section(rule) for rule in rules)])


def _section(rule: Rule) -> str:
    severity = {
        Severity.ERROR: "Severity: error; a warning where it holds on average only.",
        Severity.WARNING: "Severity: warning.",
        Severity.NOTE: "Severity: note.",
    }[rule.severity]
    severity = severity if rule.code in ("A101", "T208") else severity.partition(";")[0].rstrip(".") + "."
    return f"## {rule.code}\n\n**{rule.title}.** {severity}\n\n{rule.documentation}\n"
