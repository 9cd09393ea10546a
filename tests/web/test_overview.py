"""The first page says the verdict in a sentence, and leads on from every number."""

import pytest

from tests.web.reading import AS_OF, CREDIT_CHECK, EXAMPLES, addresses, client_of, many, words, written


@pytest.fixture(scope="module")
def client():
    return client_of(CREDIT_CHECK)


def test_the_verdict_is_one_sentence_before_everything_else(client):
    page = words(client.get(f"/m/model/?{AS_OF}").text)
    assert "3 of 7 promises to customers are not supported." in page
    assert page.index("3 of 7 promises") < page.index("Promises to customers, the worst first")


def test_every_standing_is_counted_and_leads_to_its_promises(client):
    page = client.get(f"/m/model/?{AS_OF}").text
    counted = {}
    for address in addresses(page, "/m/model/promises?status="):
        listed = words(client.get(address).text)
        counted[address.split("status=")[1].split("&")[0]] = listed
    assert set(counted) == {"gap", "unknown", "at_risk", "supported", "given"}
    assert "5 promises (of 37 in the model)." in counted["gap"]
    assert "21 promises (of 37 in the model)." in counted["given"]


def test_the_worst_promises_come_with_what_is_missing_in_percent_and_in_time(client):
    page = words(client.get(f"/m/model/?{AS_OF}").text)
    assert "99.5 % 3 h 36 min a month" in page
    assert "4 h 19 min 12 s missing 0.6 percentage points" in page


def test_whom_to_ask_leads_to_the_party_and_to_the_promise_it_helps(client):
    page = client.get(f"/m/model/?{AS_OF}").text
    assert f"/m/model/party?id=hosting-one&{AS_OF}" in addresses(page, "/m/model/party")
    assert any("quick-score" in address for address in addresses(page, "/m/model/promise?"))


def test_contracts_to_renew_are_a_list_of_their_own_and_stand_with_their_party_too(client):
    page = words(client.get(f"/m/model/?{AS_OF}").text)
    renewal = "Renew uc-bureau-two with Bureau Two Ltd before 31 March 2027"
    assert page.index("To renew") < page.index(renewal)
    assert renewal in words(client.get(f"/m/model/party?id=bureau-two&{AS_OF}").text)


@pytest.mark.parametrize(("count", "shown"), [(1, "Both promises"), (2, "All 4 promises")])
def test_the_link_to_every_promise_counts_as_people_do(tmp_path, count, shown):
    assert f" {shown} " in words(written(tmp_path, many(count)).get("/m/model/").text)


def test_the_day_goes_along_with_every_link(client):
    page = client.get(f"/m/model/?{AS_OF}").text
    inner = [address for address in addresses(page, "/m/model/") if "#" not in address]
    assert len(inner) > 20
    assert [address for address in inner if AS_OF not in address] == []


def test_another_day_is_told_above_every_page_with_the_way_back_to_today(client):
    for page in ("", "promises?status=gap&", "gaps?", "history?"):
        there = client.get(f"/m/model/{page or '?'}{AS_OF}&assume=draft&_external=1").text
        assert "As of 1 November 2026, counting draft agreements as agreed" in words(there)
        (back,) = [address for address in addresses(there, "?") if "as_of" not in address][:1]
        assert "assume" not in back
        assert ("status=gap" in back) == ("status=gap" in page)
    assert "Back to today" not in client.get("/m/model/").text


def test_every_page_says_on_paper_what_it_shows_and_of_which_day(client):
    for page in ("", "promises", "parties", "gaps", "history", "diagram"):
        paper = words(client.get(f"/m/model/{page}?{AS_OF}").text.split('<p class="paper">')[1].split("</p>")[0])
        assert paper.startswith("Online credit checks · revision 1 of ")
        assert "as of 1 November 2026 · printed on" in paper


def test_what_counts_as_agreed_changes_the_verdict(client):
    agreed = client.get(f"/m/model/?{AS_OF}").text
    with_requests = client.get(f"/m/model/?{AS_OF}&assume=requested").text
    assert '<option value="" selected>' in agreed
    assert '<option value="requested" selected>' in with_requests


def test_a_model_without_promises_says_how_to_go_on(tmp_path):
    page = written(tmp_path, "slamodel: 1\ntitle: Empty\n").get("/m/model/").text
    assert "Nothing is promised in this model yet." in words(page)
    assert addresses(page, "/m/model/text")


def test_a_model_that_holds_shows_what_is_to_spare():
    page = words(client_of(EXAMPLES / "broken" / "A101.near.yaml").get(f"/m/model/?{AS_OF}").text)
    assert "is supported" in page or "are supported" in page
    assert "to spare" in page or "just enough" in page


def test_names_stay_names_whatever_they_are(tmp_path):
    text = CREDIT_CHECK.read_text(encoding="utf-8").replace("Dealer portal", "<script>alert(1)</script>")
    page = written(tmp_path, text).get(f"/m/model/?{AS_OF}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
