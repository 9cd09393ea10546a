"""Trying a change: fields to change levels and needs with, the verdict as it would be, and one way to keep it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.wrappers import Response as Answer

from slamodel.analysis import Analysis
from slamodel.compare.prices import price_change
from slamodel.edit import CannotEdit, edited
from slamodel.gaps.wording import number

from ..desk import Model
from ..frame import opened, saved, trials
from ..ondisk import CannotWrite
from ..store import Stale
from ..views import found, levers
from ..views import what_if as view
from ..views.fields import key_of
from ..views.tables import linked
from ..views.tiers import Cost, cost
from ..views.trial import Trial, trial
from ..views.wishes import Wishes, wishes
from .asking import addresses, word

page = Blueprint("what_if", __name__)

_STALE = (
    "The model has changed since this page was opened, so nothing was saved. The verdict below is on its newest state,"
    " with your changes: look at it, and apply them again."
)
_FAULTY = "The text has mistakes. Mend them first: what you see here is tried on the last state without any."


@dataclass(frozen=True, slots=True)
class _Tried:
    """A model, what is tried on it, and what it would come to."""

    model: Model
    typed: Wishes
    trial: Trial
    after: Analysis


def _tried(name: str, fields: Iterable[tuple[str, str]]) -> _Tried:
    model, typed = opened(name), wishes(fields)
    asked = trial(model.analysis, typed)
    return _Tried(model, typed, asked, trials().analysed(model, asked))


@page.get("/m/<name>/what-if")
def show(name: str) -> str:
    """The fields for whatever the address starts from, and the verdict with what it changes."""
    return _page(_tried(name, request.args.items(multi=True)))


@page.get("/m/<name>/what-if/verdict")
def verdict(name: str) -> Response:
    """The verdict alone; where a field is wrong, only what is wrong with it, so that the last good verdict stays."""
    tried = _tried(name, request.args.items(multi=True))
    fields = levers.blocks(tried.model.analysis, tried.typed, tried.trial.mistakes)
    every = [lever for block in fields for lever in block.levers]
    answer = make_response(render_template("what_if_answer.html", levers=every, **_shown(tried)))
    if tried.trial.mistakes:
        answer.headers["HX-Reswap"] = "none"
    return answer


@page.get("/m/<name>/what-if/findings")
def findings(name: str) -> str:
    """The findings that would be gone, and new ones."""
    tried = _tried(name, request.args.items(multi=True))
    return render_template("what_if_findings.html", found=view.findings(tried.model.analysis, tried.after))


@page.get("/m/<name>/what-if/search")
def search(name: str) -> str:
    """Agreements and services by a part of their name."""
    return render_template("what_if_hits.html", hits=found.search(opened(name).analysis, word("q")), text=word("q"))


@page.get("/m/<name>/what-if/services")
def services(name: str) -> str:
    """Services to offer as a need, by a part of their name."""
    return render_template("what_if_services.html", services=found.services(opened(name).analysis, word("q")))


@page.post("/m/<name>/what-if/apply")
def apply(name: str) -> Answer | tuple[str, int]:
    """A revision with the changes, exactly those that the verdict was on; the page again where that cannot be."""
    tried = _tried(name, request.form.items(multi=True))
    if tried.trial.mistakes or not tried.trial.entries:
        return _page(tried), 422
    if not tried.model.is_sound:
        return _page(tried, _FAULTY), 409
    message = request.form.get("message", "").strip() or tried.trial.message
    try:
        contents = edited(tried.model.revision.contents, tried.trial.changes)
        return saved(tried.model, contents, message, "overview.show")
    except CannotEdit as refusal:
        return _page(tried, f"Nothing was saved: {refusal.message}."), 409
    except CannotWrite as fault:
        return _page(tried, f"Nothing was saved: {fault}. Your changes are still here."), 507
    except Stale:
        return _page(_tried(name, request.form.items(multi=True)), _STALE), 409


def _page(tried: _Tried, sentence: str = "") -> str:
    before = tried.model.analysis
    return render_template(
        "what_if.html",
        blocks=levers.blocks(before, tried.typed, tried.trial.mistakes),
        starts=() if tuple(tried.typed.starts()) else found.open_ones(before),
        hits=found.search(before, word("q")),
        text=word("q"),
        services=found.services(before, ""),
        wrong=tried.trial.mistakes.get("", ""),
        sentence=sentence,
        findings=view.findings(before, tried.after) if "findings" in request.args and tried.trial.entries else None,
        **_shown(tried),
    )


def _shown(tried: _Tried) -> Mapping[str, object]:
    """What the template of the verdict needs."""
    outcome = view.outcome(tried.model.analysis, tried.after, tried.typed.promise)
    table = linked(outcome.table, addresses(tried.model.workspace.name)) if outcome.table else None
    return {
        "model": tried.model,
        "trial": tried.trial,
        "outcome": replace(outcome, table=table),
        "cost": cost(tried.model.analysis, tried.trial.moves, len(tried.trial.said))
        if tried.trial.moves
        else _unpriced(tried),
        "mistakes": {key_of(field): text for field, text in tried.trial.mistakes.items() if field},
        "query": _query(tried.trial.wishes),
    }


def _unpriced(tried: _Tried) -> Cost:
    """Without another tier: that nobody has said what other terms below would cost."""
    changed = price_change(tried.model.analysis.landscape, tried.after.landscape).unpriced
    return Cost("", f"What {number(len(changed), 'change')} would cost is not stated." if changed else "")


def _query(said: Wishes) -> Mapping[str, list[str]]:
    """The changes, and what they started from, as the end of an address."""
    query: dict[str, list[str]] = {}
    for key, value in said.fields():
        query.setdefault(key, []).append(value)
    return query
