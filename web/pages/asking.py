"""What an address says beside the model it names: where cells lead, pages of lists, and words that stand in it."""

from flask import request, url_for

from slamodel.plan.outcome import Basis, Objective

from ..views.plan import BASES, OBJECTIVES
from ..views.tables import Addresses

_LONGEST = 200


def addresses(name: str) -> Addresses:
    """Where the pages of a model are."""

    def entry(section: str, entry_id: str) -> str:
        if section == "parties":
            return url_for("parties.show", name=name, id=entry_id)
        if section == "agreements":
            return url_for("promises.index", name=name, agreement=entry_id)
        if section == "text":
            file, _, line = entry_id.rpartition(":")
            return url_for("text.show", name=name, file=file, line=line)
        return url_for("entries.edit", name=name, section=section, id=entry_id)

    return Addresses(lambda promise: url_for("promises.show", name=name, id=promise), entry)


def word(key: str) -> str:
    """What an address says under a key, no longer than anybody would type it."""
    return request.args.get(key, "").strip()[:_LONGEST]


def kind_of_plan() -> tuple[Objective, Basis]:
    """Which plan is asked for; whatever is no choice is the first one."""
    objectives: dict[str, Objective] = {name: name for name in OBJECTIVES}
    bases: dict[str, Basis] = {name: name for name in BASES}
    return objectives.get(word("objective"), "price"), bases.get(word("basis"), "guaranteed")


def number_of_page() -> int:
    """Which page of a list is asked for; whatever is no number is the first."""
    return request.args.get("page", 1, type=int)
