"""What would be wrong with changed entries, by path."""

from slamodel import load
from slamodel.load.mistakes import mistakes

MODEL = """\
slamodel: 1
parties:
  it: {kind: department}
  faulty: {kind: nothing}
services:
  web: {provider: it}
"""


def found(changed, head=None):
    landscape = load.load_contents([("model.yaml", MODEL.encode())], "model.yaml").landscape
    return [(mistake.path, mistake.message) for mistake in mistakes(landscape, head or {}, changed)]


def test_nothing_is_wrong_with_an_entry_that_refers_to_others_of_the_model_and_to_new_ones():
    new = {("parties", "net"): {"kind": "supplier"}, ("services", "line"): {"provider": "net", "needs": ["web"]}}
    assert found(new) == []


def test_an_entry_that_is_faulty_itself_can_be_referred_to():
    assert found({("services", "line"): {"provider": "faulty"}}) == []


def test_every_mistake_has_the_path_of_its_value():
    service = {"provider": "its", "needs": ["web", {"any_of": ["web", "wb"]}], "own": {"availability": "99.9"}}
    assert found({("services", "line"): service}) == [
        (("services", "line", "own", "availability"), '"99.9" has no unit')
    ]
    assert found({("services", "line"): {**service, "own": {}}}) == [
        (("services", "line", "provider"), 'unknown party "its"'),
        (("services", "line", "needs", 1, "any_of", 1), 'unknown service "wb"'),
    ]


def test_what_is_missing_is_told_of_the_entry_and_an_unknown_key_of_the_key():
    assert found({("parties", "x"): {"nmae": "X"}}) == [
        (("parties", "x"), 'the key "kind" is missing'),
        (("parties", "x", "nmae"), 'unknown key "nmae"'),
    ]


def test_what_a_model_says_of_itself_is_checked_too():
    assert found({}, {"conventions": {"month": "0 d"}, "title": "x" * 200}) == [
        (("title",), "a text of 200 characters"),
        (("conventions", "month"), "a length that is counted with is more than nothing, in hours or days"),
    ]


def test_entries_that_do_not_change_are_not_complained_of():
    assert found({("parties", "it"): {"kind": "supplier"}}) == []
