"""Settings in; the application served on loopback, by a production server, until it is interrupted."""

import gc
import logging
import socket
from collections.abc import Callable

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import create_server

from . import create_app, drawings
from .migrations import ForeignDatabase, NewerDatabase
from .ondisk import CannotRead
from .settings import Settings
from .store import CannotKeep

THREADS = drawings.SLOTS + drawings.WAITING + 4
"""As many as may be drawing or waiting for that, and some for everybody who asks for something else."""
_COLLECTOR = (50_000, 20, 100)
"""When to look for garbage: a large model is millions of objects that stay, and looking through them stops a page."""


class CannotServe(Exception):
    """What was asked for cannot be served; the message says why."""


class OneLine(logging.Formatter):
    """One event, one line: whatever came from outside cannot look like another event, or move a cursor."""

    def format(self, record: logging.LogRecord) -> str:
        """The record with everything that does not print written as an escape, a traceback too."""
        text = super().format(record)
        return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress publishes no types
    """Refuses a request that gives its length in two ways, and nobody is asked to go on who is refused anyway."""

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        if self.error:
            self.expect_continue = False
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # an address that is none
            raise ParsingError("Address is invalid") from error
        if "CONTENT_LENGTH" in self.headers and (self.chunked or "TRANSFER_ENCODING" in self.headers):
            raise ParsingError("Content-Length and Transfer-Encoding together")


class _Channel(HTTPChannel):  # type: ignore[misc]  # as above
    parser_class = _Parser


def serve(settings: Settings, port: int, ready: Callable[[str], None]) -> None:
    """Serve on 127.0.0.1; `ready` is told the address once it answers. Port 0 takes a free one; raises CannotServe."""
    log_by_line()
    gc.set_threshold(*_COLLECTOR)
    app = _application(settings)
    listening = _listening(port)
    server = create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident="slamodel",
        max_request_body_size=settings.upload + settings.upload // 2,
        channel_timeout=30,
        clear_untrusted_proxy_headers=True,
    )
    server.channel_class = _Channel
    try:
        ready(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        server.run()
    finally:
        server.close()
        app.extensions["desk"].store.close()


def log_by_line() -> None:
    """Warnings and worse on standard error, each on one line."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a browser asks for several files at once


def _application(settings: Settings) -> Flask:
    try:
        return create_app(settings)
    except CannotRead as error:
        raise CannotServe(str(error)) from error
    except (CannotKeep, ForeignDatabase, NewerDatabase) as error:
        raise CannotServe(f"{settings.database}: {error}; nothing was changed") from error


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise CannotServe(f"port {port} cannot be used: {error.strerror}; try --port 0") from error
