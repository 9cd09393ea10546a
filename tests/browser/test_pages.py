"""Every reading page in a real browser: nothing to complain of for axe, the policy or the console; filters work."""

from pathlib import Path
from urllib.parse import quote

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
CREDIT_CHECK = EXAMPLES / "05-credit-check" / "model.yaml"
FEDERATION = EXAMPLES / "07-egi-federation"

PROMISES = (
    "sla-car-leasing/dealer-portal/availability",
    "sla-retail-bank/credit-check/resolution/P1",
    "sla-retail-bank/credit-check/notification",
    "uc-identity-one/identity-cloud/availability",
)
PAGES = (
    "",
    "promises",
    "promises?status=gap&q=check",
    "promises?q=nothing+like+it",
    "promises?agreement=sla-car-leasing",
    *(f"promise?id={quote(promise)}" for promise in PROMISES),
    "parties",
    "party?id=it",
    "party?id=retail-bank",
    "gaps",
    "gaps?severity=error&sort=missing",
    "gaps/rule/A101",
)


@pytest.mark.parametrize("width", [390, 1280])
def test_every_reading_page_can_be_read_by_everybody(server, page, axe_clean, width):
    start = server(CREDIT_CHECK)
    page.set_viewport_size({"width": width, "height": 900})
    for where in PAGES:
        page.goto(f"{start}m/model/{where}")
        axe_clean(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where


def test_a_model_in_several_files_reads_as_well(server, page, axe_clean):
    start = server(FEDERATION)
    for where in ("", "promises", "parties", "gaps"):
        page.goto(f"{start}m/model/{where}")
        axe_clean(page)


def test_a_list_is_filtered_while_somebody_types_and_the_address_follows(server, page):
    page.goto(f"{server(CREDIT_CHECK)}m/model/promises")
    page.get_by_label("Search").press_sequentially("dealer")
    page.get_by_text("1 promise (of 37 in the model).").wait_for()
    assert "q=dealer" in page.url
    assert page.get_by_role("link", name="Dealer portal: availability").is_visible()
    page.go_back()
    page.get_by_text("37 promises.").wait_for()


def test_a_number_of_the_verdict_leads_to_what_it_counts(server, page):
    page.goto(f"{server(CREDIT_CHECK)}m/model/")
    page.get_by_role("link", name="5 gaps", exact=True).click()
    page.get_by_text("5 promises (of 37 in the model).").wait_for()
    page.get_by_role("link", name="Dealer portal: availability").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Dealer portal: availability"
    page.get_by_role("link", name="Guaranteed").click()
    assert page.get_by_text("What remains if nobody breaks an agreement").is_visible()


def test_lists_are_filtered_without_scripts(server, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server(CREDIT_CHECK)}m/model/gaps")
    page.get_by_label("Kind of finding").select_option("A103")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_text("2 findings (of 13 in all).").is_visible()
    context.close()


def test_the_report_is_shown_with_its_look_and_its_diagram(server, page):
    page.goto(f"{server(CREDIT_CHECK)}m/model/")
    page.get_by_role("link", name="Read the report").click()
    page.get_by_role("heading", name="Who depends on whom").wait_for()
    assert page.locator(".drawing svg").count() == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.drawing')).borderRadius") == "8px"
