"""A sheet names nothing of what is others': every name, text, price and level of the model is a word of its own."""

import json
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from slamodel import cli
from slamodel.analysis import Analysis, analyse, analyse_text
from slamodel.gaps.together import together
from slamodel.gaps.ways import offer, ways
from slamodel.model import ShareTarget, TimeTarget
from slamodel.plan.choices import things
from slamodel.plan.outcome import Plan
from slamodel.plan.planning import plan, planned
from slamodel.propagate import Promise, Role
from slamodel.report import markdown
from slamodel.report.sheet import sheet, sheet_html, sheet_markdown, sheets
from slamodel.report.sheet_machine import sheet_json
from slamodel.units import show_duration, show_required, show_share
from tests.oracle.models import AS_OF, random_model
from tests.report.canaries import Marking, Tree, allowed, is_own, tokens
from tests.web.reading import client_of

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = date(2026, 11, 23)
LEVEL = re.compile(r"\d[\d.]* %|\d[\d,]*(\.\d+)? (d|h|min|s)( \d+ (h|min|s))*")
FEW = ("03-redundancy",)
TIERS = "12-tiers-and-prices"
ALL = sorted(path.name for path in EXAMPLES.iterdir() if (path / "README.md").is_file() and path.name != "broken")


def marked(tree: Tree, day: date) -> tuple[Analysis, Tree]:
    found = Marking(tree).tree(tree)
    analysis = analyse_text(json.dumps(found), day)
    assert analysis.is_sound, analysis.diagnostics
    return analysis, found


def leaks(analysis: Analysis, tree: Tree, party: str, made: Plan | None = None) -> set[str]:
    """Words of others on the sheet for a party, in any of its forms."""
    found = sheet(analysis, party, made)
    text = "\n".join(laid_out(found) for laid_out in (sheet_html, sheet_markdown, sheet_json))
    return (tokens(text) - allowed(analysis, tree, party)) | levels_of_others(analysis, party, text, made)


def levels_of_others(analysis: Analysis, party: str, text: str, made: Plan | None) -> set[str]:
    """Levels on the sheet that stand in agreements of others, and that nothing asked of this party comes to."""
    agreements = analysis.landscape.agreements
    own = {name for name in agreements if is_own(analysis, name, party)}
    mine = {level for name in own for level in levels(analysis, name)} | set(own_parts(analysis, party))
    theirs = {level for name in agreements if name not in own for level in levels(analysis, name)}
    derived = {one for promise in analysis.promises for one in derivable(analysis, promise, party, own)}
    derived |= (
        {word[0] for move in made.moves if move.party == party for word in LEVEL.finditer(move.becomes)}
        if made
        else set()
    )
    said = {found[0] for found in LEVEL.finditer(re.sub("[\u00a0\u202f]", " ", text))}
    return (theirs - mine - derived) & said


def own_parts(analysis: Analysis, party: str) -> Iterator[str]:
    """What it adds itself to the services that it provides."""
    inputs = (given for p in analysis.promises for view in (p.direct, p.end_to_end) for given in view.inputs)
    for given in inputs:
        if given.role is Role.OWN and analysis.landscape.services[given.service].provider == party:
            yield from shown(given.level or 0.0)


def levels(analysis: Analysis, agreement: str) -> set[str]:
    found = set()
    for _, target in analysis.landscape.agreements[agreement].stated:
        if isinstance(target, ShareTarget) and target.at_least is not None:
            found.add(show_share(float(1 - target.at_least)))
        if isinstance(target, TimeTarget) and target.within is not None:
            length = target.within.on(analysis.landscape.conventions.working_day)
            found |= {show_duration(length), show_duration(length, in_hours=True)}
    return found


def derivable(analysis: Analysis, promise: Promise, party: str, own: AbstractSet[str]) -> Iterator[str]:
    """What is to be asked of the party for a promise, and what could be promised to it instead."""
    for way in ways(promise):
        if analysis.landscape.services[way.source.service].provider == party:
            yield way.wanted
    figures, promised = promise.deciding.figures, promise.promised or 0.0
    for given in promise.deciding.inputs if together(promise) else ():
        if analysis.landscape.services[given.service].provider == party:
            # What is too long on its own has to come down to what is left: that is all that is promised.
            yield from shown(promised)
            if figures:
                yield show_required((given.level or 0.0) * promised / figures.guaranteed)
    if promise.agreement in own and (found := offer(promise)) is not None:
        yield from shown(found.level)


