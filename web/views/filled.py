"""A model and what is typed in; fields filled with it, each place and each choice once on a page, out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from slamodel.analysis import Analysis
from slamodel.gaps.wording import capitalised
from slamodel.model import ALWAYS
from slamodel.report import wording

from . import lacking, places
from .fields import Enough, Lever, Tiers
from .lacking import Lacking
from .meant import ruler
from .places import level_at
from .rulers import LONG
from .scale import Scale, scale
from .tiers import Chosen, choice, void_with
from .wishes import LEVEL, NEW, TIER, Wishes

_WINDOWS = {"week": "a week", "month": "a month", "quarter": "a quarter", "year": "a year"}


@dataclass(frozen=True, slots=True)
class Fields:
    """Makes fields, one for each place."""

    analysis: Analysis
    typed: Wishes
    mistakes: Mapping[str, str]
    used: set[str]

    def lever(
        self, place: str, label: str = "", about: str = "", enough: tuple[Enough, ...] = (), named: str = "enough"
    ) -> Lever:
        """The field for the level at a place; of the levels that are `enough` the first is marked with a name."""
        self.used.add(place)
        found = level_at(self.analysis, place)
        today, path = (found.today, found.path) if found else ("", ("",))
        typed, mistake = self.typed.levels.get(place, today), self.mistakes.get(LEVEL + place, "")
        label, void = label or places.label(self.analysis, place), void_with(self.analysis, path)
        return Lever(
            LEVEL + place,
            label,
            about,
            today,
            typed,
            mistake,
            places.hint(place),
            enough,
            choices=_choices(self.analysis, place, today, typed),
            scale=self._scale(place, (today, typed), tuple(one.level for one in enough), named),
            void=void,
            is_void=not mistake and bool(void) and self.typed.tiers.get(str(path[1])) in void,
        )

    def _scale(self, place: str, levels: tuple[str, str], enough: tuple[str, ...], named: str) -> Scale | None:
        today, typed = levels
        found = ruler(self.analysis, place, (today, *enough))
        return scale(found, today, typed, enough, named) if found else None

    def new_one(self, one: Lacking) -> Lever | None:
        """The field for what nobody has committed to, once on a page."""
        field, given = NEW + one.key, one.link.source
        what = f"{NEW}{given.service}/{given.metric}/{one.promise.target.priority}"
        if what in self.used:
            return None
        self.used.update((what, field))
        typed, enough = self.typed.new.get(one.key, ""), tuple(lacking.enough(one))
        levels = tuple(level.level for level in enough)
        worst = LONG if one.is_time else 0
        return Lever(
            field,
            wording.service_name(self.analysis, given.service),
            capitalised(given.unknown.message) if given.unknown else "",
            "",
            typed,
            self.mistakes.get(field, ""),
            "such as 4 h or 15 min" if one.is_time else "such as 99.95 %",
            enough,
            scale=scale(lacking.ruler(self.analysis, one, levels), "", typed, levels, unset=worst),
        )

    def tiers(self, name: str, enough: Mapping[str, str] | None = None) -> Tiers | None:
        """The choice between the levels on offer of an agreement, once on a page."""
        agreement = self.analysis.landscape.agreements.get(name)
        if agreement is None or TIER + name in self.used:
            return None
        self.used.add(TIER + name)
        chosen = Chosen(self.typed.tiers.get(name, ""), self.mistakes.get(TIER + name, ""))
        return choice(self.analysis, agreement, chosen, enough or {})

    def new(self, wanted: Iterable[str]) -> list[str]:
        """Of some places those where a level can be changed and no field is yet."""
        return [place for place in dict.fromkeys(wanted) if place not in self.used and level_at(self.analysis, place)]


def _choices(analysis: Analysis, place: str, *written: str) -> tuple[tuple[str, str], ...]:
    if places.is_window(place):
        others = dict.fromkeys(name for name in written if name and name not in _WINDOWS)
        return (*_WINDOWS.items(), *((name, name) for name in others))
    return _calendars(analysis, *written) if places.is_hours(place) else ()


def _calendars(analysis: Analysis, *written: str) -> tuple[tuple[str, str], ...]:
    """The calendars of the model by name; what is written and is none of them stays, to be seen."""
    known = {ALWAYS: "Around the clock"} | {
        entry.id: entry.name or entry.id for entry in analysis.landscape.calendars.values()
    }
    others = dict.fromkeys(name for name in written if name and name not in known)
    return (*known.items(), *((name, name) for name in others))
