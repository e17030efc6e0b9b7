"""Who gets into the web view, and what its forms ask for: keys, the extension's connection, sessions."""

import re

import pytest

from tests.web.browser import HERE, Browser

EXTENSION = "chrome-extension://abcdefghijklmnop"


def test_keys_are_listed_and_revoked(browser, library, stranger):
    token = library.access.create_token("backup <script>")
    page = browser.get("/settings").text
    assert "backup &lt;script&gt;" in page
    assert token not in page
    reply = browser.post("/settings/tokens/revoke", name="backup <script>")
    assert "opens nothing any more" in browser.follow(reply).text
    assert stranger.get("/api/pages", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_an_extension_is_connected_when_the_reader_says_yes(browser, stranger):
    shown = browser.post("/connect").text
    code = re.search(r'id="postil-pairing" data-code="([^"]+)"', shown)[1]
    asked = {"code": code, "name": "Postil for Chromium", "version": "0.1.0"}
    key = stranger.post("/api/pairings", json=asked, headers={"Origin": EXTENSION}).json["token"]
    bearer = {"Authorization": f"Bearer {key}", "Origin": EXTENSION}
    assert stranger.get("/api/pairings/self", headers=bearer).status_code == 401

    waiting = browser.get("/connect").text
    assert EXTENSION in waiting
    confirm = re.search(r'action="(/connect/\w+/confirm)"', waiting)[1]
    assert "Connected." in browser.follow(browser.post(confirm)).text
    assert stranger.get("/api/pairings/self", headers=bearer).json == {"name": "Postil for Chromium"}


def test_a_refused_extension_gets_nothing(browser, stranger, library):
    code = library.pairings.new_code()
    asked = {"code": code, "name": "Postil", "version": "1"}
    key = stranger.post("/api/pairings", json=asked, headers={"Origin": EXTENSION}).json["token"]
    refuse = re.search(r'action="(/connect/\w+/refuse)"', browser.get("/connect").text)[1]
    browser.post(refuse)
    reply = stranger.get("/api/pairings/self", headers={"Authorization": f"Bearer {key}"})
    assert (reply.status_code, reply.json["error"]["code"]) == (401, "not_signed_in")


def test_signing_out_ends_the_session_for_good(browser, app, library):
    cookie = browser.client.get_cookie("postil_session_8377", domain="127.0.0.1").value
    browser.post("/sign-out")
    thief = app.test_client()
    reply = thief.get("/", base_url=HERE, headers={"Cookie": f"postil_session_8377={cookie}"})
    assert reply.status_code == 401


def test_signing_out_everywhere_ends_the_other_browsers_sessions(browser, app, library):
    other = Browser(app, library.access.new_sign_in())
    assert other.get("/").status_code == 200
    browser.post("/sign-out-everywhere")
    assert other.get("/").status_code == 401


FORMS = [
    "/marks/{mark}",
    "/marks/{mark}/delete",
    "/marks/{mark}/restore",
    "/marks/{mark}/place",
    "/marks/{mark}/place-back",
    "/articles/{page}/marks",
    "/articles/{page}/people",
    "/articles/{page}/day",
    "/articles/{page}/delete",
    "/people/corrections/{correction}/take-back",
    "/articles/{page}/parts",
    "/articles/{page}/seen",
    "/corrections/{correction}",
    "/import",
    "/settings/tokens/revoke",
    "/connect",
    "/connect/hypothesis",
    "/sign-out",
    "/sign-out-everywhere",
]


def test_the_forms_named_here_are_all_there_are(app):
    views = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("views.")]
    posts = {rule.rule for rule in views if "POST" in rule.methods}
    named = {re.sub(r"{(\w+)}", r"<\1_id>", path) for path in FORMS}
    assert posts - named == {"/sign-in", "/connect/<request_id>/confirm", "/connect/<request_id>/refuse"}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    ("token", "origin"),
    [
        (None, HERE),
        ("0" * 64, HERE),
        ("é", HERE),
        ("", None),
        ("", "null"),
        ("", "https://evil.example"),
        ("", "http://app.example"),
    ],
)
def test_no_form_works_without_its_token_from_our_own_origin(browser, page, mark, path, token, origin):
    ids = {"mark": mark["id"], "page": page["id"], "correction": "any"}
    reply = browser.post(path.format(**ids), token=token, origin=origin)
    assert reply.status_code == 403
    assert browser.get(f"/marks/{mark['id']}").status_code == 200


def test_a_form_token_is_of_one_session(browser, app, library):
    other = Browser(app, library.access.new_sign_in())
    assert browser.form_token() != other.form_token()
    assert browser.post("/sign-out", token=other.form_token()).status_code == 403


def test_a_link_on_another_site_leads_to_the_page_after_all(app):
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    reply = app.test_client().get("/articles?words=a%20b", base_url=HERE, headers=headers)
    assert reply.status_code == 401
    assert '<meta http-equiv="refresh" content="0; url=/articles?words=a%20b">' in reply.text
    elsewhere = app.test_client().get(
        "/", base_url=HERE, headers=headers, environ_overrides={"PATH_INFO": "//evil.example/"}
    )
    assert 'url=/evil.example/">' in elsewhere.text
