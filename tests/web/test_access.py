"""Who gets in: tokens, hosts, origins, the cookie, and what each of them does not open."""

import pytest
from flask.testing import FlaskClient

APP = "http://app.example"
EXTENSION = "chrome-extension://abcdefghijklmnop"
HERE = "http://127.0.0.1:8377"


def paths(app):
    """Every route of the API, its variables filled in, with a method it takes."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api") and rule.endpoint != "api.pairings.ask":
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                yield method, rule.rule.replace("<", "").replace(">", "")


def test_without_a_token_no_route_of_the_api_answers(app, stranger):
    for method, path in paths(app):
        reply = stranger.ask(method, path)
        assert reply.status_code == 401, path
        assert reply.json["error"]["code"] == "not_signed_in"
        assert "postil token" in reply.json["error"]["message"]
        assert reply.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer ", "Bearer é", "Basic eDp5", "x", ""])
def test_a_wrong_token_opens_nothing(stranger, header):
    reply = stranger.get("/api/pages", headers={"Authorization": header})
    assert reply.status_code == 401
    assert "token" in reply.json["error"]["message"]


@pytest.mark.parametrize("headers", [{}, {"Origin": EXTENSION}])
def test_health_is_open_to_all_and_tells_the_version(stranger, headers):
    reply = stranger.get("/health", headers=headers)
    assert reply.status_code == 200
    assert reply.json["name"] == "postil"
    assert reply.json["version"]


def test_an_unknown_address_is_said_to_be_one(api, stranger):
    assert stranger.get("/api/nothing").status_code == 401
    reply = api.get("/api/nothing")
    assert reply.status_code == 404
    assert reply.json["error"]["code"] == "not_found"
    wrong_method = api.ask("PUT", "/api/pages")
    assert wrong_method.status_code == 405
    assert wrong_method.json["error"]["code"] == "method_not_allowed"
    assert "POST" in wrong_method.headers["Allow"]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8377", "127.0.0.1:80", "localhost", "127.0.0.1.evil.example:8377", ""],
)
def test_another_host_name_is_refused(api, host):
    reply = api.get("/api/pages", headers={"Host": host})
    assert reply.status_code == 403
    assert "POSTIL_ALLOWED_HOSTS" in reply.json["error"]["message"]


@pytest.mark.parametrize("host", ["127.0.0.1:8377", "localhost:8377", "[::1]:8377", "LOCALHOST:8377"])
def test_the_loopback_names_are_answered(api, host):
    assert api.get("/api/pages", headers={"Host": host}).status_code == 200


def test_an_origin_that_was_allowed_may_read_answers(api):
    reply = api.get("/api/pages", headers={"Origin": APP})
    assert reply.headers["Access-Control-Allow-Origin"] == APP
    assert "Access-Control-Allow-Credentials" not in reply.headers
    assert "Origin" in reply.headers["Vary"]
    assert "ETag" in reply.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://app.example.evil.example",
        "http://evil-app.example",
        "https://app.example",
        "http://appxexample",
        "http://127.0.0.1:9999",
        EXTENSION,
    ],
)
def test_any_other_origin_is_refused_and_told_nothing(api, origin):
    for reply in (
        api.get("/api/pages", headers={"Origin": origin}),
        api.ask("OPTIONS", "/api/pages", headers={"Origin": origin, "Access-Control-Request-Method": "GET"}),
    ):
        assert reply.status_code == 403
        assert "Access-Control-Allow-Origin" not in reply.headers


def test_a_preflight_needs_no_token_and_names_what_may_be_sent(stranger):
    reply = stranger.ask(
        "OPTIONS",
        "/api/annotations/1",
        headers={
            "Origin": APP,
            "Access-Control-Request-Method": "PATCH",
            "Access-Control-Request-Headers": "authorization, if-match",
        },
    )
    assert reply.status_code == 200
    assert reply.headers["Access-Control-Allow-Origin"] == APP
    assert "PATCH" in reply.headers["Access-Control-Allow-Methods"]
    assert "authorization" in reply.headers["Access-Control-Allow-Headers"].lower()
    assert reply.data == b""


def test_a_paired_extension_has_a_token_that_works_from_its_origin_alone(stranger, library):
    asked = {"code": library.pairings.new_code(), "name": "Postil for Chromium", "version": "0.1.0"}
    made = stranger.post("/api/pairings", json=asked, headers={"Origin": EXTENSION})
    assert made.status_code == 201
    key = {"Authorization": f"Bearer {made.json['token']}"}

    waiting = stranger.get("/api/pages", headers=key | {"Origin": EXTENSION})
    assert (waiting.status_code, waiting.json["error"]["code"]) == (401, "not_confirmed")

    (request,) = library.pairings.waiting()
    library.pairings.confirm(request.id)
    answered = stranger.get("/api/pages", headers=key | {"Origin": EXTENSION})
    assert answered.status_code == 200
    assert answered.headers["Access-Control-Allow-Origin"] == EXTENSION
    assert stranger.get("/api/pages", headers=key).status_code == 200

    elsewhere = stranger.get("/api/pages", headers=key | {"Origin": APP})
    assert elsewhere.status_code == 403
    assert EXTENSION in elsewhere.json["error"]["message"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_only_an_extension_can_ask_to_be_paired(stranger, library, origin):
    asked = {"code": library.pairings.new_code(), "name": "x", "version": "1"}
    headers = {"Origin": origin} if origin else {}
    reply = stranger.post("/api/pairings", json=asked, headers=headers)
    assert reply.status_code in (403, 422)
    assert library.pairings.waiting() == ()


def test_a_used_pairing_code_is_refused(stranger, library):
    asked = {"code": library.pairings.new_code(), "name": "x", "version": "1"}
    stranger.post("/api/pairings", json=asked, headers={"Origin": EXTENSION})
    again = stranger.post("/api/pairings", json=asked, headers={"Origin": EXTENSION})
    assert again.status_code == 401
    assert "press Connect" in again.json["error"]["message"]


def test_named_tokens_are_made_listed_and_revoked(api, stranger):
    made = api.post("/api/tokens", json={"name": "backup"})
    assert made.status_code == 201
    key = {"Authorization": f"Bearer {made.json['token']}"}
    assert stranger.get("/api/pages", headers=key).status_code == 200
    listed = api.get("/api/tokens").json["items"]
    assert [(token["name"], token["origin"]) for token in listed] == [("backup", None)]
    assert made.json["token"] not in api.get("/api/tokens").text
    assert api.post("/api/tokens", json={"name": "backup"}).status_code == 409
    assert api.delete("/api/tokens/backup").status_code == 204
    assert stranger.get("/api/pages", headers=key).status_code == 401
    assert api.delete("/api/tokens/backup").status_code == 404


def test_every_answer_is_kept_from_being_framed_sniffed_and_stored(api, stranger):
    for reply in (api.get("/api/pages"), stranger.get("/api/pages"), stranger.get("/sign-in")):
        assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
        assert "unsafe" not in reply.headers["Content-Security-Policy"]
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_what_goes_wrong_inside_is_not_told_to_the_caller(api, library, monkeypatch, caplog):
    def fall(*args, **rest):
        raise RuntimeError("the secret word is swordfish")

    monkeypatch.setattr(library.pages, "list", fall)
    reply = api.get("/api/pages")
    assert reply.status_code == 500
    assert reply.json["error"]["code"] == "error"
    assert "swordfish" not in reply.text
    assert "swordfish" in caplog.text


@pytest.fixture
def link(api):
    """A sign-in link, as the command line gets it, without the server's address."""
    url = api.post("/api/sign-in-links").json["url"]
    assert url.startswith(HERE + "/sign-in?code=")
    return url.removeprefix(HERE)


