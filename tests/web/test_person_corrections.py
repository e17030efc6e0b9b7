"""Saying who somebody is, over the API and in the web view without JavaScript."""

import re

import pytest

from tests.web.browser import Browser


@pytest.fixture
def reader(app, library) -> Browser:
    return Browser(app, library.access.new_sign_in())


def names(article):
    return [card["person"]["name"] for card in article["people"]]


def test_a_correction_is_made_listed_taken_back_and_brought_back(api, page):
    there = f"/api/pages/{page['id']}/people/corrections"
    reply = api.post(there, json={"person": "q1", "says": "not_a_person"})
    assert reply.status_code == 201
    said = reply.json
    assert (said["name"], said["was"], said["says"]) == ("Adaeze Okonkwo", "q1", "not_a_person")
    article = api.get(f"/api/pages/{page['id']}").json
    assert names(article) == ["Bertil Lindqvist"]
    assert article["corrections"] == api.get(there).json["items"] == [said]
    assert api.get("/api/people/corrections").json["items"] == [said]
    path = f"/api/people/corrections/{said['id']}"
    back = api.patch(path, json={"deleted": True}, headers={"If-Match": "1"})
    assert back.json["deleted"]
    assert names(api.get(f"/api/pages/{page['id']}").json) == ["Adaeze Okonkwo", "Bertil Lindqvist"]
    assert api.patch(path, json={"deleted": False}, headers={"If-Match": "1"}).status_code == 412
    assert api.patch(path, json={"deleted": False}).json["deleted"] is None
    assert names(api.get(f"/api/pages/{page['id']}").json) == ["Bertil Lindqvist"]


def test_a_card_says_which_correction_made_it(api, page):
    there = f"/api/pages/{page['id']}/people/corrections"
    said = api.post(there, json={"person": "q1", "says": "is", "who": "Ada Okonkwo"}).json
    card = api.get(f"/api/pages/{page['id']}/people").json["items"][0]
    assert (card["person"]["name"], card["corrected"]) == ("Ada Okonkwo", said["id"])
    assert said["who"] == card["person"]


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"person": "q1", "says": "is"}, 422, "who: expected who it is"),
        ({"person": "q1", "says": "gone"}, 422, "says: "),
        ({"person": "q7", "says": "not_a_person"}, 404, "no person with id on this page, 'q7'"),
        ({"person": "q1", "says": "not_a_person", "why": "?"}, 422, "why: "),
    ],
)
def test_refusals_name_what_is_wrong(api, page, body, status, says):
    reply = api.post(f"/api/pages/{page['id']}/people/corrections", json=body)
    assert reply.status_code == status
    assert says in reply.json["error"]["message"]


def test_the_web_view_corrects_and_takes_back_without_javascript(reader, page):
    place = f"/articles/{page['id']}"
    done = reader.follow(reader.post(f"{place}/people", person="q1", says="not_a_person"))
    assert "“Adaeze Okonkwo”: not a person, you said." in done.text
    undo = re.search(r'action="(/people/corrections/[^"]+/take-back)"', done.text)[1]
    again = reader.follow(reader.post(undo))
    assert "What you said is taken back." in again.text
    assert "not a person, you said" not in again.text


def test_a_corrected_card_says_so(reader, page):
    place = f"/articles/{page['id']}"
    done = reader.follow(reader.post(f"{place}/people", person="q1", says="is", who="Ada Okonkwo"))
    assert "as you said" in done.text
    assert ">Ada Okonkwo</a>" in done.text


def test_a_form_that_says_nothing_known_is_refused_in_words(reader, page):
    reply = reader.post(f"/articles/{page['id']}/people", person="q1", says="gone")
    assert reply.status_code == 422
    assert "expected one of is, not_this_person, not_a_person" in reply.text
