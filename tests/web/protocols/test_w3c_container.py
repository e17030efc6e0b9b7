"""The Web Annotation Protocol, as another program's client uses it."""

import pytest
from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef

from tests.web.conftest import APP, HERE

OA = Namespace("http://www.w3.org/ns/oa#")
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
JSON_LD = f'application/ld+json; profile="{CONTEXT}"'
CONTAINER = f"{HERE}/annotations/"
URL = "https://river.example/tolls"
QUOTE = "The river belongs to those who cross it"


def annotation(**changes):
    given = {
        "@context": CONTEXT,
        "type": "Annotation",
        "motivation": "commenting",
        "creator": {"id": "http://app.example/ann", "type": "Person", "name": "Ann"},
        "rights": "https://creativecommons.org/publicdomain/zero/1.0/",
        "body": [
            {"type": "TextualBody", "value": "Says who?", "language": "en"},
            {"type": "TextualBody", "value": "rivers", "purpose": "tagging"},
            "http://app.example/essay",
        ],
        "target": {
            "source": URL,
            "selector": [
                {"type": "XPathSelector", "value": "//p[2]"},
                {"type": "TextQuoteSelector", "exact": QUOTE, "prefix": "“", "suffix": ",”"},
                {"type": "TextPositionSelector", "start": 512, "end": 551},
            ],
        },
    }
    return {name: value for name, value in (given | changes).items() if value is not None}


@pytest.fixture
def make(api):
    def made(document=None, **headers):
        headers = {"Content-Type": JSON_LD} | {name.replace("_", "-"): v for name, v in headers.items()}
        return api.post("/annotations/", json=document or annotation(), headers=headers)

    return made


def put(api, reply, document, **headers):
    path = reply.headers["Location"].removeprefix(HERE)
    headers = {"Content-Type": JSON_LD} | {name.replace("_", "-"): value for name, value in headers.items()}
    return api.ask("PUT", path, json=document, headers=headers)


def test_an_annotation_comes_back_as_it_was_sent_with_a_name_and_times(api, make):
    reply = make()
    assert reply.status_code == 201
    shown = api.get(reply.headers["Location"].removeprefix(HERE))
    assert shown.content_type == JSON_LD
    assert shown.json == annotation() | {name: shown.json[name] for name in ("id", "created", "modified")}
    assert shown.json["id"] == reply.headers["Location"]


def test_an_annotation_is_a_mark_with_its_note_its_tags_and_its_place(api, make, page):
    mark = api.get(f"/api/annotations/{make().json['id'].rpartition('/')[2]}").json
    assert (mark["page_id"], mark["quote"], mark["note"]) == (page["id"], QUOTE, "Says who?")
    assert (mark["tags"], mark["state"]) == (["rivers"], "anchored")
    assert page["text"][mark["start"] : mark["end"]] == QUOTE


def test_a_mark_of_our_own_is_an_annotation(api, mark):
    shown = api.get(f"/annotations/{mark['id']}").json
    assert shown == {
        "@context": CONTEXT,
        "id": CONTAINER + mark["id"],
        "type": "Annotation",
        "motivation": "commenting",
        "created": mark["created"],
        "modified": mark["updated"],
        "body": {
            "type": "TextualBody",
            "value": "So they say.",
            "format": "text/plain",
            "purpose": "commenting",
        },
        "target": {
            "source": URL,
            "selector": {
                "type": "TextQuoteSelector",
                "exact": QUOTE,
                "prefix": mark["prefix"],
                "suffix": mark["suffix"],
            },
        },
    }


def test_a_note_that_was_edited_here_is_told_and_nothing_else_is_lost(api, make):
    made = make().json
    api.patch(
        f"/api/annotations/{made['id'].rpartition('/')[2]}", json={"note": "They do.", "colour": "pink"}
    )
    shown = api.get(made["id"].removeprefix(HERE)).json
    assert shown["body"] == [
        {"type": "TextualBody", "value": "They do.", "format": "text/plain", "purpose": "commenting"},
        *annotation()["body"][1:],
    ]
    assert shown["target"] == annotation()["target"] | {"styleClass": "postil-pink"}
    assert ".postil-pink" in shown["stylesheet"]["value"]
    assert (shown["creator"], shown["rights"]) == (annotation()["creator"], annotation()["rights"])


