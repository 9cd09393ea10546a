"""A model file or folder on disk as the text of a workspace: read when it changed, written whole or not at all."""

import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from time import sleep

from slamodel.load.files import calendar_files, model_files, shown_name

from .store import Contents

if sys.platform != "win32":
    import fcntl

_TRIES = 50


class CannotWrite(Exception):
    """The file could not be written; the message says why, the file is as it was."""


class Overtaken(CannotWrite):
    """Another program has just written to the file; what it wrote is in place."""


class CannotRead(Exception):
    """The file cannot be read, now or ever; the message says why."""


class OnDisk:
    """The files of a model, calendar files included; `source` is how messages name the whole."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.source = shown_name(path)

    def read(self) -> Contents:
        """The files as they are now, named as people see them; raises CannotRead."""
        try:
            found = self._with_bytes(model_files(self.path))
            calendars = self._with_bytes(calendar_files(self.path, found))
        except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
            raise CannotRead(f"{self.source} cannot be read: {getattr(error, 'strerror', None) or error}") from error
        if not found:
            raise CannotRead(f"no model file lies in {self.source}")
        return (*found, *calendars)

    def write(self, old: Contents, new: Contents) -> None:
        """Replace the files that differ, each by a rename; raises CannotWrite, with all files as they were.

        Raises Overtaken when one of these files is not the old one any more.
        """
        before, wanted = dict(old), dict(new)
        if list(before) != list(wanted):
            raise CannotWrite("the model had other files then; put them in place by hand")
        changed: list[str] = []
        try:
            for name, data in new:
                if before[name] != data:
                    self._replace(name, before[name], data)
                    changed.append(name)
        except CannotWrite:
            for name in changed:
                self._replace(name, wanted[name], before[name])
            raise

    def _with_bytes(self, files: list[Path]) -> Contents:
        return tuple((self._name(file), _bytes_of(file)) for file in files)

    def _name(self, file: Path) -> str:
        return shown_name(file.relative_to(self.path) if self.path.is_dir() else Path(file.name))

    def _replace(self, name: str, old: bytes, new: bytes) -> None:
        """Put new bytes in place of the old ones, whole: a crash leaves the old file or the new one."""
        try:
            target = _writable(self._file(name))
            beside = _written_beside(target, new)
            try:
                if _put(beside, target, old):
                    return
            finally:
                beside.unlink(missing_ok=True)
        except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
            reason = getattr(error, "strerror", None) or error
            raise CannotWrite(f"{name} cannot be written: {reason}") from error
        raise Overtaken(f"another program has just written to {name}")

    def _file(self, name: str) -> Path:
        texts = model_files(self.path)
        files = (*texts, *calendar_files(self.path, self._with_bytes(texts)))
        found = [file for file in files if self._name(file) == name]
        if len(found) != 1:
            raise CannotWrite(f"{name} is not there any more")
        return found[0]


def _writable(file: Path) -> Path:
    """Where a link leads in the end, if that is a file to write to.

    A rename would replace a device, a pipe, or a file that its owner has protected.
    """
    target = file.resolve()
    if not target.is_file():
        raise OSError("it is no regular file any more")
    if not os.access(target, os.W_OK):
        raise OSError("it is write-protected")
    return target


def _written_beside(target: Path, data: bytes) -> Path:
    """A file next to another one, with its permissions and other bytes, which last."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(target.stat().st_mode)
    except BaseException:
        beside.unlink()
        raise
    return beside


def _bytes_of(file: Path) -> bytes:
    """The bytes of a regular file; anything else, such as a pipe, might keep a reader waiting for ever."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{shown_name(file)} is no regular file")
        return stream.read()


def _put(beside: Path, target: Path, old: bytes) -> bool:
    """Rename one file to the other, if that is still the old one, and make it last where the system can."""
    if sys.platform == "win32":
        return _renamed(beside, target, old)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(folder)
        is_done = _renamed(beside, target, old)
        with suppress(OSError):  # as in _lock
            fcntl.flock(folder, fcntl.LOCK_UN)
        os.fsync(folder)
    finally:
        os.close(folder)
    return is_done


def _renamed(beside: Path, target: Path, old: bytes) -> bool:
    if _bytes_of(target) != old:  # looked at as late as can be
        return False
    os.replace(beside, target)  # noqa: PTH105 - a name that tests can watch
    return True


def _lock(folder: int) -> None:
    """Keep other servers of ours from putting a file in place meanwhile; each takes no longer than a rename."""
    for _ in range(_TRIES):
        try:
            return fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sleep(0.01)
        except OSError:  # a file system without locks
            return None
    raise OSError("another program keeps its folder locked")
