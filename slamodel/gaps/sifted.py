"""Findings and codes in; the findings to show out, and how many of which code are ignored, by the model or the call."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from slamodel.gaps import wording
from slamodel.gaps.finding import Finding
from slamodel.model.choice import Choice

BY_CALL, BY_MODEL = "on the command line", "by the model"


class Codes(NamedTuple):
    """Codes of findings, or how they begin: `select` are the only ones to show, `ignore` those that are not."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def shows(self, code: str) -> bool:
        """Whether findings of a code are shown: what fits more exactly counts, of both alike `ignore`."""
        return _closest(self.select or ("",), code) > _closest(self.ignore, code)


class Ignored(NamedTuple):
    """So many findings of a code that are not shown, and who said so."""

    code: str
    number: int
    whose: str


class Sifted(NamedTuple):
    """What is shown, and what is not."""

    shown: tuple[Finding, ...]
    ignored: tuple[Ignored, ...] = ()


def sifted(found: Sequence[Finding], of_call: Codes, of_model: Choice) -> Sifted:
    """What the call says counts; the model is asked only for what the call says nothing of."""
    whose = {code: _hiding(code, of_call, of_model) for code in {finding.code for finding in found}}
    shown = tuple(finding for finding in found if not whose[finding.code])
    counts = Counter(finding.code for finding in found if whose[finding.code])
    return Sifted(shown, tuple(Ignored(code, count, whose[code]) for code, count in sorted(counts.items())))


def in_words(ignored: Iterable[Ignored]) -> Iterator[str]:
    """Sentences such as `3 findings of D804 and 1 of T203 are ignored by the model`, one for each who said so."""
    found = tuple(ignored)
    for whose in (BY_CALL, BY_MODEL):
        mine = [one for one in found if one.whose == whose]
        if mine:
            first, *rest = (f"{one.number:,} of {one.code}" for one in mine)
            first = first.replace(" of ", " finding of " if mine[0].number == 1 else " findings of ")
            verb = "is" if len(mine) == 1 and mine[0].number == 1 else "are"
            yield f"{wording.listed([first, *rest], None)} {verb} ignored {whose}."


def unknown(codes: Iterable[str], known: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Codes that no finding has or begins with, each with a hint."""
    for code in codes:
        if not any(one.startswith(code) for one in known):
            near = get_close_matches(code, known, n=1, cutoff=0.5)
            yield code, f'did you mean "{near[0]}"?' if near else "codes begin with " + ", ".join(_families(known))


def _families(known: Iterable[str]) -> list[str]:
    return sorted({code[0] for code in known})


def _hiding(code: str, of_call: Codes, of_model: Choice) -> str:
    """Who hides a code; nobody where it is shown."""
    if of_call.select or _closest(of_call.ignore, code) >= 0:
        return "" if of_call.shows(code) else BY_CALL
    return "" if Codes(of_model.select, of_model.ignore).shows(code) else BY_MODEL


def _closest(prefixes: Iterable[str], code: str) -> int:
    """The length of the longest that a code begins with; less than nothing without any."""
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)
