"""The name of a heavy library in; the library out, imported when something of it is first used."""

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module until somebody asks it for something: models without calendars never load it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever the module has; type checkers see the module)
        value = getattr(import_module(self._name), name)
        setattr(self, name, value)
        return value