@pytest.mark.parametrize(
    ("document", "note", "tags", "colour"),
    [
        ({"body": None, "bodyValue": "Plain."}, "Plain.", [], "yellow"),
        (
            {"body": {"type": "TextualBody", "value": "<p>Oh <b>no</b>!</p>", "format": "text/html"}},
            "Oh no!",
            [],
            "yellow",
        ),
        ({"motivation": "tagging", "body": {"type": "TextualBody", "value": "toll"}}, "", ["toll"], "yellow"),
        ({"body": "http://app.example/video"}, "", [], "yellow"),
        ({"body": {"type": "Choice", "items": ["http://app.example/a"]}}, "", [], "yellow"),
        ({"body": None, "target": {"source": URL, "styleClass": "big green"}}, "", [], "green"),
    ],
)
def test_what_an_annotation_says_is_read_in_its_many_forms(api, make, document, note, tags, colour):
    given = annotation(**document)
    made = make(given).json
    mark = api.get(f"/api/annotations/{made['id'].rpartition('/')[2]}").json
    assert (mark["note"], mark["tags"], mark["colour"]) == (note, tags, colour)
    assert {name: made.get(name) for name in given} == given


@pytest.mark.parametrize(
    ("target", "url", "quote"),
    [
        ("http://map.example/1#xywh=1,2,3,4", "http://map.example/1#xywh=1,2,3,4", ""),
        ({"id": "http://map.example/1", "type": "Image"}, "http://map.example/1", ""),
        (
            {"source": {"id": "http://map.example/1"}, "selector": "http://s.example/1"},
            "http://map.example/1",
            "",
        ),
        (["http://a.example/1", "http://a.example/2"], "http://a.example/1", ""),
        ({"type": "Composite", "items": ["http://a.example/1", {"id": "urn:x:2"}]}, "http://a.example/1", ""),
        (
            [
                "http://a.example/1",
                {"source": URL, "selector": {"type": "TextQuoteSelector", "exact": "toll"}},
            ],
            URL,
            "toll",
        ),
        (
            {
                "source": URL,
                "selector": {
                    "type": "FragmentSelector",
                    "value": "p2",
                    "refinedBy": {"type": "TextQuoteSelector", "exact": "toll"},
                },
            },
            URL,
            "toll",
        ),
        ({"source": "urn:isbn:9780000000002", "state": {"type": "TimeState"}}, "urn:isbn:9780000000002", ""),
    ],
)
def test_what_an_annotation_is_about_is_found_and_given_back_whole(api, make, target, url, quote):
    made = make(annotation(target=target)).json
    mark = api.get(f"/api/annotations/{made['id'].rpartition('/')[2]}").json
    assert (mark["url"], mark["quote"], made["target"]) == (url, quote, target)


