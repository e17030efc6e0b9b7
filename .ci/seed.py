"""Hold the whole way, from a page to its people, to one real page.

    python3 .ci/seed.py SEED

SEED holds a page as HTML and as plain text, and what must come of both: through the API, on the command line
and, for the page, in the panel of either browser.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from browsers import PROGRAMS, provide
from setup_venv import enter, program


def differences(
    article: dict[str, Any], cards: list[dict[str, Any]], expected: dict[str, Any]
) -> Iterator[str]:
    """What of an article and its cards is not as expected, a line each."""
    paragraphs = article["text"].split("\n\n")
    facts = {
        "first paragraph": (paragraphs[0], expected["first"]),
        "last paragraph": (paragraphs[-1], expected["last"]),
        "paragraphs": (len(paragraphs), expected["paragraphs"]),
    }
    for name, (found, wanted) in facts.items():
        if found != wanted:
            yield f"{name}: {found!r}, expected {wanted!r}"
    for phrase in expected["gone"]:
        if phrase in article["text"]:
            yield f"still there: {phrase!r}"
    yield from _wrong_people({card["person"]["name"]: card for card in cards}, expected)


def _wrong_people(cards: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    posts = {post["holder"]: post for post in expected["post_without_name"]}
    people = {person["name"]: person for person in expected["people"]}
    if cards.keys() != people.keys() | posts.keys():
        yield f"people: {sorted(cards)}, expected {sorted(people.keys() | posts.keys())}"
        return
    for name, person in people.items():
        office = (cards[name]["then"] or {}).get("office")
        if office != person["office"]:
            yield f"{name}: office {office!r}, expected {person['office']!r}"
        if missing := set(person.get("also", [])) - set(cards[name]["named_as"]):
            yield f"{name}: not named as {sorted(missing)}"
    for name, post in posts.items():
        if post["mention"] not in cards[name]["named_as"]:
            yield f"{name}: not named as {post['mention']!r}"


def header_differences(article: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    for name in ("title", "site", "published"):
        found = (article[name] or "")[:10] if name == "published" else article[name]
        if found != expected[name]:
            yield f"{name}: {found!r}, expected {expected[name]!r}"


@contextmanager
def running_server(environ: dict[str, str]) -> Iterator[str]:
    """The address of a server of its own."""
    command = [program("postil"), "serve", "--port", "0"]
    server = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert server.stdout is not None
        yield next(word for word in server.stdout.readline().split() if word.startswith("http://"))
    finally:
        server.terminate()
        server.communicate()


def through_api(address: str, token: str, url: str, page: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps({"url": url, "html": page}).encode()
    with urlopen(Request(f"{address}/api/pages", body, headers)) as answer:
        captured: dict[str, Any] = json.load(answer)
    return captured


def postil(environ: dict[str, str], *arguments: str) -> str:
    command = [program("postil"), *arguments]
    return subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def in_the_panel(browser: str, html: Path, expected: dict[str, Any]) -> Iterator[str]:
    """What of the cards that a reader of the page sees in ``browser`` is not as expected, a line each."""
    from tests.browser.conftest import reading  # only now: it needs what `enter` installs

    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
        reading(browser, Path(scratch), pages=html.parent) as reader,
    ):
        reader.pair()
        reader.open(f"/open-{html.name}")
        reader.start()
        cards = reader.cards()
    posts = {post["holder"]: post["mention"] for post in expected["post_without_name"]}
    people = {person["name"]: person for person in expected["people"]}
    if sorted(card.name for card in cards) != sorted([*people, *posts]):
        yield f"people: {[card.name for card in cards]}, expected {[*people, *posts]}"
        return
    for card in cards:
        if card.name in posts:
            named = f"not named in the text: “{posts[card.name]}”"
            if card.named != named:
                yield f"{card.name}: {card.named!r}, expected {named!r}"
            continue
        person = people[card.name]
        if card.office != person["office"]:
            yield f"{card.name}: office {card.office!r}, expected {person['office']!r}"
        for form in person.get("also", []):
            if card.name not in form and f"“{form}”" not in card.named:
                yield f"{card.name}: {card.named!r}, without {form!r}"


def main(seed: Path) -> int:
    html, text = next(seed.glob("*.html")), next(seed.glob("*.txt"))
    expected = json.loads(next(seed.glob("*.expected.json")).read_text(encoding="utf-8"))
    day, url = expected["published"], expected["url"]
    found: dict[str, list[str]] = {}
    for path in (html, text):
        with tempfile.TemporaryDirectory() as data:
            environ = {**os.environ, "POSTIL_DATA": data}
            with running_server(environ) as address:
                token = postil(environ, "token").strip()
                captured = through_api(address, token, url, path.read_text(encoding="utf-8"))
            cleaned = json.loads(postil(environ, "clean", str(path), "--url", url, "--json"))
            cards = json.loads(postil(environ, "people", str(path), "--url", url, "--date", day, "--json"))
        headers = header_differences if path == html else lambda article, expected: ()
        found[f"{path.suffix} through the API"] = [
            *headers(captured, expected),
            *differences(captured, captured["people"], expected),
        ]
        found[f"{path.suffix} on the command line"] = [
            *headers(cleaned, expected),
            *differences(cleaned, cards, expected),
        ]
    provide(sys.executable)
    for browser in PROGRAMS:
        found[f"{html.suffix} in the panel of {browser}"] = list(in_the_panel(browser, html, expected))
    for way, lines in found.items():
        print(f"{way}: {'as expected' if not lines else ''}", *lines, sep="\n  " if lines else "")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    enter("dev")
    sys.exit(main(Path(sys.argv[1])))
