"""A question that may take long in; its answer out where it is there in a moment, else it is worked out meanwhile."""

import atexit
import ctypes
import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, wait
from enum import Enum
from time import monotonic
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
_LOG = logging.getLogger("slamodel.web")
_AT_WORK: set[threading.Thread] = set()
_LAST_SECONDS = 3.0


class Ended(BaseException):
    """The program ends, and nobody waits any more."""


class Waits(Enum):
    """Why there is no answer yet."""

    WORKED_OUT = "it is being worked out"
    CROWDED = "as many others are being worked out as may be; it begins when somebody asks again"
    FAILED = "it cannot be worked out; the log says why"


class Background(Generic[K, V]):
    """Answers by key, each worked out once however often it is asked for, a few at a time. Threads may share it.

    Nobody who asks waits longer than they say, and the program does not wait for answers when it ends.
    """

    def __init__(self, slots: int = 1, waiting: int = 4, most: int = 24) -> None:
        self._most = most
        self._room = slots + waiting
        self._slots = threading.Semaphore(slots)
        self._found: OrderedDict[K, Future[V | Waits]] = OrderedDict()
        self._lock = threading.Lock()

    def known(self, key: K) -> V | Waits | None:
        """The answer, or that there is none, if it is there already."""
        with self._lock:
            future = self._found.get(key)
        return future.result() if future and future.done() else None

    def ask(self, key: K, make: Callable[[], V], patience: float = 0.0) -> V | Waits:
        """The answer, if it is there within so many seconds."""
        with self._lock:
            future = self._found.get(key)
            if future is None:
                if sum(not other.done() for other in self._found.values()) >= self._room:
                    return Waits.CROWDED
                future = self._found[key] = Future()
                threading.Thread(target=self._make, args=(future, make), daemon=True).start()
            self._found.move_to_end(key)
            self._forget()
        return future.result() if wait((future,), patience).done else Waits.WORKED_OUT

    def _forget(self) -> None:
        """Drop the oldest answers; what is being worked out stays, so that it is not begun again."""
        done = [key for key, future in self._found.items() if future.done()]
        for key in done[: max(0, len(self._found) - self._most)]:
            del self._found[key]

    def _make(self, future: "Future[V | Waits]", make: Callable[[], V]) -> None:
        _AT_WORK.add(threading.current_thread())
        try:
            self._answer(future, make)
        except Ended:
            future.cancel()
        finally:
            _AT_WORK.discard(threading.current_thread())

    def _answer(self, future: "Future[V | Waits]", make: Callable[[], V]) -> None:
        """Nobody may be there any more to be told of a fault of ours: the log is."""
        with self._slots:
            try:
                future.set_result(make())
            except Ended:
                raise
            except BaseException as error:  # noqa: BLE001 - whoever asks is told that there is no answer
                _LOG.error("fault %s in the background", secrets.token_hex(4), exc_info=error)
                future.set_result(Waits.FAILED)


@atexit.register
def end() -> None:
    """End what is being worked out: a thread inside of the solver when Python goes would abort the whole process."""
    threads = tuple(_AT_WORK)
    for thread in threads:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(Ended))
    until = monotonic() + _LAST_SECONDS
    for thread in threads:
        thread.join(max(0.0, until - monotonic()))
