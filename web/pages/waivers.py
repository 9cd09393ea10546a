"""Accepting a risk: the form for a finding, the waivers there are with a form for each, and the way to end one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from slamodel import analysis
from slamodel.edit import CannotEdit, Change, edited
from slamodel.gaps.wording import capitalised
from slamodel.load import Plain

from ..desk import Model
from ..forms import waiver as form
from ..forms.filled import Filled, filled, many
from ..frame import opened, seen
from ..limits import TooLarge
from ..ondisk import CannotWrite
from ..store import CannotKeep, Stale
from ..views import waiving
from ..views.checked import verdict_line
from ..views.difference import difference
from ..views.gaps import TITLES
from ..views.waivers import listing
from .asking import addresses, word
from .saving import edited_and_saved

page = Blueprint("waivers", __name__)
Page = str | tuple[str, int] | Answer

_GONE = "That is no longer found, or it is accepted already."
_CHANGED = "Somebody has changed this waiver since the page was opened. This is how it is now; nothing was saved."


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be accepted: a finding that the address names, or a waiver that is there."""

    code: str
    title: str
    message: str
    offer: waiving.Offer | None = None
    agreement: str = ""
    number: int = 0
    was: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Form:
    """The form as it is filled in, with what is wrong with it."""

    model: Model
    wanted: _Wanted
    words: Mapping[str, str]
    ticked: Sequence[str] = ()
    told: Mapping[str, str] = field(default_factory=dict)

    def with_trouble(self, sentence: str) -> "_Form":
        """The same, saying why nothing was saved."""
        return replace(self, told={"": sentence})


@page.get("/m/<name>/waivers")
def index(name: str) -> str:
    """All risks that are accepted, and waivers that do not count."""
    model = opened(name)
    return render_template("waivers.html", model=model, found=listing(model.analysis), to=addresses(name))


@page.route("/m/<name>/waivers/new", methods=["GET", "POST"])
def new(name: str) -> Page:
    """The form that accepts a finding, for the promises that are ticked."""
    model = opened(name)
    try:
        offer = waiving.offer(model.analysis, word("code"), word("target"), word("at"), only=bool(word("only")))
    except KeyError:
        return _over(model)
    wanted = _Wanted(offer.code, offer.title, offer.message, offer, offer.agreement)
    if request.method == "GET":
        until = form.usual(model.asked.as_of).isoformat()
        ticked = [choice.where.promise for choice in offer.choices if choice.is_ticked]
        return _shown(_Form(model, wanted, {"until": until}, ticked))
    ticked = list(many(_sent(), "for"))
    said, chosen = form.said(_sent(), model.asked.as_of), offer.chosen(ticked)
    none_chosen = {} if chosen else {"for": "Choose at least one promise that it is accepted for."}
    made = waiving.changes(model.tree or {}, offer.code, chosen, said.words)
    filled_in = _Form(model, wanted, said.words, ticked, {**none_chosen, **said.told})
    return _answered(filled_in, made, waiving.message(offer.code, chosen))


@page.route("/m/<name>/waivers/edit", methods=["GET", "POST"])
def edit(name: str) -> Page:
    """A waiver that is there: who, why and until when."""
    model = opened(name)
    wanted = _there(model)
    as_it_is = _Form(model, wanted, {key: str(wanted.was.get(key, "")) for key in ("owner", "reason", "until")})
    if request.method == "GET":
        return _shown(as_it_is)
    if _is_another(model, wanted):
        return _shown(as_it_is.with_trouble(_CHANGED)), 409
    said = form.said(_sent(), model.asked.as_of)
    made = waiving.rewritten(wanted.agreement, wanted.number, wanted.was, said.words)
    filled_in = _Form(model, wanted, said.words, told=said.told)
    return _answered(filled_in, made, f"Waiver of {wanted.code} in {wanted.agreement} changed")


