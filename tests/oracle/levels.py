"""Plain agreements that extend one another in; the same with all their terms written out by hand, none extending, out.

Written apart from `slamodel.load.levels`: it knows only availability in shares and resolution in hours, all around the
clock, and goes down every way again for each agreement.
"""

from typing import Any

Entry = dict[str, Any]
PLAIN = (
    "hours",
    "support_hours",
    "measured_at",
    "reports",
    "excludes",
    "clock_stops",
    "credit_claim",
    "credit_minimum",
)
LISTS = ("excludes", "clock_stops")
MONEY = ("credits", "credit_cap", "credit_pool", "point_credit")


def written_out(agreements: dict[str, Entry], overrides: str) -> dict[str, Entry]:
    """Every agreement with all that is in effect in it."""
    return {name: _whole(agreements, name, overrides == "strictest") for name in agreements}


def _whole(agreements: dict[str, Entry], name: str, strictest: bool) -> Entry:
    own = dict(agreements[name])
    parents = [_whole(agreements, base, strictest) for base in own.pop("extends", [])]
    own["targets"] = _with_tier(own)
    for key in ("tier", "tiers"):
        own.pop(key, None)
    for parent in parents:
        said = set(own)
        for key in PLAIN:
            if key in parent and key not in said:
                own[key] = parent[key]
            elif key in parent and strictest and key in LISTS:
                own[key] = [one for one in own[key] if one in parent[key]]
        if not said & set(MONEY):
            own |= {key: parent[key] for key in MONEY if key in parent}
        own["obligations"] = own.get("obligations", []) + [
            one for one in parent.get("obligations", []) if one not in own.get("obligations", [])
        ]
        own["priorities"] = {**parent.get("priorities", {}), **own.get("priorities", {})}
        own["targets"] = (_strict if strictest else _specific)(own["targets"], parent["targets"])
    return own


def _with_tier(entry: Entry) -> list[Entry]:
    offered = entry.get("tiers", {}).get(entry.get("tier"), {}).get("targets", [])
    return _specific(entry["targets"], offered)


def _specific(own: list[Entry], parent: list[Entry]) -> list[Entry]:
    open_ones = []
    for target in parent:
        same = [one for one in own if one["metric"] == target["metric"]]
        if not any("priority" not in one or one.get("priority") == target.get("priority") for one in same):
            open_ones.append(target)
    return own + open_ones


def _strict(own: list[Entry], parent: list[Entry]) -> list[Entry]:
    new = [target for target in parent if not any(_beats(one, target) for one in own)]
    return [one for one in own if not any(_beats(target, one) for target in new)] + new


def _beats(one: Entry, other: Entry) -> bool:
    """Whether who keeps one keeps the other."""
    if one["metric"] != other["metric"] or one.get("priority") not in (None, other.get("priority")):
        return False
    if one["metric"] == "availability":
        same = one.get("window", "month") == other.get("window", "month")
        return same and float(one["at_least"].split()[0]) >= float(other["at_least"].split()[0])
    return float(one["within"].split()[0]) <= float(other["within"].split()[0])
