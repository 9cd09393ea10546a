"""The bytes of uploaded files in; the contents of a model out, under names of our own."""

import json
from collections.abc import Iterable

from ..contents import Contents

MOST_FILES = 50


def contents_of(uploads: Iterable[bytes]) -> Contents:
    """The files under the names `model.yaml`, `model-2.yaml` and so on; what is JSON is called so.

    What the sender called them is not asked: such a name may hold anything, and says nothing that the text does not.
    """
    return tuple(
        (f"model{f'-{number}' if number > 1 else ''}.{'json' if _is_json(data) else 'yaml'}", data)
        for number, data in enumerate(uploads, 1)
    )


def _is_json(data: bytes) -> bool:
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):  # a YAML file may begin with a brace too
        return False
    return True
