"""Look-ups by a server that runs: real processes, a stand-in for Wikimedia."""

import threading
from time import monotonic

import requests

from tests.cli.conftest import PATIENCE_S
from tests.web.test_lookups import PAGE, URL
from tests.wikimedia.people import WikimediaStub
from tests.wikimedia.stub import serving, too_many


def test_a_running_server_waits_as_it_is_told_and_fills_the_card_in(serve):
    with serving(WikimediaStub()) as stub:
        stub.instead.append(too_many(**{"Retry-After": "1"}))
        server = serve(
            POSTIL_TOKEN="a-token-of-this-test",
            POSTIL_LOOKUPS="on",
            POSTIL_CONTACT="ines@example.org",
            POSTIL_WIKIDATA_API=f"{stub.base}/w/api.php",
            POSTIL_WIKIPEDIA_API=f"{stub.base}/enwiki",
        )
        key = {"Authorization": "Bearer a-token-of-this-test"}
        page = requests.post(
            f"{server.address}/api/pages", json={"url": URL, "html": PAGE}, headers=key
        ).json()
        address, ends = f"{server.address}/api/pages/{page['id']}/people", monotonic() + PATIENCE_S
        while requests.get(address, headers=key).json()["items"][0]["person"]["qid"] is None:
            assert monotonic() < ends
            threading.Event().wait(0.05)
        outcome = server.end()
    assert "Traceback" not in outcome.said
    first, second = stub.seen[:2]
    assert second.began - first.began >= 1
    assert {seen.in_flight for seen in stub.seen} == {1}
