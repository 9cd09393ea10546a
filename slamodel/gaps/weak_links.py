"""Why a share cannot be kept: no commitment could close the gap alone, a single point of failure: A102, A103."""

from collections import Counter
from collections.abc import Iterator

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.asks import in_stead
from slamodel.gaps.availability import Shortfall, shortfalls
from slamodel.gaps.causes import of_input, root, uncounted
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.sought import strictest, thing
from slamodel.gaps.ways import key, ways
from slamodel.propagate import Input, Promise
from slamodel.propagate.structure import Node, nodes
from slamodel.units import TOLERANCE, share_of


def a102(context: Context) -> Iterator[Finding]:
    """No single commitment below could make the promise certain, whatever level it granted.

    For each link the report shows the level that would close the gap with the others left as they are. Here there is
    no such level for any of them: the others alone already use up all that the promise allows. Where one of them does
    not count in all hours of the promise, H301 or A106 says what it takes.

    **Why it matters.** Talking to one supplier, however successfully, does not solve it.

    **How to fix it.** Raise several commitments together, put alternatives beside the weakest, or promise less.

    **Example.** Two links of 99.8 % under a promise of 99.9 %: a perfect one still leaves the other one's 99.8 %.
    """
    for short in shortfalls(context):
        promise, links = short.promise, short.view.links
        if not links or any(link.required_guaranteed is not None for link in links):
            continue
        if uncounted(short.view):  # it takes other hours, not other levels: that is a finding of its own
            continue
        label = context.landscape.label
        names = wording.listed([label(link.source.service) for link in links])
        path = short.way(context)
        instead = in_stead(promise)
        ways_out = ["raise several together", "add alternatives", *([instead] if instead else [])]
        yield Finding(
            "A102",
            Severity.WARNING,
            f"{wording.share(short.promised)} {wording.metric_of(promise)} of {label(promise.service)}"
            f" ({promise.agreement}) cannot be made certain by raising one commitment below, not even to 100 %: the"
            f" others alone fall short ({names}). {wording.capitalised(', '.join(ways_out[:-1]))}, or {ways_out[-1]}.",
            promise.agreement,
            promise.id,
            path,
            context.owner(path),
            context.provider(path[-1]),
            share_of(short.promised),
            None if short.view.unknown else share_of(short.figures.guaranteed),
            promise.at,
            stake=short.stake,
            cause=root(promise),
        )


def a103(context: Context) -> Iterator[Finding]:
    """One service, failing alone, brings the promised service down, and it is committed below the promise.

    A single point of failure is no fault in itself; most services have some. It is one when its level is lower than
    what is promised above: then no other commitment, however good, can make up for it.

    **Why it matters.** An outage that this party's contract allows is enough to miss the promise.

    **How to fix it.** Ask for at least the level of the promise, or put an alternative beside it.

    **Example.** A shop promises 99.9 % and takes payments through one provider that commits to 99.5 %.
    """
    for short in shortfalls(context):
        if weak := _weak_points(short.promise, short.promised):
            yield _single_point(context, short, weak)


def _single_point(context: Context, short: Shortfall, weak: list[Input]) -> Finding:
    promise, source, label = short.promise, weak[0], context.landscape.label
    level, kept = _level(source), wording.share(short.promised)
    path = context.way(promise, source.service)
    party = context.landscape.party_label(context.provider(source.service))
    others = wording.listed([f"{label(given.service)} ({wording.share(_level(given))})" for given in weak[1:]])
    also = f" The same is true of {others}." if others else ""
    origin = source.agreement or "own part"
    return Finding(
        "A103",
        Severity.WARNING,
        f"{wording.level_of(promise, level)} is the level of {label(source.service)} ({origin}). Its failure"
        f" alone brings {label(promise.service)} down, and {promise.agreement} promises {kept}.{also} Nothing else"
        f" makes up for that: it takes {_needed(context, short, source, party)}, or an alternative.",
        promise.agreement,
        promise.id,
        path,
        context.owner(path),
        context.provider(source.service),
        share_of(short.promised),
        share_of(level),
        promise.at,
        stake=(level - short.promised) / max(short.promised, TOLERANCE),
        cause=of_input(source),
    )


def _needed(context: Context, short: Shortfall, source: Input, party: str) -> str:
    """The level to ask for where it closes the gap with the rest as it is; else what is too little without more."""
    promise = short.promise
    way = next((way for way in ways(promise) if key(way.source) == key(source) and way.is_enough), None)
    if way is None or way.basis != "guaranteed" or not way.is_realistic:
        return f"at least {wording.required(short.promised)} from {party} even if all else were perfect"
    needed = context.sought.get(thing(context.landscape, source, promise), [])
    return f"{strictest(needed, way).wanted} from {party} with all else as it is"


def _weak_points(promise: Promise, promised: float) -> list[Input]:
    """Inputs of both views that fail the promise alone and are committed below it, the weakest first."""
    found: dict[tuple[str, str | None], Input] = {}
    for view in (promise.direct, promise.end_to_end):
        if view.figures is None or view.figures.ceiling <= promised + TOLERANCE:
            continue  # what fails it alone holds down even the best that could be hoped for
        inputs = zip(view.found.events, view.inputs, strict=True)
        suspects = [(event, given) for event, given in inputs if _level(given) > promised + TOLERANCE]
        if suspects and view.structure is not None:
            events = alone(view.structure)
            found |= {(given.service, given.agreement): given for event, given in suspects if event in events}
    return sorted(found.values(), key=lambda given: (-_level(given), given.service))


def _level(given: Input) -> float:
    return given.level or 0.0


def alone(root: Node) -> frozenset[int]:
    """Ids of the events whose failure alone fails the structure: its cut sets of one."""
    if root.flat:
        return frozenset(root.flat) if root.failing == 1 else frozenset()
    found: dict[Node, frozenset[int]] = {}
    for node in nodes(root):
        if node.event >= 0:
            found[node] = frozenset((node.event,))
        elif node.failing == 1:
            found[node] = frozenset().union(*(found[child] for child in node.children))
        else:
            counts = Counter(event for child in node.children for event in found[child])
            found[node] = frozenset(event for event, count in counts.items() if count >= node.failing)
    return found[root]
