"""The extension's panel in each of its states, laid out in a page of its own.

What it shows are articles, people and marks as a real server tells them. The state around them is said here
in place of the worker, because some of it (a refusal, two versions that do not fit) is slow to bring about.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.browser.reader import PRESS_IN_PANEL, Reader
from tests.browser.serving import Server
from tests.browser.waiting import until

EXTENSION = Path(__file__).resolve().parents[2] / "extension"
PANEL = "/panel/panel.html"

View = dict[str, Any]  # a TabView of extension/shared/messages.js
State = dict[str, Any]

REVOKED = "The server no longer knows this browser’s key."
MISFIT = (
    "The server is of version 0.3 and speaks protocol 2, this extension 1: load the extension anew from the "
    "folder that came with the server."
)
NO_ARTICLE = "Postil found no text here that reads like an article."

# What the panel asks of its browser, answered from STATE.
IN_PLACE_OF_THE_BROWSER = """
const nothing = { addListener() {} };
window.chrome = {
  commands: { getAll: async () => [{ name: "cast", shortcut: "Alt+Shift+K" }] },
  permissions: { contains: async () => false, request: async () => false, remove: async () => true },
  runtime: {
    sendMessage: async ({ kind }) => ({ ok: true, value: kind === "wake" ? STATE.connection : null }),
    openOptionsPage() {},
  },
  storage: { session: { get: async () => ({ "tab:1": STATE.view }), onChanged: nothing } },
  tabs: {
    query: async () => [{ id: 1 }],
    onActivated: nothing,
    sendMessage: async () => ({ ok: true, value: true }),
    create() {},
  },
};
"""


class States:
    """The panel's states over the articles of a full library."""

    def __init__(self, server: Server, articles: Mapping[str, str]) -> None:
        self._server, self._articles = server, articles

    def all(self) -> dict[str, State]:
        """By name: how it stands with the server, the view of the tab, and what is pressed then."""
        looked_up, edited = self.view("looked-up"), self.view("edited")
        one = edited["marks"][0]
        refused = self.refused(one, "a tag is shorter than 200 characters", note="")
        outdated = self.refused(
            one, "this mark was changed elsewhere meanwhile", note="I know by now.", stale=True
        )
        unsent = {**one, "key": "unsent", "sync": "waiting", "note": "Written in the train."}
        unsure = looked_up["article"]["people"][1]["person"]["name"]
        return {
            "unpaired": self.state(None, "unpaired"),
            "unpaired-again": self.state(None, "unpaired", message=REVOKED),
            "unconfirmed": self.state(None, "unconfirmed"),
            "away": self.state(None, "unreachable", waiting=3),
            "away-with-marks": self.state({**edited, "marks": [unsent, one]}, "unreachable", waiting=1),
            "misfit": self.state(None, "misfit", message=MISFIT),
            "nothing-read": self.state(None),
            "working": self.state(self.empty("working")),
            "unsaved": self.state(self.empty("unsaved")),
            "waiting": self.state(self.empty("waiting")),
            "no-article": self.state(self.empty("not_article", NO_ARTICLE)),
            "failed": self.state(self.empty("failed", "the page is larger than 25 MB")),
            "looked-up": self.state(looked_up),
            "being-looked-up": self.state(self.view("waiting")),
            "correcting": self.state(looked_up, press=[f"Correct who {unsure} is"]),
            "edited": self.state(edited),
            "editing-a-mark": self.state(edited, press=[f"Edit the mark: {one['quote']}"]),
            "mark-deleted": self.state(edited, press=[f"Delete the mark: {one['quote']}"]),
            "refused": self.state({**edited, "marks": [refused, *edited["marks"][1:]]}, refused=1),
            "outdated": self.state({**edited, "marks": [outdated, *edited["marks"][1:]]}, refused=1),
            "full": self.state(self.view("full")),
            "cut": self.state(self.view("cut")),
            "nobody": self.state(self.view("arabic")),
        }

    def state(
        self, view: View | None, state: str = "ready", *, press: Sequence[str] = (), **said: Any
    ) -> State:
        connection = {"state": state, "server": "http://127.0.0.1:8377", "message": "", "version": "0.1.0"}
        return {
            "connection": {**connection, "waiting": 0, "refused": 0, **said},
            "view": view,
            "press": list(press),
        }

    def refused(self, mark: View, problem: str, *, note: str, stale: bool = False) -> View:
        """A mark of which a change was refused; ``stale``: because it was changed elsewhere."""
        work = {"key": "work", "stale": stale, "note": note}
        return {**mark, "sync": "refused", "problem": problem, "refused": work}

    def empty(self, phase: str, message: str = "") -> View:
        """The view of a tab without an article."""
        nothing: View = {"article": None, "saved": [], "marks": [], "erased": [], "astray": []}
        return {"url": "https://courier.example/quay", "phase": phase, "message": message, **nothing}

    def view(self, name: str) -> View:
        """The view of a tab with that article of the library in it."""
        article = self._server.api("GET", f"/api/pages/{self._articles[name]}")
        saved = [{**mark, "key": mark["id"]} for mark in article["annotations"]]
        marks = [{**mark, "sync": "saved", "problem": None} for mark in saved]
        return {
            **self.empty("ready"),
            "url": article["url"],
            "article": article,
            "saved": saved,
            "marks": marks,
        }


class _Files(SimpleHTTPRequestHandler):
    def __init__(self, states: Mapping[str, State], *connection: Any, **said: Any) -> None:
        self._states = states
        super().__init__(*connection, **said)

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == PANEL:
            self._send_panel(self._states[parse_qs(asked.query)["state"][0]])
        else:
            super().do_GET()

    def _send_panel(self, state: State) -> None:
        said = json.dumps(state).replace("</", r"<\/")  # which would end the script
        script = f"<script>const STATE = {said};{IN_PLACE_OF_THE_BROWSER}</script><title>"
        page = (EXTENSION / "panel" / "panel.html").read_text(encoding="utf-8").replace("<title>", script)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        """Quiet: nobody reads it."""


@contextmanager
def showing(states: Mapping[str, State]) -> Iterator[str]:
    """The address of a page that shows the panel in the state that its query names."""
    handler = partial(_Files, states, directory=str(EXTENSION))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{PANEL}?state="
    finally:
        server.shutdown()
        server.server_close()


def open_state(reader: Reader, address: str, name: str, state: State) -> None:
    """Show the panel in that state, in the page in front, with what the state presses pressed."""
    reader.browser.goto(address + name)
    until(lambda: reader.browser.js("() => Boolean(document.querySelector('footer button'))"), "the panel")
    for label in state["press"]:
        until(lambda label=label: reader.browser.js(PRESS_IN_PANEL, label), f"{label!r} in the panel")
