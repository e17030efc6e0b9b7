"""The front door: a Flask client over a real library on disk, with a clock that the test holds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from postil.config import Settings
from postil.library import Library
from postil.models import Basis, Card, Mention, Person, Source, Tenure
from postil.people.quotes import Quotation, quotations
from postil.store.tiny import open_store
from postil.web import create_app, current
from tests.web.browser import HERE, Browser

APP = "http://app.example"
EXTENSION = "chrome-extension://abcdefghijklmnop"

PARAGRAPHS = (
    "HARROW POINT, March 3 — Governor Adaeze Okonkwo signed a bill on Tuesday that gives the ferry towns "
    "of the lower river a say in how the tolls are spent.",
    "“The river belongs to those who cross it,” Okonkwo said at the landing. Tom & Sons, the largest "
    "operator, called the law <em>a costly mistake</em>.",
    "Bertil Lindqvist, a ferryman for thirty-one years, watched from his boat. He said the tolls had "
    "doubled since 2019 while the landings fell apart.",
    "The law takes effect in January, and the first report on the spending is due a year after that.",
)
TITLE = "Governor signs ferry tolls into law"


class Clock:
    """Goes on by a second with each look, so that no two records are made at one time."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def pass_by(self, **parts: float) -> None:
        self.time += timedelta(**parts)


class TwoPeople:
    """Finds the governor, whom it knows, and the ferryman, whom only the article knows."""

    def cast(self, text: str, on: date | None, *, scope: str, **rest: object) -> tuple[Card, ...]:
        governor = Card(
            person=Person(
                id="q1", name="Adaeze Okonkwo", qid="Q1", description="politician; Mayor of Harrow, 2008–2013"
            ),
            then=Tenure(office="Governor of Harrow", of="Harrow", start="2023-01-10", end="2027-01-10"),
            now=Tenure(office="Senator", of="Harrow", start="2027-01-11", end=None),
            last_known=Tenure(
                office="Chair of the Ferry Board",
                of="Harrow",
                start="2020",
                end=None,
                known=date(2025, 12, 31),
            ),
            alive_then=True,
            named_as=("Adaeze Okonkwo", "Okonkwo"),
            mentions=_mentions(text, "Adaeze Okonkwo") + _mentions(text, "Okonkwo said", shown=7),
            basis=Basis.KNOWLEDGE,
            sources=(Source("Wikidata", "https://www.wikidata.org/wiki/Q1", date(2026, 2, 1)),),
        )
        ferryman = Card(
            person=Person(id=f"{scope}:lindqvist", name="Bertil Lindqvist"),
            then=None,
            now=None,
            alive_then=None,
            named_as=("Bertil Lindqvist",),
            mentions=_mentions(text, "Bertil Lindqvist"),
            basis=Basis.ARTICLE,
            from_article="a ferryman for thirty-one years",
        )
        return tuple(card for card in (governor, ferryman) if card.mentions)

    def day(self, text: str, published: date | None, revised: date | None) -> date | None:
        return revised or published

    def said(self, text: str, cards: Sequence[Card]) -> Sequence[Quotation]:
        return quotations(text, cards, {})

    def recast(
        self, card: Card, person: Person | None, text: str, on: date | None, *, scope: str, **rest: object
    ) -> Card:
        somebody = person or Person(id=f"{scope}:somebody", name=card.person.name)
        return replace(card, person=somebody, then=None, now=None, basis=Basis.ARTICLE)

    def person(self, id: str) -> Person | None:
        return None

    def bearers(self, name: str) -> tuple[Person, ...]:
        return ()


def _mentions(text: str, words: str, shown: int | None = None) -> tuple[Mention, ...]:
    start = text.find(words)
    if start < 0:
        return ()
    end = start + (shown or len(words))
    return (Mention(start=start, end=end, text=text[start:end], name=words),)


def page_of(*paragraphs: str, title: str = TITLE, day: str = "2026-03-03") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>"
        f"<meta property='article:published_time' content='{day}T08:00:00Z'>"
        f"<meta property='og:site_name' content='The Lower River Post'></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


@pytest.fixture
def story() -> str:
    return page_of(*PARAGRAPHS)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "library", allowed_origins=(APP,))


@pytest.fixture
def library(settings: Settings, clock: Clock) -> Iterator[Library]:
    library = Library(open_store(settings.data), TwoPeople, "a secret of this test", now=clock)
    yield library
    library.close()


@pytest.fixture(scope="session")
def any_app(tmp_path_factory):
    """The application, over no test's library: to build it takes longer than most tests do."""
    settings = Settings(data=tmp_path_factory.mktemp("nobody") / "library")
    library = Library(open_store(settings.data), TwoPeople, "a secret of no test", now=Clock())
    library.close()
    app = create_app(library, settings)
    app.config["PREFERRED_URL_SCHEME"] = "http"
    return app


@pytest.fixture
def app(any_app, library, settings):
    current.hand_over(any_app, library, settings)
    return any_app


class Caller:
    """A client that sends the token, and the right Host, unless told otherwise."""

    def __init__(self, app, token: str | None) -> None:
        self._client = app.test_client()
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def ask(self, method: str, path: str, *, headers=None, **rest):
        return self._client.open(
            path, method=method, base_url=HERE, headers=self._headers | (headers or {}), **rest
        )

    def get(self, path: str, **rest):
        return self.ask("GET", path, **rest)

    def post(self, path: str, **rest):
        return self.ask("POST", path, **rest)

    def put(self, path: str, **rest):
        return self.ask("PUT", path, **rest)

    def patch(self, path: str, **rest):
        return self.ask("PATCH", path, **rest)

    def delete(self, path: str, **rest):
        return self.ask("DELETE", path, **rest)


@pytest.fixture
def api(app, library) -> Caller:
    """A program with the library's own token."""
    return Caller(app, library.access.own_token)


@pytest.fixture
def stranger(app) -> Caller:
    """A program without a token."""
    return Caller(app, None)


@pytest.fixture
def browser(app, library) -> Browser:
    """The reader, signed in to the web view."""
    return Browser(app, library.access.new_sign_in())


@pytest.fixture
def page(api, story):
    """The article, captured."""
    return api.post("/api/pages", json={"url": "https://river.example/tolls", "html": story}).json


@pytest.fixture
def mark(api, page):
    """A mark on it."""
    asked = {
        "page_id": page["id"],
        "quote": "The river belongs to those who cross it",
        "note": "So they say.",
    }
    return api.post("/api/annotations", json=asked).json
