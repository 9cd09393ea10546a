"""A model file or folder on disk as the text of a workspace: read when it changed, written whole or not at all."""

import os
import tempfile
from pathlib import Path

from slamodel.load.files import model_files, shown_name

from .store import Contents


class CannotWrite(Exception):
    """The file could not be written; the message says why, the file is as it was."""


class OnDisk:
    """The files of a model; `source` is how messages name the whole."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.source = shown_name(path)

    def read(self) -> Contents:
        """The files as they are now, named as people see them; raises OSError."""
        return tuple((self._name(file), file.read_bytes()) for file in model_files(self.path))

    def write(self, old: Contents, new: Contents) -> None:
        """Replace the files that differ, each by a rename; raises CannotWrite."""
        before = dict(old)
        for name, data in new:
            if before.get(name) != data:
                self._replace(self._file(name), data)

    def _name(self, file: Path) -> str:
        return shown_name(file.relative_to(self.path) if self.path.is_dir() else Path(file.name))

    def _file(self, name: str) -> Path:
        found = [file for file in model_files(self.path) if self._name(file) == name]
        if len(found) != 1:
            raise CannotWrite(f"{name} is not there any more")
        return found[0]

    def _replace(self, file: Path, data: bytes) -> None:
        """Write beside the file, make it last, put it in place: a crash leaves the old file or the new one."""
        target = file.resolve()
        try:
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
        except OSError as error:
            raise CannotWrite(f"{shown_name(file)} cannot be written: {error.strerror or error}") from error


def _sync(folder: Path) -> None:
    """Make the rename last where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
