"""Settings in; the application served on loopback, by a production server, until it is interrupted."""

import logging
import socket
from collections.abc import Callable

from waitress.server import create_server

from . import create_app
from .settings import Settings

THREADS = 4
_MIB = 1024 * 1024


def serve(settings: Settings, port: int, ready: Callable[[str], None]) -> None:
    """Serve on 127.0.0.1; `ready` is told the address once it answers. Port 0 takes a free one; raises OSError."""
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    app = create_app(settings)
    listening = socket.create_server(("127.0.0.1", port))
    server = create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident="slamodel",
        max_request_body_size=settings.upload + settings.upload // 2,
        channel_timeout=30,
        clear_untrusted_proxy_headers=True,
    )
    try:
        ready(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        server.run()
    finally:
        server.close()
        app.extensions["desk"].store.close()
