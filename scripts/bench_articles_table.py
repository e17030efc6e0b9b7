"""Score Postil and its peers on the pages in a bench folder: ``bench_articles`` runs it among the peers."""

import gzip
import importlib
import json
import logging
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

Found = dict[str, Any]
Extractor = Callable[[str, str | None], Found]

TIMED_AGAINST = "trafilatura fast"


def postil() -> Extractor:
    from postil.capture import extract

    def read(html: str, url: str | None) -> Found:
        article = extract(html, url)
        return {
            "text": article.text,
            "title": article.title,
            "authors": article.authors,
            "published": article.published,
        }

    return read


def trafilatura(*, fast: bool) -> Extractor:
    from trafilatura import bare_extraction

    def read(html: str, url: str | None) -> Found:
        found = bare_extraction(html, url=url, fast=fast, include_comments=False, with_metadata=True)
        if found is None:
            return {"text": ""}
        authors = [name for name in (found.author or "").split("; ") if name]
        return {"text": found.text, "title": found.title, "authors": authors, "published": found.date}

    return read


def readability() -> Extractor:
    import lxml.html
    from readability import Document

    def read(html: str, url: str | None) -> Found:
        document = Document(html)
        body = lxml.html.fromstring(document.summary(html_partial=True))
        paragraphs = body.iter("p", "h2", "h3", "li", "blockquote", "td", "pre")
        text = "\n".join(element.text_content() for element in paragraphs) or body.text_content()
        return {"text": text, "title": document.short_title()}

    return read


def newspaper() -> Extractor:
    from newspaper import Article

    def read(html: str, url: str | None) -> Found:
        article = Article(url or "https://paper.example/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        return {
            "text": article.text,
            "title": article.title,
            "authors": article.authors,
            "published": article.publish_date,
        }

    return read


def goose() -> Extractor:
    from goose3 import Goose

    reader = Goose({"enable_image_fetching": False})

    def read(html: str, url: str | None) -> Found:
        article = reader.extract(raw_html=html)
        return {
            "text": article.cleaned_text,
            "title": article.title,
            "authors": article.authors,
            "published": article.publish_date,
        }

    return read


def news_please() -> Extractor:
    from newsplease import NewsPlease

    def read(html: str, url: str | None) -> Found:
        article = NewsPlease.from_html(html, url=url, fetch_images=False)
        return {
            "text": article.maintext,
            "title": article.title,
            "authors": article.authors,
            "published": article.date_publish,
        }

    return read


def resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html, url: {"text": extract_plain_text(html, main_content=True)}


def justext() -> Extractor:
    from justext import get_stoplist
    from justext import justext as paragraphs_of

    stoplist = get_stoplist("English")

    def read(html: str, url: str | None) -> Found:
        paragraphs = paragraphs_of(html.encode(), stoplist, encoding="utf-8")
        return {"text": "\n".join(part.text for part in paragraphs if not part.is_boilerplate)}

    return read


def boilerpy() -> Extractor:
    from boilerpy3.extractors import ArticleExtractor

    reader = ArticleExtractor(raise_on_failure=False)
    return lambda html, url: {"text": reader.get_content(html)}


EXTRACTORS: tuple[tuple[str, str, Callable[[], Extractor]], ...] = (
    ("Postil", "postil", postil),
    (TIMED_AGAINST, "trafilatura", lambda: trafilatura(fast=True)),
    ("trafilatura", "trafilatura", lambda: trafilatura(fast=False)),
    ("readability-lxml", "readability-lxml", readability),
    ("newspaper4k", "newspaper4k", newspaper),
    ("goose3", "goose3", goose),
    ("news-please", "news-please", news_please),
    ("resiliparse", "resiliparse", resiliparse),
    ("justext (English)", "justext", justext),
    ("boilerpy3", "boilerpy3", boilerpy),
)


def pages(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        with gzip.open(folder / "html" / f"{row['name']}.html.gz", "rt", encoding="utf-8") as page:
            yield row, page.read()


def measure(bench: Path, scorer: Any) -> dict[str, Any]:
    """A tally for each extractor. They take turns on each page, so that a busy machine is busy for all."""
    readers = {name: make() for name, _, make in EXTRACTORS}
    tallies = {name: scorer.Tally() for name in readers}
    for number, (row, html) in enumerate(pages(bench / "articles")):
        for name, read in readers.items():
            if not number:
                _timed(read, html, row.get("url"))  # what loads at the first call is not the page's cost
            found, ms = _timed(read, html, row.get("url"))
            tallies[name].add(row, found, ms)
        print(f"\r{number + 1} pages", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return tallies


def _timed(read: Extractor, html: str, url: str | None) -> tuple[Found, float]:
    start = time.perf_counter()
    try:
        found = read(html, url)
    except Exception:  # whatever another program stumbles over is a page without a text
        found = {"text": ""}
    return found, (time.perf_counter() - start) * 1000


def row_of(tally: Any, against: Any) -> tuple[str, ...]:
    ratios = sorted(ours / theirs for ours, theirs in zip(tally.ms, against.ms, strict=True))
    judged = [tally.kinds[kind] for kind in ("caption", "credit")]
    return (
        f"{body_f1(tally, 'aeb'):.3f}",
        f"{body_f1(tally, 'news'):.3f}",
        *(_share_right(tally.meta[name]) for name in ("title", "date", "authors")),
        f"{sum(leaked for leaked, _ in judged)}/{sum(all_ for _, all_ in judged)}",
        "{}/{}".format(*map(sum, zip(*tally.kinds.values(), strict=True))),
        f"{tally.recall[0] / tally.recall[1]:.3f}",
        f"{sum(is_clean for _, is_clean, *_ in tally.pages)}/{len(tally.pages)}",
        f"{statistics.median(ratios):.2f}",
        f"{ratios[int(0.95 * (len(ratios) - 1))]:.2f}",
    )


def _share_right(answers: list[bool]) -> str:
    """A dash for who never gives an answer."""
    return f"{statistics.mean(answers):.3f}" if any(answers) else "–"


def body_f1(tally: Any, name: str) -> float:
    precision = statistics.mean(precision for _, precision, _ in tally.pr[name])
    recall = statistics.mean(recall for _, _, recall in tally.pr[name])
    return 2 * precision * recall / (precision + recall or 1)


HEAD = (
    "extractor, version",
    "whole bodies, F1",
    "many languages, F1",
    "title",
    "date",
    "authors",
    "captions and credits left in",
    "all that must not be in",
    "body found on those pages",
    "of them clean and whole",
    "time, median",
    "time, 95th percentile",
)


def main(bench: Path) -> int:
    warnings.simplefilter("ignore")
    logging.disable()
    sys.path.insert(0, str(bench))
    tallies = measure(bench, importlib.import_module("score_articles"))
    print("|", " | ".join(HEAD), "|")
    print("|", " | ".join("---" for _ in HEAD), "|")
    for name, package, _ in EXTRACTORS:
        label = name if name == "Postil" else f"{name} {version(package)}"
        print("|", " | ".join((label, *row_of(tallies[name], tallies[TIMED_AGAINST]))), "|")
    print(f"\nTimes are page by page, as a multiple of what {TIMED_AGAINST} took for the same page.")
    best = [max(tallies, key=lambda name: body_f1(tallies[name], part)) for part in ("aeb", "news")]
    return 0 if best == ["Postil", "Postil"] else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
