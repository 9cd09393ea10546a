"""`slamodel serve` as it is typed: what it says, how it ends, and what cannot be served."""

import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from slamodel_web import Settings, create_app
from slamodel_web.store import Store

from slamodel.cli import main
from slamodel.cli.serve import _usual_place
from tests.web.guarded import EXAMPLE
from tests.web.serving import PATIENCE, serving


@pytest.fixture
def refused(capsys, monkeypatch) -> Callable[..., str]:
    """What the command says that will not serve; it ends by itself, with the exit code of a wrong call or file."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr("slamodel_web.server.log_by_line", lambda: None)

    def run(*words: str | Path) -> str:
        monkeypatch.setattr(sys, "argv", ["slamodel", "serve", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        assert (end.value.code, said.out, "Traceback" in said.err) == (2, "", False), said
        return str(said.err)

    return run


@pytest.fixture
def model(tmp_path) -> Path:
    to = tmp_path / "model.yaml"
    to.write_bytes(EXAMPLE.read_bytes())
    return Path(to)


@pytest.mark.parametrize("port", ["-1", "65536", "http", "99999999999", "8765.5", ""])
def test_a_port_that_is_none_is_refused(refused, port):
    assert "'--port'" in refused("--port", port)


def test_a_port_that_is_taken_is_refused_with_a_way_out(refused, model):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"port {port} cannot be used" in (said := refused(model, "--port", port))
        assert "--port 0" in said


def test_a_model_that_does_not_exist_is_refused(refused, tmp_path):
    assert "does not exist" in refused(tmp_path / "nothing.yaml")


def test_a_model_goes_without_a_database(refused, model, tmp_path):
    assert "--data is for workspaces" in refused(model, "--data", tmp_path / "x.db")
    assert not (tmp_path / "x.db").exists()


def test_a_folder_without_a_model_is_refused(refused, tmp_path):
    assert "no model file lies in" in refused(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_no_model(refused, tmp_path):
    import os

    os.mkfifo(tmp_path / "model.yaml")
    assert "is no regular file" in refused(tmp_path / "model.yaml")
    assert "is no regular file" in refused(tmp_path)
    assert "is no regular file" in refused("/dev/zero")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows needs a right to make links")
def test_a_link_that_leads_out_of_a_folder_is_refused(refused, tmp_path, model):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "model.yaml").symlink_to(model)
    assert "leads out of the folder" in refused(folder)


def test_a_database_that_is_none_is_refused_and_left_alone(refused, tmp_path):
    data = tmp_path / "letter.txt"
    data.write_text("Dear customer, " * 100, encoding="utf-8")
    before = data.read_bytes()
    assert f"{data}: the database says: file is not a database; nothing was changed" in refused("--data", data)
    assert data.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_alone(refused, tmp_path):
    data = tmp_path / "photos.db"
    connection = sqlite3.connect(data)
    connection.execute("CREATE TABLE photos (name TEXT)")
    connection.close()
    assert "has tables of another program" in refused("--data", data)
    connection = sqlite3.connect(data)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("photos",)]
    connection.close()


def test_a_database_of_a_newer_release_is_refused_and_left_alone(refused, tmp_path):
    data = tmp_path / "workspaces.db"
    Store(data).close()
    connection = sqlite3.connect(data)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "has tables of a newer release (9999)" in refused("--data", data)


@pytest.mark.parametrize("inside", ["letter.txt/workspaces.db", "letter.txt/deeper/workspaces.db"])
def test_a_place_where_nothing_can_be_kept_is_refused(refused, tmp_path, inside):
    (tmp_path / "letter.txt").write_text("Dear customer,", encoding="utf-8")
    assert "cannot keep the workspaces: " in refused("--data", tmp_path / inside)


def test_a_folder_is_no_database(refused, tmp_path):
    assert "is a directory" in refused("--data", tmp_path)


@pytest.mark.slow
def test_a_faulty_model_opens_with_its_problems(tmp_path):
    (tmp_path / "model.yaml").write_text("slamodel: 1\nservices: {web: {provider: nobody}}\n", encoding="utf-8")
    with serving(tmp_path / "model.yaml", log=tmp_path / "log.txt") as server:
        answer = server.get("/m/model/")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"mistake" in answer


@pytest.mark.parametrize("text", ["", "---\n", "[" * 30_000, "\x00", "a: &a [*a]\n", "\ufeff", "a: !!python/none x"])
def test_a_text_that_is_no_model_opens_with_its_problems(tmp_path, text):
    (tmp_path / "model.yaml").write_text(text, encoding="utf-8")
    app = create_app(Settings(model=tmp_path / "model.yaml"))
    for page in ("", "problems", "text"):
        assert app.test_client().get(f"/m/model/{page}").status_code == 200, page
    app.extensions["desk"].store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("ending", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
@pytest.mark.slow
def test_the_server_ends_when_it_is_told_to(model, tmp_path, ending):
    with serving(model, log=tmp_path / "log.txt") as server:
        server.get("/")
        server.process.send_signal(ending)
        assert server.process.wait(PATIENCE) == 0
        assert server.said().splitlines()[1:] == ["ended"]
    assert model.read_bytes() == EXAMPLE.read_bytes()


@pytest.mark.slow
def test_two_servers_share_a_database(tmp_path):
    data = tmp_path / "folder with ? and # and %20" / "workspaces.db"
    with (
        serving("--data", data, log=tmp_path / "one.txt") as one,
        serving("--data", data, log=tmp_path / "other.txt") as other,
    ):
        for server in (one, other, one):
            assert server.get().startswith(b"HTTP/1.1 200 ")
        if sys.platform != "win32":  # contracts and prices lie in it
            assert {file.stat().st_mode & 0o777 for file in data.parent.iterdir()} == {0o600}
            assert data.parent.stat().st_mode & 0o777 == 0o700
    assert sorted(file.name for file in data.parent.iterdir()) == ["workspaces.db"]


def test_the_usual_place_is_a_folder_of_this_user(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    place = _usual_place()
    assert place.name == "workspaces.db"
    assert place.is_relative_to(tmp_path)


@pytest.mark.parametrize(
    ("missing", "code", "said"), [("flask", 2, "slamodel[web]"), ("slamodel_web.desk", 3, "report")]
)
def test_what_is_not_installed_is_named_and_what_is_broken_is_our_fault(missing, code, said):
    program = f"import sys; sys.modules[{missing!r}] = None; from slamodel.cli import main; main()"
    ended = subprocess.run([sys.executable, "-c", program, "serve"], capture_output=True, text=True, check=False)
    assert (ended.returncode, said in ended.stderr) == (code, True), ended.stderr
