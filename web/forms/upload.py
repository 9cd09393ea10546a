"""The bytes of uploaded files in; the contents of a model out under names of our own, or what the files are instead."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from slamodel.load.text import FORBIDDEN
from slamodel.model.calendar import is_calendar_file

from ..contents import Contents

MOST_FILES = 50

_OTHERS = (
    (b"PK\x03\x04", b"xl/workbook", "an Excel file"),
    (b"PK\x03\x04", b"word/document", "a Word file"),
    (b"PK\x03\x04", b"", "an Office file or an archive"),
    (b"\xd0\xcf\x11\xe0", b"", "an old Office file"),
    (b"%PDF", b"", "a PDF file"),
    (b"\x89PNG", b"", "a picture"),
    (b"\xff\xd8\xff", b"", "a picture"),
    (b"\x1f\x8b", b"", "an archive"),
)
"""How files begin that people have at hand, what else is in them, and what they are."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; the name is the sender's and may hold anything."""

    name: str
    data: bytes

    @property
    def called(self) -> str:
        """The name as a page shows it: without folders and without what nobody can see."""
        return FORBIDDEN.sub("", re.split(r"[/\\]", self.name)[-1]).strip()[:80] or "The file"

    @property
    def is_calendar(self) -> bool:
        """Whether it lies beside a model under the name that it has: holidays of a calendar."""
        return is_calendar_file(self.called)

    @property
    def is_no_text(self) -> str:
        """Why this cannot be a model, as a sentence; nothing where it can."""
        if not self.data.strip():
            return f"{self.called} is empty."
        kinds = (kind for start, inside, kind in _OTHERS if self.data.startswith(start) and inside in self.data)
        kind = next(kinds, "")
        return f"{self.called} is {kind}. A model is a text, in YAML or JSON." if kind else ""


def contents_of(uploads: Iterable[Upload]) -> Contents:
    """The files under the names `model.yaml`, `model-2.yaml` and so on; what is JSON is called so.

    What the sender called them is shown to the sender only: such a name may hold anything, and says nothing that the
    text does not. Calendar files, which the text names, come last and keep their names.
    """
    files = tuple(uploads)
    texts = (file.data for file in files if not file.is_calendar)
    return (
        *((f"model{f'-{number}' if number > 1 else ''}.{_ending(data)}", data) for number, data in enumerate(texts, 1)),
        *((file.called, file.data) for file in files if file.is_calendar),
    )


def twice(uploads: Iterable[Upload]) -> str:
    """A name that two calendar files have, on some systems at least; they could not be told apart."""
    files = [file for file in uploads if file.is_calendar]
    count = Counter(alike(file.called) for file in files)
    return next((file.called for file in files if count[alike(file.called)] > 1), "")


def alike(name: str) -> str:
    """What is the same for all names of files that some system takes for one."""
    return normalize("NFC", name).casefold()


def _ending(data: bytes) -> str:
    return "json" if _is_json(data) else "yaml"


def _is_json(data: bytes) -> bool:
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):  # a YAML file may begin with a brace too
        return False
    return True
