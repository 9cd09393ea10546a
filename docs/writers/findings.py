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

## One for each cause, what is at stake first

Findings of one cause are one finding: a weak contract under forty promises is told once, for the gravest and
outermost of them, with the others as its consequences. Where no single cause is to be named, each promise has a
finding of its own.

They are ranked by

1. severity,
2. the money at stake in one window, where the agreements state any,
3. how many promises to customers it concerns, then how many in all,
4. how soon it bites: today, or the day after a contract ends, or the first day of a promise still to begin,
5. how much is missing.

What only says more about an agreement and services that a finding before it is about already stands behind those that
are new.

## Those you do not want to see

`slamodel check MODEL --select A,T2 --ignore A105` shows availability and response times only, and of these not A105;
codes may be cut short, and the longer of two counts. A model can say so itself, under
[`findings`](file-format.md#findings) in its head; the command line comes before it. What is ignored is counted below
the findings, and changes no verdict: a promise with a gap is a gap.

An old model has much to find. `--write-baseline known.json` writes down what there is today, a line for each finding
and promise and without figures, so that it can be kept beside the model and compared; `--baseline known.json` then
shows only what is new, and ends with 1 only for that. A promise that stood at risk and is a gap now is new. What is
gone is told, so that the file can be written anew. To accept a risk, by whom, why and until when, is another thing:
that is a waiver.

## The rules
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
