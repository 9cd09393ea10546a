"""The files of a model in; their fingerprint, and one piece of bytes that the database keeps, out and back."""

import json
import zlib
from hashlib import sha256

from slamodel.edit import Contents

__all__ = ["Contents", "fingerprint", "packed", "unpacked", "with_file"]


def fingerprint(contents: Contents) -> str:
    """The SHA-256 over names and bytes: two models with the same one read the same."""
    digest = sha256()
    for name, data in contents:
        digest.update(f"{len(name.encode())} {len(data)} {name}".encode() + data)
    return digest.hexdigest()


def with_file(contents: Contents, name: str, data: bytes) -> Contents:
    """The files with one in place of that of the same name, or behind all others."""
    if name in dict(contents):
        return tuple((file, data if file == name else old) for file, old in contents)
    return (*contents, (name, data))


def packed(contents: Contents) -> bytes:
    """All files in one piece, compressed."""
    lengths = json.dumps([[name, len(data)] for name, data in contents]).encode()
    return zlib.compress(lengths + b"\n" + b"".join(data for _, data in contents))


def unpacked(piece: bytes) -> Contents:
    """The files that are in one piece."""
    lengths, _, rest = zlib.decompress(piece).partition(b"\n")
    found, start = [], 0
    for name, length in json.loads(lengths):
        found.append((name, rest[start : start + length]))
        start += length
    return tuple(found)
