"""Checked entries in; every reference looked up, dangling ones reported with the nearest match."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from slamodel.load.amounts import check_own, check_target
from slamodel.load.complaints import Path, suggestion
from slamodel.load.entries import Entries
from slamodel.load.extends import known_priorities
from slamodel.model import ALWAYS, ANY, BUILT_IN, Agreement, Party, Service, services_in
from slamodel.model.service import Need, Use

_SINGULAR = {
    "parties": "party",
    "services": "service",
    "agreements": "agreement",
    "calendars": "calendar",
    "maintenance": "maintenance window",
    "scales": "scale",
    "metrics": "metric",
    "tiers": "tier",
    "priorities": "priority",
}
_MOST_SUGGESTIONS = 50
"""Looking for the nearest of ten thousand ids takes time: after so many, the name alone is reported."""


def check_references(entries: Entries) -> None:
    """Report every reference that leads nowhere; an entry that is nothing without it is left out."""
    checker = _Checker(entries)
    for party in entries.sections["parties"].values():
        checker.party(party)
    for service in list(entries.sections["services"].values()):
        checker.service(service)
    for agreement in list(entries.sections["agreements"].values()):
        checker.agreement(agreement)


def check_references_of(entries: Entries, names: Iterable[tuple[str, str]]) -> None:
    """Report every reference of these entries, by section and id, that leads nowhere."""
    checker = _Checker(entries)
    checks: dict[str, Callable[[Any], None]] = {
        "parties": checker.party,
        "services": checker.service,
        "agreements": checker.agreement,
    }
    for section, name in names:
        if section in checks and name in entries.sections[section]:
            checks[section](entries.sections[section][name])


class _Checker:
    def __init__(self, entries: Entries) -> None:
        self.entries, self.suggested = entries, 0
        faulty: dict[str, set[str]] = {}
        for section, name in entries.faulty:
            faulty.setdefault(section, set()).add(name)
        self.known: Mapping[str, set[str]] = {
            section: {*names, *faulty.get(section, ())} for section, names in entries.sections.items()
        }

    def party(self, party: Party) -> None:
        if party.part_of is not None:
            self.refers("parties", party.part_of, ("parties", party.id, "part_of"))
        self.calendar(party.contact_hours, ("parties", party.id, "contact_hours"))

    def service(self, service: Service) -> None:
        path: Path = ("services", service.id)
        if not self.refers("parties", service.provider, (*path, "provider")):
            self.entries.leave_out("services", service.id)
        self.needs(service.needs, (*path, "needs"), service.id)
        self.needs(service.fulfilled_by, (*path, "fulfilled_by"), service.id)
        for index, handler in enumerate(service.handled_by):
            self.refers("services", handler, (*path, "handled_by", index))
        for metric in service.own.model_extra or ():
            if metric not in self.known["metrics"]:
                hint = suggestion(metric, (*BUILT_IN, *self.known["metrics"]))
                self.entries.report("E104", f'unknown metric "{metric}"', (*path, "own", metric), hint, key=True)
        check_own(self.entries, service)

    def needs(self, needs: tuple[Need, ...], path: Path, service: str) -> None:
        for need, at in _placed(needs, path):
            self.refers("services", need.service, at)
        if service in services_in(needs):
            self.entries.report("E112", f'service "{service}" needs itself', path)
            self.entries.leave_out("services", service)

    def agreement(self, agreement: Agreement) -> None:
        path: Path = ("agreements", agreement.id)
        if not self.refers("parties", agreement.provider, (*path, "provider")):
            self.entries.leave_out("agreements", agreement.id)
        if agreement.customers != (ANY,):
            self.all("parties", agreement.customers, (*path, "customers"))
        self.all("services", agreement.services, (*path, "services"))
        self.all("agreements", agreement.extends, (*path, "extends"))
        self.all("maintenance", agreement.excludes, (*path, "excludes"))
        for key in ("hours", "support_hours"):
            self.calendar(getattr(agreement, key), (*path, key))
        if agreement.tier is not None and agreement.tier not in agreement.tiers:
            self.unknown("tiers", agreement.tier, (*path, "tier"), agreement.tiers)
        self.targets(agreement.targets, (*path, "targets"))
        self.priorities(agreement, (*path, "targets"))
        for name, tier in agreement.tiers.items():
            self.targets(tier.targets, (*path, "tiers", name, "targets"))
        for index, credit in enumerate(agreement.credits):
            self.metric(credit.metric, (*path, "credits", index, "metric"))

    def priorities(self, agreement: Agreement, path: Path) -> None:
        """Where an agreement says what its priorities mean, a target for another one is a slip."""
        stated = {target.priority for target in agreement.targets}
        if not agreement.priorities or stated <= {None, *agreement.priorities}:
            return
        known = known_priorities(agreement, self.entries.sections["agreements"])
        for index, target in enumerate(agreement.targets):
            if target.priority is not None and target.priority not in known:
                self.unknown("priorities", target.priority, (*path, index, "priority"), known)

    def targets(self, targets: Iterable[Any], path: Path) -> None:
        for index, target in enumerate(targets):
            self.metric(target.metric, (*path, index, "metric"))
            self.calendar(target.hours, (*path, index, "hours"))
            scale = getattr(target, "scale", None)
            if scale is not None:
                self.refers("scales", scale, (*path, index, "scale"))
            check_target(self.entries, target, (*path, index))

    def metric(self, metric: str, path: Path) -> None:
        if metric not in BUILT_IN and metric not in self.known["metrics"]:
            self.unknown("metrics", metric, path, (*BUILT_IN, *self.known["metrics"]))

    def calendar(self, calendar: str | None, path: Path) -> None:
        if calendar not in (None, ALWAYS):
            self.refers("calendars", str(calendar), path)

    def all(self, section: str, names: Iterable[str], path: Path) -> None:
        for index, name in enumerate(names):
            self.refers(section, name, (*path, index))

    def refers(self, section: str, name: str, path: Path) -> bool:
        """Whether a reference leads somewhere; an entry that is there but faulty has been reported already."""
        if name in self.known[section]:
            return True
        self.unknown(section, name, path, self.known[section])
        return False

    def unknown(self, section: str, name: str, path: Path, choices: Iterable[str]) -> None:
        self.suggested += 1
        hint = suggestion(name, sorted(choices)) if self.suggested <= _MOST_SUGGESTIONS else ""
        self.entries.report("E104", f'unknown {_SINGULAR[section]} "{name}"', path, hint)


def _placed(needs: tuple[Need, ...], path: Path) -> Iterable[tuple[Use, Path]]:
    """Every use in a structure of needs with a path to it, as near as the spelling allows."""
    stack = [(need, (*path, index)) for index, need in reversed(list(enumerate(needs)))]
    while stack:
        need, at = stack.pop()
        if isinstance(need, Use):
            yield need, at
            continue
        key = next(key for key in ("any_of", "all_of", "in_order", "in_parallel", "of") if hasattr(need, key))
        stack.extend((member, (*at, key, index)) for index, member in reversed(list(enumerate(need.members))))
