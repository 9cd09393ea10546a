"""The tree of a model in; what forms offer to choose from out: the entries of each section by the names people know."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from slamodel.gaps.wording import capitalised
from slamodel.load import Plain
from slamodel.load.tree import Map
from slamodel.model import BUILT_IN, WORDING, Conventions

from ..ordered import natural
from .plain import plain, text_at

Tree: TypeAlias = Mapping[str, Plain] | Map
"""A model file, or what is left of one that has mistakes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what is written, and how it reads."""

    value: str
    label: str


@dataclass(frozen=True)
class Choices:
    """All entries by section, in the order of their names."""

    tree: Tree
    _made: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def labels(self, section: str) -> Mapping[str, str]:
        """The entries of a section by id; two with the same name carry their ids."""
        if section not in self._made:
            self._made[section] = _labels(entries_of(self.tree, section))
        return self._made[section]

    def of(self, section: str) -> tuple[Choice, ...]:
        """The same, to choose from."""
        return tuple(Choice(name, label) for name, label in self.labels(section).items())

    def label(self, section: str, name: str) -> str:
        """How an entry reads; its id where the model does not know it."""
        return self.labels(section).get(name, name)

    def ids(self, section: str) -> Mapping[str, str]:
        """Ids by the words that stand for them: the id itself, and its label in small letters."""
        labels = self.labels(section)
        return {**{label.casefold(): name for name, label in labels.items()}, **{name: name for name in labels}}

    @property
    def currency(self) -> str:
        """The currency of all prices, empty where the model states none."""
        found = self.tree.get("currency")
        return found if isinstance(found, str) else ""

    @property
    def working_day(self) -> str:
        """How long a working day of this model is, as it is written."""
        found = text_at(plain(self.tree.get("conventions")), "working_day")
        return found or str(Conventions.model_fields["working_day"].default)

    @cached_property
    def metrics(self) -> tuple[Choice, ...]:
        """What can be promised: the built-in metrics, then those of the model."""
        own = (Choice(name, name) for name in entries_of(self.tree, "metrics"))
        return (*(Choice(metric, capitalised(WORDING[metric])) for metric in BUILT_IN), *own)

    @cached_property
    def priorities(self) -> tuple[str, ...]:
        """The priorities that agreements of this model name."""
        found = {
            text_at(target, "priority")
            for agreement in entries_of(self.tree, "agreements").values()
            if isinstance(agreement, dict) and isinstance(targets := agreement.get("targets"), list)
            for target in targets
        }
        return tuple(sorted(found - {""}))


def entries_of(tree: Tree, section: str) -> Mapping[str, Any]:
    """The entries of a section, none where it is empty or faulty."""
    found = tree.get(section)
    return found if isinstance(found, dict) else {}


def _labels(entries: Mapping[str, Plain]) -> Mapping[str, str]:
    names = {key: text_at(entry, "name") or key for key, entry in entries.items()}
    counts = Counter(name.casefold() for name in names.values())
    labels = {key: name if counts[name.casefold()] == 1 else f"{name} ({key})" for key, name in names.items()}
    return {key: labels[key] for key in sorted(labels, key=lambda key: (natural(labels[key]), key))}
