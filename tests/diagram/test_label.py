"""Text on its way into a picture: quoted for DOT, cut, measured."""

import pytest

from slamodel.diagram.drawing.label import MAX_LABEL, quote, width_of


def test_lines_given_apart_are_cut_apart():
    assert quote("x" * 500, "99.9 %") == '"' + "x" * (MAX_LABEL - 1) + '…\\n99.9 %"'


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("plain", '"plain"'),
        ("a\r\nb\rc\nd", '"a\\nb\\nc\\nd"'),
        ("tab\there", '"tab here"'),
        ("\x00\x1b]0;title\x07\x7f\x85", '"]0;title"'),
        ("evil\u202etxt.exe\u2066", '"eviltxt.exe"'),
        ("\ud800 lone", '" lone"'),
        ("\ufffe\uffff\ufdd0", '""'),
        ("<b>", '"<b>"'),
        ("a & b", '"a &amp; b"'),
    ],
)
def test_quoting(text, token):
    assert quote(text) == token


@pytest.mark.parametrize(
    ("text", "ems"),
    # Sum of the advances in the tables of DejaVu Sans 2.37; ideographs count one em.
    [("Service monitoring", 9.473), ("WWW", 2.966), ("illi", 1.112), ("Служба Поддержки", 10.0), ("日本語", 3.0)],
)
def test_the_estimated_width_holds_the_text_without_waste(text, ems):
    assert 0.97 * ems <= width_of(text, 1) <= 1.4 * ems
    assert width_of(f"i\n{text}\ni", 10) == pytest.approx(10 * width_of(text, 1))


def test_marks_that_combine_take_no_width():
    assert width_of("e\u0301\u200d", 12) == width_of("e", 12)
