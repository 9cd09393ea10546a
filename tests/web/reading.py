"""A model file or its text in; a client of an application that serves it out, and the text of pages without markup."""

import re
from html import unescape
from pathlib import Path

from flask.testing import FlaskClient
from slamodel_web import Settings, create_app

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
CREDIT_CHECK = EXAMPLES / "05-credit-check" / "model.yaml"
AS_OF = "as_of=2026-11-01"


def client_of(model: Path) -> FlaskClient:
    """Whoever asks the application that serves this file."""
    client: FlaskClient = create_app(Settings(model=model)).test_client()
    return client


def written(folder: Path, text: str) -> FlaskClient:
    """The same for the text of a model."""
    path = folder / "model.yaml"
    path.write_text(text, encoding="utf-8")
    return client_of(path)


def words(html: str) -> str:
    """What somebody reads of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def addresses(html: str, start: str) -> list[str]:
    """Where the links of a page lead, as far as they begin like this."""
    found = [unescape(address) for address in re.findall(r'href="([^"]+)"', html)]
    return [address for address in found if address.startswith(start)]


def many(count: int) -> str:
    """A model with so many promises to a customer, each a gap."""
    parties = "parties: {it: {kind: department}, shop: {kind: customer}, host: {kind: supplier}}\n"
    services = "".join(
        f"  top-{n:03}: {{provider: it, needs: [base-{n:03}]}}\n  base-{n:03}: {{provider: host}}\n"
        for n in range(count)
    )
    agreements = "".join(
        f"  sla-{n:03}: {{kind: SLA, provider: it, customers: [shop], services: [top-{n:03}], targets: [{{metric: "
        f"availability, at_least: 99.9 %, window: month}}]}}\n"
        f"  uc-{n:03}: {{kind: UC, provider: host, customers: [it], services: [base-{n:03}], targets: [{{metric: "
        f"availability, at_least: 99 %, window: month}}]}}\n"
        for n in range(count)
    )
    return f"slamodel: 1\ntitle: Many\n{parties}services:\n{services}agreements:\n{agreements}"
