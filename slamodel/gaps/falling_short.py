"""A promise that its figures do not carry, and what is to be said of it, in; the bare finding on it out."""

from collections.abc import Iterable

from slamodel.gaps import wording
from slamodel.gaps.causes import root
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.propagate import Promise


def falling_short(
    context: Context, code: str, promise: Promise, path: tuple[str, ...], sentences: Iterable[str]
) -> Finding:
    """The finding without its figures: about the link at the end of the path, by the cause of the shortfall."""
    return Finding(
        code,
        wording.of_shortfall(promise),
        " ".join(filter(None, sentences)),
        promise.agreement,
        promise.id,
        path,
        context.owner(path),
        context.provider(path[-1]),
        at=promise.at,
        cause=root(promise),
    )
