"""Lines of words as they were and as they are in; lines out that tell both, as `99 % → 99.5 %` where they can."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from slamodel.diagram.wording import tokens, wrapped
from slamodel.propagate import Standing

ARROW, MINUS = "→", "\u2212"
_ALIKE = 0.7
"""Lines that share a smaller part of their words than this are not one line that has changed."""
_SIGNS = frozenset(standing.symbol for standing in Standing)


def turned(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Lines that stay, lines with a value that was and one that is, then what was taken out."""
    old, new = _without(before, after), _without(after, before)
    partners = _partners(old, new)
    told = [partners.get(line) for line in after]
    lines = [
        *(_added(line, was, is_new=line in new) for line, was in zip(after, told, strict=True)),
        *(f"{MINUS} {line}" for line in old if line not in partners.values()),
    ]
    return tuple(part for line in lines for part in (wrapped(line) if line not in after else (line,)))


def between(was: str, now: str) -> str:
    """One line for two: the words that they share at both ends once, and between them what was and what is."""
    old, new = tokens(was), tokens(now)
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    left, right = old[first : len(old) - last], new[first : len(new) - last]
    is_value = bool(left and right) and (first > 0 or len(left) == len(right))
    if not is_value:
        return f"{was} {ARROW} {now}"
    return " ".join((*new[:first], *left, ARROW, *right, *new[len(new) - last :]))


def _added(line: str, was: str | None, *, is_new: bool) -> str:
    if was is not None:
        return between(was, line)
    return f"+ {line}" if is_new else line


def _without(lines: Sequence[str], others: Sequence[str]) -> list[str]:
    """The lines that the others do not have, in their order."""
    return [line for line in dict.fromkeys(lines) if line not in others]


def _partners(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Each new line with the old one that it is most like, if it is at all; no old one twice."""
    pairs = sorted(((_likeness(was, now), was, now) for was in old for now in new), key=lambda pair: -pair[0])
    found: dict[str, str] = {}
    for likeness, was, now in pairs:
        if likeness >= _ALIKE and now not in found and was not in found.values():
            found[now] = was
    return found


def _likeness(was: str, now: str) -> float:
    """How much of their words two lines share, in order: figures and signs are alike, whatever they say."""
    return SequenceMatcher(None, _shape(was), _shape(now), autojunk=False).ratio()


def _shape(line: str) -> list[str]:
    return ["figure" if word[0].isdigit() else "sign" if word[0] in _SIGNS else word for word in tokens(line) if word]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many words both begin."""
    pairs: Iterator[tuple[str, str]] = zip(one, other, strict=False)
    return next((place for place, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))
