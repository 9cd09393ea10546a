"""A move in; what it is called in a list of ways out, out."""

from slamodel.analysis import Analysis
from slamodel.gaps.together import too_long
from slamodel.gaps.wording import article, capitalised, metric_name
from slamodel.load import EntryId
from slamodel.model import TIMES
from slamodel.plan.move import Kind, Move
from slamodel.propagate import Promise


def label(analysis: Analysis, move: Move) -> str:
    """What is done, in a few words; from what to what stands beside it."""
    service = analysis.landscape.label(move.service)
    metric = f"{metric_name(move.metric)}{f' for {move.priority}' if move.priority else ''}"
    if move.kind is Kind.TIER:
        return f"Take tier {move.tier} of {_agreement(analysis, move)}"
    if move.kind is Kind.REDUNDANCY:
        is_second = move.becomes.startswith("a second")
        return f"Add a second source beside {service}" if is_second else f"Let {service} do with {move.becomes}"
    hours = "missing hours" if move.becomes.endswith(" more") else "hours of the promise"
    return {
        Kind.LEVEL: _better(move, metric, service),
        Kind.OWN: _better(move, metric, f"{service} itself"),
        Kind.COMMITMENT: f"Commit to {article(metric)} of {service}",
        Kind.HOURS: f"Cover the {hours} with {service}",
        Kind.WINDOW: f"Measure {service} {move.becomes}",
        Kind.EXCLUSION: capitalised(f"{_EXCLUSIONS.get(move.becomes, 'count')} {service}"),
    }.get(move.kind, capitalised(f"{metric} of {service}"))


def better(promise: Promise) -> str:
    """What is done to levels of a kind: a share grows, a time gets shorter or is kept more often, an amount either."""
    if promise.measure is not None:
        return "Improve"
    if promise.deciding.time is None:
        return "Raise"
    return "Shorten" if too_long(promise, promise.deciding) else "Keep more of the cases with"


def entry_name(analysis: Analysis, entry: EntryId) -> str:
    """An agreement or a service as people know it, with its id where that is something else."""
    section, name = entry
    landscape = analysis.landscape
    known = landscape.agreements.get(name) if section == "agreements" else landscape.services.get(name)
    return name if known is None or known.label == name else f"{known.label} ({name})"


def _better(move: Move, metric: str, service: str) -> str:
    """Better is more of a share, and less of a time."""
    if move.metric not in TIMES:
        return f"Raise the {metric} of {service}"
    is_same = move.was.partition(" in ")[0] == move.becomes.partition(" in ")[0]
    return f"Keep the {metric} of {service} in more cases" if is_same else f"Shorten the {metric} of {service}"


_EXCLUSIONS = {
    "counted": "count what is left out of",
    "the clock runs": "let the clock run for",
    "a commitment": "commit to what is an aim for",
}


def _agreement(analysis: Analysis, move: Move) -> str:
    agreement = analysis.landscape.agreements.get(move.of[1])
    return agreement.label if agreement else move.of[1]
