"""A library at its limits: long, full, edited, cut short, in another script, looked up."""

from threading import Event
from typing import Any

from tests.browser.serving import Server
from tests.browser.waiting import until
from tests.wikimedia.people import GOLFER, MINISTER, SHIP, THINGS, WikimediaStub, entity

COURIER = "https://courier.example"
INKS = ("yellow", "green", "blue", "pink", "purple", "orange")

NORLAND = (
    "The governor of Norland, Tomas Arvidsen, said on Tuesday that the fisheries bill could not wait for the "
    "next parliament, and that the ministers had been told so in writing since the spring.",
    "A lawyer for the harbour towns, Ida Brekkevold, told the committee that nobody had asked them. “We were "
    "told of it by the radio,” Ms Brekkevold said.",
    "Orla Penhallow, who has sold tickets at Lantern Quay since 1991, called it a bill for people who "
    "have never been seasick.",
)
WAITING = (
    "The shipowner Halvard Ekelundsen said on Friday that he would take the state to court over the "
    "fisheries bill, and that he was not alone in it.",
    "Two hours later Mr Ekelundsen withdrew the statement, without saying why. The harbour was quiet again, "
    "and the gulls came back to the roof of the ferry office.",
)
BEFORE = (
    "The council of Lantern Quay voted by eleven to four to lend the ferry office to the library for a year.",
    "The mayor, Agnes Holloway, said that the books would be carried over by hand before the first frost.",
    "Nobody in the harbour could say on Monday how many books there are, or who holds the keys.",
    "The ferry goes on from the north pier, at the same hours and at the same price as before.",
)
AFTER = (
    "The council of Lantern Quay voted by nine to six to lend the ferry office to the library for two years.",
    BEFORE[1],
    "An earlier version of this article gave a wrong count of the votes.",
    BEFORE[3],
)
LEFT_OUT = "Books at sea: a photo essay"
ASIDE = (
    f"<aside>{LEFT_OUT}</aside>"
    "<figure><img src=x><figcaption>The office. Photo: O. Penhallow</figcaption></figure>"
)
WALL = "<div class=paywall><h3>Subscribe to continue reading</h3></div>"

LONG_TITLE = (
    "What the committee on the rebuilding of harbours, quays, piers, moles, groynes and other works in the "
    "water wrote to the ministers of three countries about the sinking sand under the lighthouse, and what "
    "none of them has answered since — with Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"
    "beamtengesellschaftsvorsitzende at the end"
)
GAUGE = (
    "On the morning of the survey gauge {} showed eleven centimetres less than in the year before, and the "
    "keeper of the light, Edda Lorne, wrote it down without a word; the committee read of it in print."
)
GAUGES = range(1, 25)
LONG_NOTE = "\n\n".join(
    f"{number}. The sand has gone down by {number} centimetres a year since the mole was lengthened, and I "
    "want to know who measured it, with what, and why no newspaper has printed the figures so far."
    for number in range(1, 9)
)
ARABIC = (
    "قال رئيس بلدية المدينة الصغيرة إن المكتبة الجديدة ستفتح أبوابها في الربيع المقبل، بعد عامين من العمل.",
    "وأضاف أن الكتب القديمة نقلت باليد من مبنى الميناء، وأن أحدا لا يعرف عددها على وجه الدقة.",
    "وسأل الصيادون عن مواعيد العبارة، فقيل لهم إنها لن تتغير، وإن ثمن التذكرة باق كما هو.",
)

_LAWYER: dict[str, Any] = {"links": 3, "P31": ["Q5"], "P106": ["Q304"], "P27": ["Q301"]}
BREKKEVOLDS = (
    entity("Q111", "Ida Brekkevold", "Norrish lawyer (born 1970)", **_LAWYER),
    entity("Q112", "Ida Brekkevold", "Norrish judge and lawyer", **_LAWYER),
    entity("Q304", "lawyer"),
)


class Wikimedia(WikimediaStub):
    """Knows Arvidsen, who is one person, and Brekkevold, who is two."""

    def __init__(self) -> None:
        super().__init__(MINISTER, GOLFER, SHIP, *THINGS, *BREKKEVOLDS)

    @property
    def settings(self) -> dict[str, str]:
        """What has a server look people up here."""
        return {
            "POSTIL_LOOKUPS": "on",
            "POSTIL_CONTACT": "ines@example.org",
            "POSTIL_WIKIDATA_API": f"{self.base}/w/api.php",
            "POSTIL_WIKIPEDIA_API": f"{self.base}/enwiki",
            "POSTIL_ALLOWED_ORIGINS": COURIER,
        }

    def _page(self, title: str) -> dict[str, Any]:
        page = super()._page(title)
        if "extract" in page:
            page["extract"] = (
                f"{title} is a Norrish politician who has been Governor of Norland since 2023. Before that "
                "he was Minister of Fisheries, and for eleven years harbour master of Sandvik."
            )
        return page


