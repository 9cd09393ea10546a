"""Names in lists stand as people would put them."""

import pytest
from slamodel_web.ordered import natural


@pytest.mark.parametrize(
    "names",
    [
        ["Department 2", "department 10", "Department 10b", "Department 11"],
        ["", "0", "7", "10", "a", "a1", "a2b3", "a2b20", "b"],
        ["Ärger 2", "Ärger 10", "信用情報 3", "信用情報 12"],
    ],
)
def test_numbers_in_names_count_by_their_size(names):
    assert sorted(set(names), key=natural) == names


def test_no_name_is_too_odd_to_be_sorted():
    odd = ["9" * 5000, "x ٣", "x ²", "x 1", "\u202e1", ""]
    assert min(odd, key=natural) == ""
