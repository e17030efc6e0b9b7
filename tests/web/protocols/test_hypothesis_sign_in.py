"""Signing in as Hypothesis clients do."""

import re
from html import unescape

import pytest

from tests.web.conftest import APP, HERE, Caller

AUTHORIZE = {
    "client_id": "client",
    "origin": APP,
    "response_mode": "web_message",
    "response_type": "code",
    "state": "st<at>e",
}
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@pytest.fixture
def exchange(stranger):
    def exchanged(origin=APP, **form):
        headers = {"Origin": origin} if origin else {}
        return stranger.post("/hypothesis/api/token", data=form, headers=headers)

    return exchanged


def decide(browser, answer: str, *, sent_from: str = HERE, with_token: bool = True, **changes):
    """Press a button of the form that asks."""
    token = {"csrf": browser.form_token()} if with_token else {}
    return browser.client.post(
        "/connect/hypothesis",
        base_url=HERE,
        headers={"Origin": sent_from},
        data=AUTHORIZE | {"answer": answer} | token | changes,
    )


def code_from(browser) -> str:
    return re.search(r'data-code="([^"]+)"', decide(browser, "yes").text)[1]


def redeem(exchange, code, **changes):
    return exchange(**{"grant_type": "authorization_code", "code": code, "client_id": "client"} | changes)


def test_a_yes_in_the_web_view_becomes_a_named_key_for_that_origin(app, browser, exchange, library):
    asked = browser.client.get("/connect/hypothesis", base_url=HERE, query_string=AUTHORIZE)
    assert APP in asked.text
    assert asked.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert library.access.tokens() == []
    reply = redeem(exchange, code_from(browser))
    assert reply.json["token_type"] == "Bearer"
    key = Caller(app, reply.json["access_token"])
    profile = key.get("/hypothesis/api/profile", headers={"Origin": APP})
    assert profile.json["userid"] == "acct:reader@postil"
    assert profile.headers["Access-Control-Allow-Origin"] == APP
    assert key.get("/hypothesis/api/profile", headers={"Origin": HERE}).status_code == 403
    assert [(token.name, token.origin) for token in library.access.tokens()] == [
        ("Hypothesis at app.example", APP)
    ]
    redeem(exchange, code_from(browser))
    assert library.access.tokens()[0].name == "Hypothesis at app.example 2"


def test_the_window_hands_over_the_code_with_what_the_client_said(browser):
    page = decide(browser, "yes")
    assert unescape(re.search(r'data-state="([^"]*)"', page.text)[1]) == AUTHORIZE["state"]
    refused = decide(browser, "no")
    assert "data-code" not in refused.text
    assert "No key was given." in refused.text


@pytest.mark.parametrize("origin", ["http://other.example", "", "null"])
def test_an_origin_that_may_not_call_gets_no_key(browser, origin):
    assert (
        browser.client.get(
            "/connect/hypothesis", base_url=HERE, query_string=AUTHORIZE | {"origin": origin}
        ).status_code
        == 403
    )
    assert decide(browser, "yes", origin=origin).status_code == 403


def test_nobody_who_is_not_signed_in_and_no_other_site_can_say_yes(app, browser, stranger):
    assert stranger.get("/connect/hypothesis", query_string=AUTHORIZE).status_code == 401
    assert decide(browser, "yes", with_token=False).status_code == 403
    assert decide(browser, "yes", sent_from=APP).status_code == 403


def test_a_code_works_once_and_for_a_minute_and_for_whom_it_was_given_to(browser, exchange, clock):
    code = code_from(browser)
    assert redeem(exchange, code).status_code == 200
    assert redeem(exchange, code).json["error"] == "invalid_grant"
    old = code_from(browser)
    clock.pass_by(minutes=1)
    assert redeem(exchange, old).status_code == 400
    assert redeem(exchange, code_from(browser), client_id="other").status_code == 400
    assert redeem(exchange, code_from(browser), origin=HERE).status_code == 400


@pytest.mark.parametrize(("kind", "field"), [(GRANT, "assertion"), ("refresh_token", "refresh_token")])
def test_a_key_that_the_page_was_given_is_a_key_while_it_is_valid(exchange, library, kind, field):
    token = library.access.create_token("my site")
    assert exchange(grant_type=kind, **{field: token}).json["access_token"] == token
    library.access.revoke_token("my site")
    reply = exchange(grant_type=kind, **{field: token})
    assert (reply.status_code, reply.json["error"]) == (400, "invalid_grant")


def test_another_way_to_sign_in_is_refused_by_name(exchange):
    reply = exchange(grant_type="password")
    assert (reply.status_code, reply.json["error"]) == (400, "invalid_request")
    assert "password" in reply.json["reason"]


def test_logging_out_ends_the_key_that_was_made_for_it_and_no_other(
    app, browser, stranger, exchange, library
):
    key = redeem(exchange, code_from(browser)).json["access_token"]
    own = library.access.create_token("script")
    for token in (key, own, "nonsense"):
        reply = stranger.post("/hypothesis/api/oauth/revoke", data={"token": token}, headers={"Origin": APP})
        assert reply.status_code == 200
    assert Caller(app, key).get("/hypothesis/api/profile").status_code == 401
    assert [token.name for token in library.access.tokens()] == ["script"]
