"""The parts of planning: moves made together, tables of figures, and cuts that leave nothing out that holds."""

import json
from datetime import date
from itertools import product

import pytest

from slamodel.analysis import analyse_text
from slamodel.edit import Change
from slamodel.plan.choices import things
from slamodel.plan.cuts import cut
from slamodel.plan.demands import demands
from slamodel.plan.grid import Grid
from slamodel.plan.joined import joined
from slamodel.plan.loosened import loosened
from slamodel.plan.move import Kind, Move
from slamodel.plan.sums import sums
from tests.oracle import plans

AS_OF = date(2026, 11, 23)
MODEL = """slamodel: 1
parties: {it: {kind: department}, one: {kind: supplier}}
services: {line: {provider: one}}
agreements:
  uc: {kind: UC, provider: one, customers: [it], services: [line], targets: [{metric: rto, within: 1 h}]}
"""


def move(path, value, of="uc"):
    return Move(Kind.COMMITMENT, ("agreements", of), "one", (Change(("agreements", of, *path), value),), "", "")


def test_two_targets_that_are_added_to_one_agreement_stand_one_behind_the_other():
    moves = [move(("targets", 1), {"metric": metric}) for metric in ("rpo", "latency", "response")]
    made = joined(analyse_text(MODEL, AS_OF), moves)
    assert [one.changes[0].path[-1] for one in made] == [1, 2, 3]


def test_an_agreement_that_two_want_to_be_new_is_made_once():
    new = [move((), {"kind": "UC", "targets": [{"metric": metric}]}, "uc-new") for metric in ("rpo", "latency")]
    first, second = joined(analyse_text(MODEL, AS_OF), new)
    assert first.changes == new[0].changes
    assert second.changes == (Change(("agreements", "uc-new", "targets", 1), {"metric": "latency"}),)


def posed(seed, basis):
    analysis = analyse_text(json.dumps(plans.case(seed, 4).tree), AS_OF)
    grid = Grid(analysis, things(analysis))
    return grid, tuple(demands(grid, basis))


def every(grid):
    return product(*(range(len(thing) + 1) for thing in grid.things))


@pytest.mark.parametrize("seed", range(4))
def test_a_cut_leaves_out_no_choice_with_which_its_promise_holds(seed):
    grid, wanted = posed(seed, "guaranteed")
    for demand in wanted:
        failing = next((one for one in every(grid) if not demand.holds(one)), None)
        if failing is not None:
            among = cut(demand, failing).among
            inside = [one for one in every(grid) if all(one[c] in values for c, values in among.items())]
            assert failing in inside
            assert not any(demand.holds(one) for one in inside)


@pytest.mark.parametrize("basis", ["guaranteed", "independent"])
def test_a_sum_exceeds_what_is_allowed_only_where_the_promise_fails(basis):
    grid, wanted = posed(8, basis)
    for demand in wanted:
        for view, one in product(demand.views or (), every(grid)):
            for total in sums(grid, view):
                comes_to = sum(part.at(one) for part in total.parts)
                assert comes_to <= total.allowed.at(one) + 1e-9 or not demand.holds(one)


@pytest.mark.parametrize("basis", ["guaranteed", "independent"])
def test_what_holds_by_the_figures_holds_by_an_analysis(basis):
    grid, wanted = posed(2, basis)
    for demand in wanted:
        assert demand.views is not None
        for one in list(every(grid))[:40]:
            after = grid.after(one)
            assert after is not None
            is_fine = after.target(demand.name).unwaived.value in {
                "guaranteed": ("supported",), "independent": ("supported", "at_risk")
            }[basis]  # fmt: skip
            assert demand.holds(one) == is_fine


def test_once_the_time_is_over_levels_stay_as_they_were_chosen():
    asked: list[int] = []
    chosen = [move(("targets", 0), {})]
    analysis = analyse_text(MODEL, AS_OF)

    def fits(moves):
        asked.append(len(moves))
        return analysis

    found = loosened(analysis, chosen, fits, "guaranteed", 0.0)
    assert (found, asked) == (tuple(chosen), [1])
