"""The real server on a socket: what no browser sends, and what a slow or a rude one does."""

import socket
import struct
import time
from collections.abc import Iterator

import pytest

from tests.web.guarded import EXAMPLE
from tests.web.serving import Server, received, serving

pytestmark = pytest.mark.slow  # a server of its own, and clients that take their time

GIB = 1024 * 1024 * 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "model.yaml").write_bytes(EXAMPLE.read_bytes())
    with serving(folder / "model.yaml", log=folder / "log.txt") as found:
        yield found


@pytest.fixture(autouse=True)
def _alive(server):
    """Whatever a test did to it, the server answers the next one."""
    yield
    assert server.get("/m/model/").startswith(b"HTTP/1.1 200 ")
    assert server.process.poll() is None


def status(answer: bytes) -> int:
    assert answer.startswith(b"HTTP/1."), answer
    return int(answer.split(b" ", 2)[1])


CHUNKED = b"Transfer-Encoding: chunked\r\n"
SMUGGLED = b"0\r\n\r\nGET /smuggled HTTP/1.1\r\n"


@pytest.mark.parametrize(
    ("line", "headers", "body", "expected"),
    [
        pytest.param(b"GET /", b"", b"", 302, id="an honest request"),
        pytest.param(b"GET /", b"Host: evil.example\r\n", b"", 400, id="a second host"),
        pytest.param(b"TRACE /", b"", b"", 405, id="TRACE"),
        pytest.param(b"CONNECT evil.example:443", b"", b"", 404, id="CONNECT"),
        pytest.param(b"NONSENSE /", b"", b"", 405, id="a method that there is not"),
        pytest.param(b"POST /", b"Content-Length: 4\r\n" + CHUNKED, SMUGGLED, 400, id="a length, and chunks"),
        pytest.param(b"POST /", CHUNKED + b"Content-Length: 4\r\n", SMUGGLED, 400, id="chunks, and a length"),
        pytest.param(b"POST /", CHUNKED * 2, b"0\r\n\r\n", 405, id="chunks twice"),
        pytest.param(b"POST /", b"Transfer-Encoding: xchunked\r\n", SMUGGLED, 501, id="chunks of another kind"),
        pytest.param(b"POST /", CHUNKED, b"zz\r\n\r\n", 400, id="chunks without a length"),
        pytest.param(b"POST /", b"Content-Length: 4\r\nContent-Length: 5\r\n", b"abcde", 400, id="two lengths"),
        pytest.param(b"POST /", b"Content-Length: -4\r\n", b"abcde", 400, id="a negative length"),
        pytest.param(b"POST /", b"Content-Length: +4\r\n", b"abcde", 400, id="a length with a sign"),
        pytest.param(b"POST /", b"Content-Length: %d\r\n" % GIB, b"", 413, id="a length of 1 GB"),
        pytest.param(b"POST /", b"Content-Length: %s\r\n" % (b"9" * 99), b"", 413, id="a length beyond all"),
        pytest.param(
            b"POST /", b"Expect: 100-continue\r\nContent-Length: %d\r\n" % GIB, b"", 413, id="permission to send 1 GB"
        ),
        pytest.param(b"GET /", b"X: " + b"x" * 300_000 + b"\r\n", b"", 431, id="endless headers"),
        pytest.param(b"GET /?" + b"x" * 300_000, b"", b"", 431, id="an endless address"),
        pytest.param(b"GET /", b"X : y\r\n", b"", 400, id="a blank before the colon"),
        pytest.param(b"GET /", b"X: a\nY: b\r\n", b"", 400, id="half a line end"),
        pytest.param(b"GET /static/../settings.py", b"", b"", 404, id="a way out of the folder"),
        pytest.param(b"GET /static/%2e%2e/settings.py", b"", b"", 404, id="a way out of the folder, hidden"),
        pytest.param(b"GET /static/..%5csettings.py", b"", b"", 404, id="a way out of the folder on Windows"),
        pytest.param(b"GET /static/%2fetc/passwd", b"", b"", 308, id="an absolute path"),
    ],
)
def test_the_server_answers_and_lives(server, line, headers, body, expected):
    stays_open = b"" if body else b"Connection: close\r\n"
    answer = server.send(line + b" HTTP/1.1\r\n" + server.host + stays_open + headers + b"\r\n" + body)
    assert status(answer) == expected
    assert answer.count(b"HTTP/1.") == 1  # what was hidden in a body is no request
    assert b"Traceback" not in answer


@pytest.mark.parametrize(
    "data",
    [
        b"\x16\x03\x01\x02\x00\x01\x00garbage\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9.9\r\n\r\n",
        b"get / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: \xff\x01\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.0\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_what_is_no_request_to_us_is_refused(server, data):
    assert status(server.send(data)) == 400


def test_headers_that_a_proxy_would_set_are_not_believed(server):
    spoofed = b"X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\nX-Forwarded-Proto: https\r\n"
    answer = server.send(b"GET / HTTP/1.1\r\n" + server.host + spoofed + b"\r\n")
    assert status(answer) == 302
    assert b"evil.example" not in answer


def test_who_may_go_on_is_told_so(server):
    headers = b"Expect: 100-continue\r\nContent-Length: 4\r\nConnection: close\r\n"
    with server.connect() as connection:
        connection.sendall(b"POST / HTTP/1.1\r\n" + server.host + headers + b"\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
        connection.sendall(b"abcd")
        assert status(received(connection)) == 405


def test_slow_requests_keep_nobody_waiting(server):
    slow = [server.connect() for _ in range(20)]  # many more than there are threads
    for connection in slow[:10]:
        connection.sendall(b"POST /m/model/text HTTP/1.1\r\n" + server.host + b"Content-Length: 1000\r\n\r\nseen=")
    for connection in slow[10:]:
        connection.sendall(b"GET / HTTP/1.1\r\nHo")
    for _ in range(3):
        assert status(server.get("/m/model/")) == 200
        for connection in slow:
            connection.sendall(b"x")
    for connection in slow:
        connection.close()


def test_who_leaves_before_the_answer_ends_nothing(server):
    """A connection that is reset while the server writes to it: SIGPIPE would end the process."""
    request = b"GET /m/model/text HTTP/1.1\r\n" + server.host + b"\r\n"
    for _ in range(20):
        connection = server.connect()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(request * 5)
        time.sleep(0.005)
        connection.close()
    assert server.process.poll() is None


def test_the_server_tells_nothing_of_its_versions(server):
    answer = server.get("/m/model/")
    assert b"Server: slamodel\r\n" in answer
    assert b"waitress" not in answer.lower()


def test_nobody_else_on_the_network_reaches_it(server):
    for name in socket.gethostbyname_ex(socket.gethostname())[2]:
        if not name.startswith("127."):
            with pytest.raises(OSError, match=r".+"), socket.create_connection((name, server.port), timeout=1):
                pass


def test_what_happened_is_in_the_log_line_by_line(server):
    assert "Traceback" not in server.said()
    assert all(line.isprintable() for line in server.said().splitlines())