class FullLibrary:
    """Fills a server's library; ``articles`` are the ids of its pages by name.

    Wikimedia answers nobody any more once ``fill`` is over: some people stay "being looked up" until ``held``
    of the stub is set.
    """

    def __init__(self, server: Server, wikimedia: Wikimedia) -> None:
        self._server, self._wikimedia = server, wikimedia
        self.articles: dict[str, str] = {}

    def fill(self) -> None:
        """Capture and mark everything. Once a library."""
        self._look_up()
        self._edit()
        self._crowd()
        self._capture("arabic", _story("مكتبة الميناء", ARABIC).replace('"en"', '"ar" dir="rtl"'))
        self._mark("arabic", "بعد عامين من العمل", colour="green", note="ملاحظة قصيرة", tags=["مكتبات"])
        self._capture("cut", _story("What the harbour towns want", BEFORE[:3], more=WALL))
        erased = self._mark("cut", "lend the ferry office", colour="orange", note="Put away again.")
        self._server.api("DELETE", f"/api/annotations/{erased}")
        self._mark_unread()

    def _look_up(self) -> None:
        self._capture("looked-up", _story("Fisheries bill", NORLAND))
        cards = f"/api/pages/{self.articles['looked-up']}/people"
        until(
            lambda: not any(card["pending"] for card in self._server.api("GET", cards)["items"]),
            "the look-ups",
        )
        self._wikimedia.held = Event()
        self._capture("waiting", _story("Shipowner to sue, then not", WAITING))

    def _edit(self) -> None:
        """A page whose outlet changed what is marked, and whose reader corrected what is text."""
        self._capture("edited", _story("Ferry office lent to the library", BEFORE))
        self._mark(
            "edited", "eleven to four to lend the ferry office", colour="blue", note="Who was against?"
        )
        self._mark("edited", BEFORE[2], colour="pink", note="Ask the library.", tags=["books", "to ask"])
        self._mark("edited", "at the same hours and at the same price", colour="green")
        self._capture("edited", _story("Ferry office lent for two years", AFTER, more=ASIDE))
        corrections = f"/api/pages/{self.articles['edited']}/corrections"
        self._server.api("POST", corrections, {"text": LEFT_OUT, "is_text": True})

    def _crowd(self) -> None:
        """A long title, long notes, many marks and many tags."""
        self._capture("full", _story(LONG_TITLE, tuple(GAUGE.format(number) for number in GAUGES)))
        for number in GAUGES:
            note = LONG_NOTE if number == 5 else f"Compare with page {number}." if number % 3 == 0 else ""
            tags = ["sand", f"a rather long tag of the year {number}"] if number % 4 == 0 else []
            ink = INKS[number % len(INKS)]
            self._mark("full", f"gauge {number} showed", colour=ink, note=note, tags=tags)
        self._mark("full", GAUGE.format(7), colour="purple", tags=["whole paragraph"])

    def _mark_unread(self) -> None:
        """A mark that another program made on a page that nobody captured."""
        url = f"{COURIER}/unread"
        selector = {"type": "TextQuoteSelector", "exact": "a step that fishermen had asked for"}
        target = [{"source": url, "selector": [selector]}]
        body = {"uri": url, "text": "Read this.", "target": target}
        self._server.api("POST", "/hypothesis/api/annotations", body)

    def places(self) -> dict[str, str]:
        """Every page of the web view, in each state that it has, by name."""
        articles = {f"article-{name}": f"/articles/{id}" for name, id in self.articles.items()}
        edited = articles["article-edited"]
        marks = self._server.marks(f"{COURIER}/edited")
        (erased,) = self._server.api("GET", "/api/annotations?deleted=true")["items"]
        consent = "/connect/hypothesis?response_type=code&response_mode=web_message&client_id=x&state=s"
        return {
            **articles,  # first, while some people are being looked up
            "articles": "/articles",
            "articles-none": "/articles?words=nothing",
            "marks": "/",
            "marks-searched": "/?q=tag:sand",
            "marks-none": "/?q=nothing",
            "marks-odd": "/?q=colour:mauve",
            "marks-deleted": "/?q=state:deleted",
            "mark-just-deleted": f"/?put_away={erased['id']}",
            "mark-deleted": f"/marks/{erased['id']}",
            **{f"mark-{mark['state']}": f"/marks/{mark['id']}" for mark in marks},
            "versions": f"{edited}/versions",
            "versions-one": f"{articles['article-cut']}/versions",
            "parts": f"{edited}/parts",
            "corrections": "/corrections",
            "people": "/people",
            "people-none": "/people?name=nobody",
            "person": self._person("full"),
            "person-looked-up": self._person("looked-up"),
            "export": "/export",
            "settings": "/settings",
            "settings-done": "/settings?done=revoked",
            "asked": "/settings/asked",
            "connect": "/connect",
            "connect-unanswered": "/connect?asked=1",
            "consent": f"{consent}&origin={COURIER}",
            "reference": "/api/docs",
            "nowhere": "/nowhere",
            "sign-in": "/sign-in?code=a-code",
            "signed-out": "/sign-in",
        }

    def _person(self, article: str) -> str:
        """Where the first person of an article has a page of their own."""
        card = self._server.api("GET", f"/api/pages/{self.articles[article]}/people")["items"][0]
        return f"/people/{card['person']['id']}"

    def _capture(self, name: str, html: str) -> None:
        page = self._server.api("POST", "/api/pages", {"url": f"{COURIER}/{name}", "html": html})
        self.articles[name] = page["id"]

    def _mark(self, article: str, quote: str, **said: Any) -> str:
        wanted = {"page_id": self.articles[article], "quote": quote, **said}
        mark: str = self._server.api("POST", "/api/annotations", wanted)["id"]
        return mark


def _story(title: str, paragraphs: tuple[str, ...], *, more: str = "") -> str:
    text = "".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>'
        '<meta property="og:site_name" content="The Courier">'
        '<meta property="article:published_time" content="2024-09-10T08:00:00Z"></head>'
        f"<body><article><h1>{title}</h1>{text}{more}</article></body></html>"
    )