def test_an_annotation_about_an_annotation_is_a_reply(api, make, mark):
    reply = make(annotation(motivation="replying", target=CONTAINER + mark["id"])).json
    deeper = make(annotation(motivation="replying", target=reply["id"])).json
    names = [each["id"].rpartition("/")[2] for each in (reply, deeper)]
    told = [api.get(f"/api/annotations/{name}").json for name in names]
    assert [each["replies_to"] for each in told] == [[mark["id"]], [mark["id"], names[0]]]
    assert {each["page_id"] for each in told} == {mark["page_id"]}
    assert deeper["target"] == reply["id"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{not json", 400),
        (b"[]", 422),
        (b'{"type": "Annotation"}', 422),
        (b'{"type": "Annotation", "target": {"type": "Composite", "items": []}}', 422),
        (b'{"type": "Annotation", "target": "javascript:alert(1)"}', 422),
        (b'{"type": "Annotation", "target": "http://a.example/", "x": 1e999}', 422),
        (b'{"type": "Annotation", "target": "http://a.example/", "x": "\\ud800"}', 422),
        (b'{"type": "Annotation", "target": ' + b"[" * 900 + b"]" * 900 + b"}", 422),
        (b'{"type": "Annotation", "target": ' + b"[" * 90000 + b"]" * 90000 + b"}", 400),
    ],
)
def test_what_is_no_annotation_is_refused_and_nothing_is_kept(api, body, status):
    reply = api.post("/annotations/", data=body, content_type=JSON_LD)
    assert reply.status_code == status
    assert api.get("/annotations/").json["total"] == 0
    assert len(reply.headers.getlist("Link")) == 2


def test_another_type_of_body_is_refused(api):
    reply = api.post("/annotations/", data="<a/>", content_type="application/xml")
    assert (reply.status_code, reply.headers["Accept-Post"][:19]) == (415, "application/ld+json")


def test_a_name_that_the_client_gave_is_kept_as_where_it_came_from(make):
    made = make(annotation(id="http://old.example/1", via="http://older.example/1", canonical="urn:x:1")).json
    assert made["via"] == ["http://older.example/1", "http://old.example/1"]
    assert made["canonical"] == "urn:x:1"


def test_a_slug_names_one_annotation_for_ever(api, make):
    first, second = make(Slug="weir"), make(Slug="weir")
    api.delete("/annotations/weir")
    names = [reply.headers["Location"] for reply in (first, second, make(Slug="weir"), make(Slug="../etc"))]
    assert names[0] == CONTAINER + "weir"
    assert len(set(names)) == 4


def test_a_new_state_replaces_the_old_one_whole(api, make, page):
    reply = make()
    served = reply.json
    new = {name: served[name] for name in ("@context", "id", "type", "target", "created", "modified")}
    assert put(api, reply, new, If_Match=reply.headers["ETag"]).status_code == 200
    shown = api.get(served["id"].removeprefix(HERE)).json
    assert shown == new | {"modified": shown["modified"]}
    mark = api.get(f"/api/annotations/{served['id'].rpartition('/')[2]}").json
    assert (mark["note"], mark["tags"], mark["state"], mark["revision"]) == ("", [], "anchored", 2)


def test_a_new_target_moves_the_mark(api, make, page):
    reply = make()
    target = {"source": URL, "selector": {"type": "TextQuoteSelector", "exact": "watched from his boat"}}
    assert put(api, reply, annotation(target=target)).json["target"] == target
    mark = api.get(f"/api/annotations/{reply.json['id'].rpartition('/')[2]}").json
    assert page["text"][mark["start"] : mark["end"]] == "watched from his boat"


@pytest.mark.parametrize("name", ["canonical", "via"])
def test_where_an_annotation_comes_from_can_not_be_changed_and_need_not_be_repeated(api, make, name):
    reply = make(annotation(**{name: "urn:x:1"}))
    assert put(api, reply, annotation(**{name: "urn:x:2"})).status_code == 409
    assert put(api, reply, annotation()).json[name] == "urn:x:1"


def test_a_state_that_somebody_else_changed_is_not_overwritten(api, make):
    reply = make()
    path = reply.headers["Location"].removeprefix(HERE)
    api.patch(f"/api/annotations/{path.rpartition('/')[2]}", json={"note": "changed"})
    assert put(api, reply, annotation(), If_Match=reply.headers["ETag"]).status_code == 412
    assert api.delete(path, headers={"If-Match": reply.headers["ETag"]}).status_code == 412
    assert api.get(path).json["body"][0]["value"] == "changed"


