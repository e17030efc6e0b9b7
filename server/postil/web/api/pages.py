"""Pages: capture one, find it, let it go."""

from flask import Blueprint

from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads.cursors import cursor_from, cursor_out
from postil.web.payloads.pages import (
    ArticleOut,
    NewPage,
    PageChange,
    PageFilter,
    PageList,
    PageRemoval,
    Stamp,
    article_out,
    html_from,
    page_out,
)
from postil.web.payloads.people import CardList, card_out
from postil.web.payloads.person_corrections import (
    NewPersonCorrection,
    PersonCorrectionList,
    PersonCorrectionOut,
    person_correction_out,
)

bp = Blueprint("pages", __name__, url_prefix="/pages")


@bp.post("")
@route("Pages", {201: ArticleOut, 200: ArticleOut})
def capture(json: NewPage) -> Answer:
    """Keep a page's article, and tell who is in it.

    201 for a page that is new, 200 for a known one; when its text changed, the new text is one more version.
    """
    captured = library().pages.capture(json.url, html_from(json), json.captured)
    return article_out(library().articles.opened(captured)), 201 if captured.is_new else 200


@bp.get("")
@route("Pages", {200: PageList}, refuses=(422,))
def list_pages(query: PageFilter) -> Answer:
    """List the library's pages, newest first, or the one page of an address."""
    if query.url is not None:
        found = library().pages.find(query.url)
        return PageList(items=[page_out(found)] if found else [], next=None), 200
    pages = library().pages.list(after=cursor_from(query.cursor), limit=query.limit)
    return PageList(items=[page_out(page) for page in pages.items], next=cursor_out(pages.next)), 200


@bp.get("/<page_id>")
@route("Pages", {200: ArticleOut}, refuses=(404,))
def show(page_id: str) -> Answer:
    """Give a page's article with its people and marks."""
    return article_out(library().open_article(page_id)), 200


@bp.patch("/<page_id>")
@route("Pages", {200: ArticleOut}, refuses=(404, 422))
def change(page_id: str, json: PageChange) -> Answer:
    """Say which day a page is from: its people are told as they were on that day."""
    library().days.say(page_id, json.day)
    return article_out(library().open_article(page_id)), 200


@bp.delete("/<page_id>")
@route("Pages", {204: "Gone."}, refuses=(404, 409, 422))
def remove(page_id: str, query: PageRemoval) -> Answer:
    """Let a page go. Refused while marks stand on it, unless `with_marks=true`."""
    library().pages.delete(page_id, with_marks=query.with_marks)
    return "", 204


@bp.get("/<page_id>/stamp")
@route("Pages", {200: Stamp}, refuses=(404,))
def stamp(page_id: str) -> Answer:
    """Tell cheaply whether anything on a page changed since: then its stamp is another one."""
    return Stamp(stamp=library().annotations.stamp(page_id)), 200


@bp.get("/<page_id>/people")
@route("Pages", {200: CardList}, refuses=(404,))
def people(page_id: str) -> Answer:
    """Give the cards of the people in a page's article, in order of appearance."""
    cast = library().people.cast(page_id)
    return CardList(items=[card_out(member) for member in cast], next=None), 200


@bp.get("/<page_id>/people/corrections")
@route("People", {200: PersonCorrectionList}, refuses=(404,))
def list_person_corrections(page_id: str) -> Answer:
    """List the reader's corrections of people that hold on this page, wherever they were made."""
    found = library().person_corrections.on_page(page_id)
    return PersonCorrectionList(items=[person_correction_out(each) for each in found], next=None), 200


@bp.post("/<page_id>/people/corrections")
@route("People", {201: PersonCorrectionOut}, refuses=(404,))
def correct_person(page_id: str, json: NewPersonCorrection) -> Answer:
    """Say who a person on this page is, that they are not that one, or that it is nobody.

    It holds here at once, and in other articles wherever the program takes the name for the same again.
    """
    made = library().person_corrections.make(page_id, json.person, json.says, json.who)
    return person_correction_out(made), 201, {"ETag": f'"{made.revision}"'}
