"""The report comes with the bytes that the command writes, and can do nothing in a browser."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from slamodel_web import Settings, create_app
from slamodel_web.drawings import Busy

from slamodel import cli
from slamodel.diagram import RenderFault
from tests.web.reading import AS_OF, CREDIT_CHECK, client_of, words


@pytest.mark.parametrize("kind", ["html", "md", "json"])
def test_the_report_is_the_one_that_the_command_writes_beside_the_model(tmp_path, monkeypatch, kind):
    monkeypatch.chdir(tmp_path)
    model = tmp_path / "model.yaml"
    shutil.copy(CREDIT_CHECK, model)
    out = tmp_path / f"report.{kind}"
    done = CliRunner().invoke(cli.slamodel, ["report", model.name, "-o", str(out), "--as-of", "2026-11-01"])
    assert done.exit_code == 0, done.output
    assert client_of(Path(model.name)).get(f"/m/model/report.{kind}?{AS_OF}").data == out.read_bytes()


@pytest.mark.parametrize("kind", ["html", "md", "json"])
def test_it_is_a_file_unless_somebody_wants_to_look_at_it(kind):
    client = client_of(CREDIT_CHECK)
    taken = client.get(f"/m/model/report.{kind}?{AS_OF}")
    shown = client.get(f"/m/model/report.{kind}?{AS_OF}&view=1")
    assert taken.headers["Content-Disposition"] == f"attachment; filename=model-report.{kind}"
    assert shown.headers["Content-Disposition"] == f"inline; filename=model-report.{kind}"
    assert taken.headers["X-Content-Type-Options"] == "nosniff"


def test_it_runs_nothing_and_reaches_nothing():
    policy = client_of(CREDIT_CHECK).get("/m/model/report.html").headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def test_no_other_kind_is_served():
    assert client_of(CREDIT_CHECK).get("/m/model/report.docx").status_code == 404


@pytest.mark.parametrize(
    ("fault", "said"),
    [(RenderFault("slow", "it took too long"), "it took too long"), (Busy(), "The diagram is left out")],
)
def test_a_report_whose_diagram_cannot_be_drawn_says_so(fault, said):
    class Broken:
        def svg(self, *_: object) -> str:
            raise fault

    app = create_app(Settings(model=CREDIT_CHECK))
    app.extensions["drawings"] = Broken()
    page = app.test_client().get("/m/model/report.html").text
    assert "<svg" not in page.split('id="diagram"')[1]
    assert said in words(page)
