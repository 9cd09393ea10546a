"""A key and a way to make its value in; the value out, made once and kept while it is among the last few asked for."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The last few values by key; whoever asks for one that is being made waits for it. Threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[K, Future[V]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key; what `make` raises is raised for everybody who waits, and not kept."""
        with self._lock:
            future = self._found.get(key)
            is_mine = future is None
            if future is None:
                future = self._found[key] = Future()
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        if is_mine:
            self._make(key, future, make)
        return future.result()

    def _make(self, key: K, future: "Future[V]", make: Callable[[], V]) -> None:
        try:
            future.set_result(make())
        except BaseException as error:  # noqa: BLE001 - it is raised again by result()
            future.set_exception(error)
            with self._lock:
                if self._found.get(key) is future:
                    del self._found[key]
