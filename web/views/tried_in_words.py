"""A model and the same with changes, both analysed, in; how their promises differ, in one sentence, out."""

from collections.abc import Iterable, Mapping, Sequence

from slamodel.analysis import Analysis
from slamodel.compare.outcome import Movement, PromiseChange
from slamodel.gaps.wording import article, listed, number
from slamodel.propagate import Promise, Standing
from slamodel.report import figures, promises, settle, wording
from slamodel.report.comparison_moves import promises_less


def lead(before: Analysis, after: Analysis, changed: dict[str, Promise], starts: Sequence[str]) -> str:
    """The difference in a sentence."""
    every = [(today, after.target(name)) for name, today in changed.items()]
    has_moved = any(today.standing is not then.standing and not _waits(today, then) for today, then in every)
    stuck = _stuck(after, changed, [name for name in starts if name in changed] or ([] if has_moved else changed))
    pairs = [(today, then) for today, then in every if then is not stuck]
    closed = sum(today.standing is not Standing.SUPPORTED is then.standing for today, then in pairs)
    eased = sum(_is_eased(today, then) for today, then in pairs)
    better = sum(then.standing.weight > today.standing.weight for today, then in pairs) - closed
    worse = sum(then.standing.weight < today.standing.weight for today, then in pairs)
    others = len(pairs) - closed - better - worse
    noun = "other promise" if stuck else "promise"
    said = (
        (
            closed,
            f"would be supported that today is not{_since(eased, closed)}",
            f"would be supported that today are not{_since(eased, closed)}",
        ),
        (worse, "would stand worse", "would stand worse"),
        (better, "would stand better, and not be supported yet", "would stand better, and not be supported yet"),
        (others, "would keep its status on other figures", "would keep their status on other figures"),
        (len(after.ids - before.ids), "would be new", "would be new"),
        (len(before.ids - after.ids), "would be gone", "would be gone"),
    )
    parts = [f"{number(count, noun)} {one if count == 1 else many}" for count, one, many in said if count]
    if stuck:
        parts.insert(0, _stays(after, changed[stuck.id], stuck))
    return f"{'; '.join(parts)}." if parts else "No promise would stand differently."


def _is_eased(today: Promise, then: Promise) -> bool:
    """Whether a promise would be supported that promises less than today."""
    change = PromiseChange(then.id, Movement.CLOSED, today, then)
    return today.standing is not Standing.SUPPORTED is then.standing and promises_less(change)


def _since(eased: int, closed: int) -> str:
    """That some of what would be supported is so by promising less, or all of it."""
    which = f"{eased} of them " if eased < closed else ""
    return f", {which}since less is promised" if eased else ""


def _stuck(after: Analysis, changed: Mapping[str, Promise], among: Iterable[str]) -> Promise | None:
    """The worst of some promises that would stand as they do, or wait for others only, and not be supported yet."""
    found = [(changed[name], after.target(name)) for name in among]
    alike = (
        then
        for today, then in found
        if today.standing is then.standing is not Standing.SUPPORTED or _waits(today, then)
    )
    return next(iter(promises.worst_first(after, alike)), None)


def _waits(today: Promise, then: Promise) -> bool:
    """Whether what was missing is there, and a promise is held back only by what is unknown."""
    is_open = then.standing is Standing.UNKNOWN and bool(then.direct.unknown or then.end_to_end.unknown)
    return is_open and bool(_missing(today)) and not _missing(then)


def _stays(after: Analysis, today: Promise, then: Promise) -> str:
    """How a promise stays as it is, and what would still be missing."""
    if _waits(today, then):
        known = f"Nothing is missing any more for {wording.subject(after, then)}"
        return f"{known}; it {'stays' if today.standing is then.standing else 'is'} unknown {_until(after, then)}"
    status = wording.status(then).word
    stays = f"{wording.subject(after, then)} stays {article(status) if then.standing is Standing.GAP else status}"
    missing, before = _missing(then), _missing(today)
    if not missing:
        return stays
    return f"{stays}: {missing} missing{f' instead of {before}' if before not in ('', missing) else ''}"


def _until(after: Analysis, promise: Promise) -> str:
    """What a promise waits for that is held back only by what is unknown."""
    lacks = dict.fromkeys((*promise.direct.unknown, *promise.end_to_end.unknown))
    services = list(dict.fromkeys(lack.service for lack in lacks))
    if any(lack.lack not in settle.LACKS for lack in lacks):
        return f"because {listed(dict.fromkeys(lack.message for lack in lacks), 1)}"
    if len(services) > 1:
        names = listed(wording.service_name(after, service) for service in services)
        return f"until there are commitments to {names}"
    provider = wording.provider_name(after, services[0]) or "somebody"
    return f"until {provider} commits to {wording.service_name(after, services[0])}"


def _missing(promise: Promise) -> str:
    """What is missing as a time, or else in percentage points; empty where that cannot be said."""
    if promise.promised is None:
        return ""
    cell = figures.of(promise)[-1]
    return "" if cell.text in (wording.NOT_KNOWN, "nothing") else cell.text