@page.post("/m/<name>/waivers/end")
def end(name: str) -> Page:
    """The model without a waiver: what it covered is open again."""
    model = opened(name)
    wanted = _there(model)
    as_it_is = _Form(model, wanted, {key: str(wanted.was.get(key, "")) for key in ("owner", "reason", "until")})
    if _is_another(model, wanted):
        return _shown(as_it_is.with_trouble(_CHANGED)), 409
    made = waiving.ended(model.tree or {}, wanted.agreement, wanted.number)
    return _saved(as_it_is, made, f"Waiver of {wanted.code} in {wanted.agreement} ended")


def _sent() -> Filled:
    return filled((key, request.form.getlist(key)) for key in request.form)


def _is_another(model: Model, wanted: _Wanted) -> bool:
    """Whether what the address names is no longer the waiver that was looked at."""
    return seen() != model.seen and request.form.get("was", "") != waiving.as_json(wanted.was)


def _there(model: Model) -> _Wanted:
    """The waiver that the address names; 404 where there is none."""
    agreement, number = word("agreement"), request.args.get("number", -1, type=int)
    try:
        every = waiving.waivers_of(model.tree or {}, agreement)
    except KeyError:
        abort(404, "The model has no such agreement.")
    if not 0 <= number < len(every):
        abort(404, "There is no such waiver. It may have been ended.")
    was = every[number]
    code, target = str(was.get("rule", "")), was.get("target")
    about = f"In {agreement}, for {target or 'all that it promises'}."
    return _Wanted(code, TITLES.get(code, ""), about, None, agreement, number, was)


def _over(model: Model) -> Page:
    """What is not found any more needs no form; where it was sent twice, it has been saved once."""
    if request.method == "GET":
        abort(404, _GONE)
    return redirect(url_for("waivers.index", name=model.workspace.name), 303)


def _answered(filled_in: _Form, made: Sequence[Change], message: str) -> Page:
    """What comes of a form: what is wrong with it, what it would change, or the revision with it."""
    if filled_in.told:
        return _shown(filled_in), 422
    return _looked_at(filled_in, made) if request.form.get("act") == "look" else _saved(filled_in, made, message)


def _looked_at(filled_in: _Form, made: Sequence[Change]) -> Page:
    """The form with what it would change: the text, and the verdict."""
    model = filled_in.model
    contents = model.revision.contents
    try:
        found: dict[str, object] = {"difference": difference(contents, edited(contents, made))}
    except CannotEdit as refusal:
        return _shown(filled_in.with_trouble(f"{capitalised(refusal.message)}.")), 422
    if model.is_sound and made:
        tried = analysis.what_if(model.analysis, waiving.tried(model.tree or {}, made))
        found |= {"verdict": verdict_line(tried), "before": verdict_line(model.analysis)}
    return _shown(filled_in, **found)


def _saved(filled_in: _Form, made: Sequence[Change], message: str) -> Page:
    seen()
    name = filled_in.model.workspace.name
    try:
        number = edited_and_saved(filled_in.model, made, message)
    except CannotEdit as refusal:
        return _shown(filled_in.with_trouble(f"{capitalised(refusal.message)}.")), 422
    except (CannotKeep, CannotWrite, TooLarge) as fault:
        told = filled_in.with_trouble(f"{str(fault).removesuffix('.')}.")
        return _shown(told), 422 if isinstance(fault, TooLarge) else 507
    except Stale:
        return _shown(replace(filled_in, model=opened(name)).with_trouble(_CHANGED)), 409
    return redirect(url_for("waivers.index", name=name, saved=number), 303)


def _shown(filled_in: _Form, **effect: object) -> str:
    today, wanted = filled_in.model.asked.as_of, filled_in.wanted
    return render_template(
        "waiver.html",
        model=filled_in.model,
        wanted=wanted,
        words=filled_in.words,
        ticked=filled_in.ticked,
        told=filled_in.told,
        was=waiving.as_json(wanted.was),
        first=today,
        last=form.latest(today),
        **{"difference": None, "verdict": "", "before": "", **effect},
    )
