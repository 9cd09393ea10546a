"""A model file or folder on disk as the text of a workspace: read when it changed, written whole or not at all."""

import os
import stat
import tempfile
from pathlib import Path

from slamodel.load.files import model_files, shown_name

from .store import Contents


class CannotWrite(Exception):
    """The file could not be written; the message says why, the file is as it was."""


class CannotRead(Exception):
    """The file cannot be read, now or ever; the message says why."""


class OnDisk:
    """The files of a model; `source` is how messages name the whole."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.source = shown_name(path)

    def read(self) -> Contents:
        """The files as they are now, named as people see them; raises CannotRead."""
        try:
            found = tuple((self._name(file), _bytes_of(file)) for file in model_files(self.path))
        except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
            raise CannotRead(f"{self.source} cannot be read: {getattr(error, 'strerror', None) or error}") from error
        if not found:
            raise CannotRead(f"no model file lies in {self.source}")
        return found

    def write(self, old: Contents, new: Contents) -> None:
        """Replace the files that differ, each by a rename; raises CannotWrite, with all files as they were."""
        before, changed = dict(old), []
        if list(before) != [name for name, _ in new]:
            raise CannotWrite("the model had other files then; put them in place by hand")
        try:
            for name, data in new:
                if before[name] != data:
                    self._replace(self._file(name), data)
                    changed.append(name)
        except CannotWrite:
            for name in changed:
                self._replace(self._file(name), before[name])
            raise

    def _name(self, file: Path) -> str:
        return shown_name(file.relative_to(self.path) if self.path.is_dir() else Path(file.name))

    def _file(self, name: str) -> Path:
        found = [file for file in model_files(self.path) if self._name(file) == name]
        if len(found) != 1:
            raise CannotWrite(f"{name} is not there any more")
        return found[0]

    def _replace(self, file: Path, data: bytes) -> None:
        """Write beside the file, make it last, put it in place: a crash leaves the old file or the new one."""
        try:
            target = _regular(file)
            handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                os.chmod(beside, target.stat().st_mode)  # noqa: PTH101 - a path that is text
                os.replace(beside, target)  # noqa: PTH105 - as above
            except BaseException:
                os.unlink(beside)  # noqa: PTH108 - as above
                raise
            _sync(target.parent)
        except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
            reason = getattr(error, "strerror", None) or error
            raise CannotWrite(f"{shown_name(file)} cannot be written: {reason}") from error


def _regular(file: Path) -> Path:
    """Where a link leads in the end, if that is a file: a device or a pipe must not be replaced by one."""
    target = file.resolve()
    if not target.is_file():
        raise OSError("it is no regular file any more")
    return target


def _bytes_of(file: Path) -> bytes:
    """The bytes of a regular file; anything else, such as a pipe, might keep a reader waiting for ever."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{shown_name(file)} is no regular file")
        return stream.read()


def _sync(folder: Path) -> None:
    """Make the rename last where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
