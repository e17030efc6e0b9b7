"""What the Hypothesis API takes for one page: what its client says that it is known by, if that can be."""

import pytest

from tests.web.protocols.hypothesis_client import Client


@pytest.fixture
def client(api) -> Client:
    return Client(api)


@pytest.mark.parametrize(
    ("uri", "link", "other"),
    [
        (
            "https://paper.example/report.pdf",
            [{"href": "urn:x-pdf:2f6b"}, {"href": "https://paper.example/report.pdf"}],
            "urn:x-pdf:2f6b",
        ),
        ("file:///home/ann/report.pdf", [{"href": "urn:x-pdf:2f6b"}], "urn:x-pdf:2f6b"),
        (
            "https://paper.example/3?view=full",
            [{"href": "https://paper.example/3", "rel": "canonical"}],
            "http://paper.example/3/",
        ),
        ("https://paper.example/3", [{"href": "doi:10.1000/182"}], "doi:10.1000/182"),
    ],
)
def test_a_page_is_also_found_by_what_its_client_says_that_it_is_known_by(client, uri, link, other):
    first = client.make(uri=uri, target=None, document={"link": link})
    elsewhere = client.make(uri="file:///tmp/copy.pdf", target=None, document={"link": [{"href": other}]})
    for address in (uri, other):
        assert [row["id"] for row in client.find(uri=address)["rows"]][-1] == first["id"]
    is_same = other.partition(":")[0] in ("urn", "doi")
    assert client.find(uri=uri)["total"] == (2 if is_same else 1)
    assert client.ask("GET", f"annotations/{elsewhere['id']}").json["uri"] == "file:///tmp/copy.pdf"


def test_a_page_that_was_captured_gets_the_names_that_a_client_knows_it_by(api, client, page):
    made = client.make(document={"link": [{"href": "urn:x-pdf:9c"}]})
    assert [row["id"] for row in client.find(uri="urn:x-pdf:9c")["rows"]] == [made["id"]]
    assert api.get(f"/api/pages/{page['id']}").json["text"] == page["text"]
    assert api.get(f"/api/annotations/{made['id']}").json["state"] == "anchored"


@pytest.mark.parametrize(
    "link",
    [
        {"href": "https://paper.example/", "rel": "canonical"},
        {"href": "https://paper.example/3"},
        {"href": "https://other.example/3", "rel": "canonical"},
        {"href": "https://paper.example/app", "rel": "alternate"},
        {"href": "android-app://com.paper/home"},
        {"href": "javascript:alert(1)"},
        {"href": "urn:"},
        {"href": 3},
        "urn:x:1",
    ],
)
def test_two_pages_that_claim_one_address_which_can_not_be_theirs_stay_two(client, link):
    for number in (1, 2):
        uri = f"https://paper.example/{number}"
        client.make(uri=uri, target=None, text=f"On {number}", document={"link": [{"href": uri}, link]})
    for number in (1, 2):
        rows = client.find(uri=f"https://paper.example/{number}")["rows"]
        assert [row["text"] for row in rows] == [f"On {number}"]
