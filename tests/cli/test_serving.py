import json
import socket
import sys

import pytest
import requests

from postil.demo import articles

CAN_END_SOFTLY = sys.platform != "win32"  # there a program can only be killed from outside


def test_serve_prints_its_address_when_it_answers(serve):
    server = serve()
    assert server.greeting.startswith(f"Postil answers at {server.address} (library: ")
    assert requests.get(server.address + "/health").json()["status"] == "ok"


def test_serve_prints_how_to_open_the_web_view(serve):
    assert "\n`postil open` prints a link that signs your browser in" in serve().greeting


def test_sigterm_ends_the_server_cleanly(serve, run):
    server = serve()
    outcome = server.end()
    assert outcome.code == (0 if CAN_END_SOFTLY else 1)
    assert ("everything is saved" in outcome.out) == CAN_END_SOFTLY
    assert "Traceback" not in outcome.said
    assert run("open").code == 1


def test_a_request_that_runs_when_the_end_is_asked_for_is_answered(serve, run):
    server = serve()
    token = run("token").out.strip()
    body = json.dumps({"url": articles()[0].url, "html": articles()[0].html}).encode()
    host = server.address.removeprefix("http://")
    head = (
        f"POST /api/pages HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", int(host.rpartition(":")[2]))) as line:
        line.sendall(head.encode() + body)
        # Requests are taken up in the order in which they come: this one's answer says that ours has begun.
        assert requests.get(f"{server.address}/health").ok
        server.end()
        assert line.makefile("rb").readline() == b"HTTP/1.1 201 CREATED\r\n"
    assert json.loads(run("export", "json").out)["pages"][0]["url"] == articles()[0].url


def test_a_second_server_of_one_library_is_refused(serve):
    first, second = serve(), serve()
    outcome = second.wait()
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.said == (
        f"postil: a server of this library runs already, at {first.address}: `postil open` prints a way in\n"
    )


def test_a_port_that_is_taken_is_refused(serve):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = serve(POSTIL_PORT=str(port)).wait()
    assert outcome.code == 1
    assert outcome.said.startswith(f"postil: POSTIL_PORT: can't listen at http://127.0.0.1:{port} (")
    assert outcome.said.count("\n") == 1


def test_a_host_beyond_loopback_is_refused_without_allowed_hosts(run):
    outcome = run("serve", "--host", "0.0.0.0", "--port", "0")
    assert outcome.code == 1
    assert "POSTIL_ALLOWED_HOSTS" in outcome.said


@pytest.mark.parametrize("store", ["postgresql://me:hidden@db/notes", "sqlite:"])
def test_a_store_that_there_is_not_is_refused(run, store):
    outcome = run("serve", "--store", store)
    assert outcome.code == 1
    assert "there is tinydb:" in outcome.said
    assert "hidden" not in outcome.said


def test_what_a_killed_server_left_behind_does_not_stand_in_the_way(serve, run):
    first = serve()
    first.process.kill()
    first.wait()
    assert run("token").code == 0
    second = serve()
    assert requests.get(second.address + "/health").ok