def shown(level: float) -> set[str]:
    return {show_share(level), show_duration(level), show_duration(level, in_hours=True)}


def written(name: str) -> Tree:
    found = analyse(EXAMPLES / name, DAY).loaded.tree
    assert found
    return dict(found)


@pytest.mark.parametrize("name", [n if n in FEW else pytest.param(n, marks=pytest.mark.slow) for n in ALL])
def test_no_sheet_of_an_example_has_a_word_of_others(name):
    analysis, tree = marked(written(name), DAY)
    assert {party: found for party in tree["parties"] if (found := leaks(analysis, tree, party))} == {}


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 300))])
def test_no_sheet_of_a_random_model_has_a_word_of_others(seed):
    analysis, tree = marked(random_model(Random(seed), 6), AS_OF)
    assert {party: found for party in tree["parties"] if (found := leaks(analysis, tree, party))} == {}


@pytest.mark.parametrize("name", [n if n == TIERS else pytest.param(n, marks=pytest.mark.slow) for n in ALL])
def test_no_sheet_of_a_plan_for_an_example_has_a_word_of_others(name):
    analysis, tree = marked(written(name), DAY)
    made = plan(analysis)
    assert {party: found for party in tree["parties"] if (found := leaks(analysis, tree, party, made))} == {}
    assert all(sheet(analysis, move.party, made).requests for move in made.moves)


@pytest.mark.parametrize("seed", [pytest.param(n, marks=pytest.mark.slow) for n in range(60)])
def test_no_sheet_of_a_plan_for_a_random_model_has_a_word_of_others(seed):
    analysis, tree = marked(random_model(Random(seed), 6), AS_OF)
    made = planned(analysis, things(analysis), "price", "guaranteed", seconds=5.0)
    assert {party: found for party in tree["parties"] if (found := leaks(analysis, tree, party, made))} == {}
    asked = sum(len(found.requests) for found in sheets(analysis, made))
    assert asked == len(made.moves)


def test_the_gap_report_would_not_pass():
    analysis, tree = marked(written("03-redundancy"), DAY)
    told = tokens(markdown(analysis))
    assert all(told - allowed(analysis, tree, party) for party in tree["parties"])


@pytest.fixture(scope="module", params=[TIERS, pytest.param("09-facilities", marks=pytest.mark.slow)])
def on_disk(request, tmp_path_factory) -> tuple[Analysis, Tree, Path]:
    """A model in a file that somebody has named, too."""
    analysis, tree = marked(written(request.param), DAY)
    path = tmp_path_factory.mktemp("named") / "zq999zq.json"
    path.write_text(json.dumps(tree))
    return analysis, tree, path


@pytest.mark.parametrize("command", [("asks", "-o"), ("plan", "--asks")])
def test_what_the_commands_write_is_named_after_the_party_alone(on_disk, tmp_path, command):
    analysis, tree, path = on_disk
    name, folder = command
    done = CliRunner().invoke(cli.slamodel, [name, str(path), folder, str(tmp_path), "--as-of", DAY.isoformat()])
    assert done.exit_code in (0, 1), done.output
    files = list(tmp_path.iterdir())
    assert {file.suffix for file in files} == {".html", ".md"}
    for file in files:
        party = file.stem.removeprefix("asks-")
        assert tokens(file.name) == {party}
        assert tokens(file.read_text()) <= allowed(analysis, tree, party)


@pytest.mark.parametrize("planned_for", ["", "&objective=price&basis=guaranteed&again=1"])
def test_what_the_application_shows_and_hands_out_has_no_word_of_others(on_disk, planned_for):
    analysis, tree, path = on_disk
    client = client_of(path)
    for party in tree["parties"]:
        page = client.get(f"/m/model/asks?id={party}&as_of={DAY}{planned_for}").text
        sheets = [page.split('<article class="sheet"')[1].split("</article>")[0]]
        for kind in ("html", "md", "json"):
            taken = client.get(f"/m/model/asks.{kind}?id={party}&as_of={DAY}{planned_for}")
            sheets += [taken.text, str(taken.headers)]
        assert tokens("".join(sheets)) <= allowed(analysis, tree, party)
