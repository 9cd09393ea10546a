"""Words of a command line in; `slamodel serve` as a process of its own out, with its address and raw requests to it."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

# A shell that runs the tests in the background has all below it ignore Ctrl+C; on a terminal nobody does.
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
COMMAND = (sys.executable, "-c", f"{HEARING}; from slamodel.cli import main; main()", "serve")
PATIENCE = 20.0


@dataclass
class Server:
    """A running server: its port, its process, and what it has said so far."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def host(self) -> bytes:
        return b"Host: 127.0.0.1:%d\r\n" % self.port

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def send(self, data: bytes) -> bytes:
        """All that comes back until the server closes the connection, or has answered and waits for more."""
        with self.connect() as connection:
            with suppress(ConnectionError):  # it may close before all is sent
                connection.sendall(data)
            return received(connection)

    def get(self, where: str = "/") -> bytes:
        return self.send(b"GET %s HTTP/1.1\r\n%sConnection: close\r\n\r\n" % (where.encode(), self.host))

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


def received(connection: socket.socket) -> bytes:
    """What comes until the end, or until nothing has come for a moment."""
    found = b""
    while True:
        try:
            part = connection.recv(65536)
        except (TimeoutError, ConnectionError):
            return found
        if not part:
            return found
        found += part
        connection.settimeout(0.3)


@contextmanager
def serving(*words: str | Path, log: Path) -> Iterator[Server]:
    """A server on any free port, ended when the block ends."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with log.open("wb") as stream:
        process = subprocess.Popen([*COMMAND, "--port", "0", *map(str, words)], stderr=stream, env=environment)
    try:
        yield Server(_port(process, log), process, log)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _port(process: "subprocess.Popen[bytes]", log: Path) -> int:
    while process.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text(encoding="utf-8")):
            return int(found[1])
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.02)
    raise AssertionError(log.read_text(encoding="utf-8"))
