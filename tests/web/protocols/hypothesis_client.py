"""A client of the Hypothesis API for tests, and an annotation as the real one sends it."""

from tests.web.conftest import HERE, Caller

API = f"{HERE}/hypothesis/api/"
USER = "acct:reader@postil"
URL = "https://river.example/tolls"
QUOTE = "The river belongs to those who cross it"
SELECTORS = [
    {
        "type": "RangeSelector",
        "startContainer": "/p[2]",
        "startOffset": 1,
        "endContainer": "/p[2]",
        "endOffset": 40,
    },
    {"type": "TextPositionSelector", "start": 512, "end": 551},
    {
        "type": "TextQuoteSelector",
        "exact": QUOTE,
        "prefix": "tolls are spent.\n“",
        "suffix": ",” Okonkwo said",
    },
]


def sent(**changes):
    given = {
        "$tag": "t1",
        "created": "2001-01-01T00:00:00Z",
        "updated": "2001-01-01T00:00:00Z",
        "group": "__world__",
        "permissions": {"read": ["group:__world__"], "update": [USER], "delete": [USER]},
        "tags": ["rivers"],
        "text": "Says who?",
        "user": USER,
        "user_info": {"display_name": None},
        "hidden": False,
        "links": {},
        "document": {"title": "Tolls", "link": [{"href": URL}], "dc": {"x": ["y"]}},
        "uri": URL,
        "target": [{"source": URL, "selector": SELECTORS}],
        "somethingNew": {"a": [1, None]},
    }
    return {name: value for name, value in (given | changes).items() if value is not None}


class Client:
    """Calls the API by its own addresses."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller

    def ask(self, method: str, path: str, **rest):
        return self.caller.ask(method, f"/hypothesis/api/{path}", **rest)

    def make(self, **changes):
        reply = self.ask("POST", "annotations", json=sent(**changes))
        assert reply.status_code == 200, reply.text
        return reply.json

    def find(self, **parameters):
        reply = self.ask("GET", "search", query_string=parameters)
        assert reply.status_code == 200, reply.text
        return reply.json
