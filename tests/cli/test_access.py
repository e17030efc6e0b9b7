import json

import pytest
import requests


def test_the_library_has_one_token_of_its_own(run):
    first, second = run("token").out, run("token").out
    assert first == second
    assert len(first.strip()) == 64


def test_a_fixed_token_takes_its_place(run, monkeypatch):
    monkeypatch.setenv("POSTIL_TOKEN", "for-my-scripts")
    assert run("token").out == "for-my-scripts\n"


def test_tokens_are_made_listed_and_revoked(run):
    made = run("token", "new", "phone").out.strip()
    assert len(made) >= 40
    listed = run("token", "list").out
    assert listed.startswith("phone\t2")
    assert listed.endswith("\tany\n")
    assert made not in listed
    assert run("token", "revoke", "phone").code == 0
    assert run("token", "list").out == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["revoke", "nobody"], "no token with name 'nobody'"),
        (["revoke", "a/b"], "no token with name 'a/b'"),
        (["new", "library"], "name: expected"),
        (["new", " "], "name: expected"),
    ],
)
def test_a_token_that_can_not_be_made_or_found_is_said_in_a_sentence(run, arguments, says):
    outcome = run("token", *arguments)
    assert outcome.code == 1
    assert outcome.said.startswith(f"postil: {says}")


def test_without_a_server_open_says_how_to_start_one(run):
    outcome = run("open")
    assert outcome.code == 1
    assert outcome.said == (
        "postil: no server of this library is running: start it with `postil serve`, then ask again\n"
    )


def test_the_link_of_open_signs_a_browser_in_once(run, serve):
    server = serve()
    link = run("open").out.strip()
    assert link.startswith(server.address)
    with requests.Session() as browser:
        page = browser.get(link)
        assert page.status_code == 200
        assert "<form" in page.text
        signed_in = sign_in(browser, link)
        assert signed_in.status_code == 200
        assert browser.get(server.address + "/").status_code == 200
    with requests.Session() as other:
        assert sign_in(other, link).status_code == 401


def sign_in(browser, link):
    """Press the button of the sign-in page."""
    address, _, code = link.partition("/sign-in?code=")
    return browser.post(f"{address}/sign-in", data={"code": code}, headers={"Origin": address})


def test_commands_work_through_the_server_that_runs(run, serve, data):
    server = serve()
    run("demo")
    token = run("token").out.strip()
    pages = requests.get(f"{server.address}/api/pages", headers={"Authorization": f"Bearer {token}"}).json()
    assert len(pages["items"]) == 5
    made = run("token", "new", "script").out.strip()
    named = requests.get(f"{server.address}/api/pages", headers={"Authorization": f"Bearer {made}"})
    assert named.status_code == 200
    through_server = run("export", "json").out
    server.end()
    assert run("export", "json").out == through_server
    assert len(json.loads(through_server)["pages"]) == 5
