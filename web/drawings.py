"""A model and what somebody wants to see of it in; pictures and their SVG out, drawn in few slots and kept a while."""

import os
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import TypeAlias

from slamodel.diagram import Limits, Picture, RenderFault, draw
from slamodel.diagram.drawing.png import render_png

from .desk import Model
from .kept import Kept
from .views.diagram import Wanted

SLOTS = os.cpu_count() or 1
"""Pictures drawn at once."""
WAITING = 8
"""Pictures that wait for that; who comes then is asked to try again."""
_PATIENCE = 20.0
"""Seconds that a drawing waits for a slot: longer than one that holds it may take."""
_REMEMBERED = 60.0
"""Seconds for which what could not be drawn is not tried again: each attempt may take as long as the limits allow."""

Make: TypeAlias = Callable[[], Picture]


class Busy(Exception):
    """Every slot is taken and as many drawings wait as may; worth asking again in some seconds."""


class Drawings:
    """Draws for one server: never more pictures at once than there are processors, never twice what is kept."""

    def __init__(self, slots: int = SLOTS, waiting: int = WAITING, limits: Limits | None = None) -> None:
        self._limits = limits or Limits(seconds=10.0)
        self._pictures: Kept[Hashable, Picture] = Kept(64)
        self._drawn: Kept[Hashable, str] = Kept(48)
        self._faults: Mapping[Hashable, tuple[RenderFault, float]] = {}
        """What could not be drawn, and until when that is believed; replaced as a whole, since threads share it."""
        self._slots = threading.Semaphore(slots)
        self._room = threading.Semaphore(slots + waiting)

    def picture(self, model: Model, wanted: Wanted) -> Picture:
        """What is to be drawn; raises UnknownFocus."""
        found = model.analysis
        return self.picture_of(
            (model.key, wanted),
            lambda: draw(found, focus=wanted.focus or None, depth=wanted.steps, collapse=wanted.parties),
        )

    def svg(self, model: Model, wanted: Wanted) -> str:
        """The drawing; raises UnknownFocus, RenderFault when it cannot be drawn, Busy when it cannot be now."""
        picture = self.picture(model, wanted)
        return self.svg_of((model.key, wanted), lambda: picture)

    def png(self, model: Model, wanted: Wanted) -> bytes:
        """The same as pixels."""
        picture = self.picture(model, wanted)
        return self.png_of((model.key, wanted), lambda: picture)

    def picture_of(self, key: Hashable, make: Make) -> Picture:
        """What is kept under a key, or is made now."""
        return self._pictures.get(key, make)

    def svg_of(self, key: Hashable, make: Make) -> str:
        """The drawing of that; raises RenderFault when it cannot be drawn, Busy when it cannot be now."""
        picture = self.picture_of(key, make)
        return self._drawn.get(key, lambda: self._draw(key, picture))

    def png_of(self, key: Hashable, make: Make) -> bytes:
        """The same as pixels."""
        svg = self.svg_of(key, make)
        with self._slot():
            return render_png(svg)

    def _draw(self, key: Hashable, picture: Picture) -> str:
        fault, until = self._faults.get(key, (None, 0.0))
        if fault is not None and monotonic() < until:
            raise RenderFault(fault.renderer, str(fault))
        try:
            with self._slot():
                return picture.svg(limits=self._limits)
        except RenderFault as broken:
            now = monotonic()
            others = {name: found for name, found in self._faults.items() if found[1] > now}
            self._faults = {**others, key: (broken, now + _REMEMBERED)}
            raise

    @contextmanager
    def _slot(self) -> Iterator[None]:
        """Hold one of the slots; who finds the queue full, or waits too long in it, is sent away."""
        if not self._room.acquire(blocking=False):
            raise Busy
        try:
            if not self._slots.acquire(timeout=_PATIENCE):
                raise Busy
            try:
                yield
            finally:
                self._slots.release()
        finally:
            self._room.release()
