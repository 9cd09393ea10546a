"""The rules in; the page of the documentation about them out, in Markdown."""

from slamodel.gaps import RULES
from slamodel.gaps.finding import Rule

_INTRODUCTION = """\
# Findings

The file is right, and the promises do not add up: that is a finding. Each has a code that stays, a sentence with the
numbers, whom to talk to, and the file and line it comes from. The pages below are generated from the rules themselves.

- **error**: the promise cannot hold.
- **warning**: it holds only under conditions, or nobody can tell.
- **note**: something to put in order.

Where a rule would need something that the model does not say, that is reported as unknown; silence means that the rule
had what it needs and found nothing. What a message asks for is enough, as it is printed; where that cannot be said, it
names no level. For every rule, `examples/broken/` has a smallest model in which it speaks up (`A101.yaml`) and one that
comes near and is in order (`A101.near.yaml`).
"""


def page() -> str:
    """The page `findings.md`."""
    rows = [f"| [{rule.code}](#{rule.code.lower()}) | {rule.title} | {rule.severity.value} |" for rule in RULES]
    table = "\n".join(["| code | finding | severity |", "| --- | --- | --- |", *rows])
    return "\n".join([_INTRODUCTION, table, "", *(_section(rule) for rule in RULES)])


def _section(rule: Rule) -> str:
    milder = "; a warning where it holds on average only" if rule.is_milder_on_average else ""
    severity = f"Severity: {rule.severity.value}{milder}."
    return f"## {rule.code}\n\n**{rule.title}.** {severity}\n\n{rule.documentation}\n"
