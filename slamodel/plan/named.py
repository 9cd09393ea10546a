"""What somebody calls a thing in; the thing, or a sentence that says what could be meant, out."""

from collections.abc import Collection

from slamodel.analysis import Analysis
from slamodel.load.complaints import suggestion
from slamodel.model import Agreement, Service

_MOST_LOOKED_AT = 5000
"""Names among which the nearest is looked for."""


class WishError(ValueError):
    """What is wrong with a wish, in a sentence for whoever wrote it."""


def parted(text: str, form: str) -> tuple[str, str]:
    """What is said of what; raises WishError where it is not said so."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise WishError(f"write it as {form}")
    return name.strip(), value.strip()


def agreement_named(analysis: Analysis, name: str) -> Agreement:
    """The agreement with this id."""
    known = analysis.landscape.agreements
    if name not in known:
        raise unknown("agreement", name, known, analysis)
    return known[name]


def service_named(analysis: Analysis, name: str) -> Service:
    """The service with this id."""
    known = analysis.landscape.services
    if name not in known:
        raise unknown("service", name, known, analysis)
    return known[name]


def unknown(kind: str, name: str, known: Collection[str], analysis: Analysis | None = None) -> WishError:
    """That nothing is called so, with what may be meant."""
    if analysis is not None and any(entry == name for _, entry in analysis.landscape.incomplete):
        return WishError(f"{name} has mistakes in its text: mend those first")
    hint = suggestion(name, list(known)[:_MOST_LOOKED_AT])
    return WishError(f'unknown {kind} "{name}"{f" ({hint})" if hint else ""}')


def longest(text: str, names: Collection[str]) -> str | None:
    """The longest name with which a text in parts begins; names may hold dots themselves."""
    parts = text.split(".")
    starts = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((start for start in starts if start in names), None)
