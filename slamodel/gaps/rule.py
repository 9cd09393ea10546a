"""A rule of the catalogue: a stable code, a title, its usual severity, and the function that finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import cleandoc

from slamodel.diagnostics import Severity
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; the docstring of its function is its page in the documentation."""

    code: str
    title: str
    severity: Severity
    find: Callable[[Context], Iterator[Finding]]

    @property
    def documentation(self) -> str:
        """What it finds, why it matters, how to fix it, and an example."""
        return cleandoc(self.find.__doc__ or "")
