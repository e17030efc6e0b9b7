"""The Hypothesis API on its reader: profile, preferences, and the one group."""

import pytest

from tests.web.protocols.hypothesis_client import USER, Client


@pytest.fixture
def client(api) -> Client:
    return Client(api)


def test_what_a_reader_switches_off_in_a_client_stays_off_and_is_nobody_elses_to_switch(client, stranger):
    assert client.ask("GET", "profile").json["preferences"] == {}
    for name in ("show_sidebar_tutorial", "show_youtube_gdpr_banner"):
        asked = {"preferences": {name: False}, "userid": "acct:x@y"}
        told = client.ask("PATCH", "profile", json=asked).json
    both = {"show_sidebar_tutorial": False, "show_youtube_gdpr_banner": False}
    assert told == client.ask("GET", "profile").json
    assert (told["preferences"], told["userid"]) == (both, USER)
    visitor = Client(stranger)
    assert visitor.ask("PATCH", "profile", json={"preferences": {"x": True}}).status_code == 401
    assert visitor.ask("GET", "profile").json["preferences"] == {}


@pytest.mark.parametrize(
    "asked",
    [
        {"preferences": []},
        {"preferences": {"x": "on"}},
        {"preferences": {"x" * 101: True}},
        {"preferences": {f"x{n}": True for n in range(101)}},
    ],
)
def test_preferences_that_are_no_switches_are_refused(client, asked):
    reply = client.ask("PATCH", "profile", json=asked)
    assert (reply.status_code, reply.json["reason"].partition(":")[0]) == (422, "preferences")
    assert client.ask("GET", "profile").json["preferences"] == {}


def test_the_group_has_one_member_who_can_not_leave_it(client):
    (member,) = client.ask("GET", "groups/__world__/members").json
    assert (member["userid"], member["username"], member["authority"]) == (USER, "reader", "postil")
    asked = {"page[number]": 1, "page[size]": 100}
    page = client.ask("GET", "groups/__world__/members", query_string=asked).json
    assert page == {"meta": {"page": {"total": 1}}, "data": [member]}
    reply = client.ask("DELETE", "groups/__world__/members/me")
    assert (reply.status_code, reply.json["status"]) == (409, "failure")
    for path in ("groups/other/members/me", "groups/__world__/members/acct:x@y"):
        assert client.ask("DELETE", path).status_code == 404
    assert client.ask("GET", "groups/other/members").status_code == 404