@pytest.fixture
def browser(app) -> FlaskClient:
    return app.test_client()


def sign_in(browser, link, origin=HERE):
    code = link.partition("code=")[2]
    return browser.post("/sign-in", base_url=HERE, data={"code": code}, headers={"Origin": origin})


def test_looking_at_a_sign_in_link_does_not_use_it_up(browser, link):
    for _ in range(2):
        shown = browser.get(link, base_url=HERE)
        assert shown.status_code == 200
        assert "<button" in shown.text
        assert "Set-Cookie" not in shown.headers
    assert sign_in(browser, link).status_code == 303


def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_do_not_get(browser, link):
    cookie = sign_in(browser, link).headers["Set-Cookie"]
    assert cookie.startswith("postil_session_8377=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert browser.get("/", base_url=HERE).status_code == 200


def test_a_sign_in_link_works_once_and_then_says_what_to_do(browser, link, app):
    sign_in(browser, link)
    again = sign_in(app.test_client(), link)
    assert again.status_code == 401
    assert "postil open" in again.text


def test_another_site_cannot_sign_a_browser_in(browser, link):
    assert sign_in(browser, link, origin="https://evil.example").status_code == 403
    assert sign_in(browser, link, origin="null").status_code == 403


def test_the_cookie_does_not_open_the_api(browser, link, app):
    sign_in(browser, link)
    for method, path in paths(app):
        if path not in ("/api/docs", "/api/openapi.json"):
            assert browser.open(path, method=method, base_url=HERE).status_code == 401, path
    for path in ("/annotations/", "/hypothesis/api/annotations/x"):
        assert browser.get(path, base_url=HERE).status_code == 401
    assert browser.get("/hypothesis/api/profile", base_url=HERE).json["userid"] is None
    assert browser.get("/api/docs", base_url=HERE).status_code == 200
    assert browser.get("/api/openapi.json", base_url=HERE).status_code == 200


def test_without_a_session_the_web_view_says_how_to_sign_in(browser):
    reply = browser.get("/", base_url=HERE, headers={"Accept": "text/html,*/*"})
    assert reply.status_code == 401
    assert "postil open" in reply.text
    assert "python3 scripts/run.py" in reply.text