def test_a_deleted_annotation_is_gone_from_the_container_and_can_be_brought_back_here(api, make):
    reply = make()
    path = reply.headers["Location"].removeprefix(HERE)
    assert api.delete(path).status_code == 204
    assert api.get(path).status_code == 410
    assert put(api, reply, annotation()).status_code == 410
    assert api.get("/annotations/").json["total"] == 0
    api.patch(f"/api/annotations/{path.rpartition('/')[2]}", json={"deleted": False})
    assert api.get(path).json["body"] == annotation()["body"]


def test_a_walk_through_the_pages_meets_every_annotation_once_in_the_order_they_were_made(api, make):
    made = [make(annotation(target=f"http://a.example/{n}")).json["id"] for n in range(205)]
    for prefer in ("ldp#PreferMinimalContainer http://www.w3.org/ns/oa#PreferContainedIRIs", "oa#None"):
        asked = f'return=representation;include="http://www.w3.org/ns/{prefer}"'
        collection = api.get("/annotations/", headers={"Prefer": asked}).json
        address, met = collection["first"], []
        while address:
            page = address if isinstance(address, dict) else api.get(address.removeprefix(HERE)).json
            assert page["startIndex"] == len(met)
            met += [item if isinstance(item, str) else item["id"] for item in page["items"]]
            address = page.get("next")
        assert met == made
        assert (collection["total"], page["id"]) == (205, collection["last"])


@pytest.mark.parametrize("page", ["-1", "9", "x", "1e3", ""])
def test_a_page_that_there_is_not_is_not_found(api, page):
    assert api.get(f"/annotations/?page={page}").status_code == 404


def test_what_did_not_change_is_not_sent_again(api, make):
    path = make().headers["Location"].removeprefix(HERE)
    for address in (path, "/annotations/", "/annotations/?iris=1&page=0"):
        etag = api.get(address).headers["ETag"]
        assert api.get(address, headers={"If-None-Match": etag}).status_code == 304
    make()
    assert api.get("/annotations/", headers={"If-None-Match": etag}).status_code == 200


def test_turtle_says_the_same(api, make):
    odd = 'A "quoted" \\ line\nand 😀 a tab\t.'
    document = annotation(body={"type": "TextualBody", "value": odd}, via="http://a b.example/<>")
    made = make(document).json
    reply = api.get(made["id"].removeprefix(HERE), headers={"Accept": "text/turtle"})
    assert reply.mimetype == "text/turtle"
    graph, name = Graph().parse(data=reply.text, format="turtle"), URIRef(made["id"])
    assert graph.value(name, RDF.type) == OA.Annotation
    assert graph.value(name, OA.motivatedBy) == OA.commenting
    assert graph.value(name, DCTERMS.creator) == URIRef("http://app.example/ann")
    body, target = graph.value(name, OA.hasBody), graph.value(name, OA.hasTarget)
    assert graph.value(body, RDF.value) == Literal(odd)
    assert graph.value(target, OA.hasSource) == URIRef(URL)
    quotes = [graph.value(selector, OA.exact) for selector in graph.objects(target, OA.hasSelector)]
    assert Literal(QUOTE) in quotes
    whole = Graph().parse(
        data=api.get("/annotations/", headers={"Accept": "text/turtle"}).text, format="turtle"
    )
    assert (name, RDF.type, OA.Annotation) in whole


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_without_a_key_reads_or_writes(stranger, method):
    assert stranger.ask(method, "/annotations/", json=annotation()).status_code == 401


def test_another_origin_has_to_be_on_the_list(api):
    asked = {
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization,if-match,prefer,slug",
    }
    known = api.ask("OPTIONS", "/annotations/x", headers=asked | {"Origin": APP})
    assert known.headers["Access-Control-Allow-Origin"] == APP
    assert "slug" in known.headers["Access-Control-Allow-Headers"].lower()
    unknown = api.ask("OPTIONS", "/annotations/x", headers=asked | {"Origin": "http://other.example"})
    assert (unknown.status_code, unknown.headers.get("Access-Control-Allow-Origin")) == (403, None)
