"""The library of articles, and one article with its marks and people."""

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from postil.library.slices import Slice
from postil.models import AnchorState, Verdict
from postil.web.current import library, reader_today
from postil.web.cursors import cursor_from, cursor_out
from postil.web.views.forms import read_correction, read_day, read_draft
from postil.web.views.painting import paint
from postil.web.views.redirects import go_back

bp = Blueprint("articles", __name__)


@bp.get("/articles")
def show_all() -> ResponseReturnValue:
    """The library's articles, newest first, or those that have the words looked for."""
    words = request.args.get("words", "").strip()
    if words:
        found = Slice(library().pages.titled(words), None)
    else:
        found = library().pages.list(after=cursor_from(request.args.get("cursor")))
    return render_template(
        "articles.html",
        pages=[(page, len(library().annotations.on_page(page.id))) for page in found.items],
        next=cursor_out(found.next),
        is_first="cursor" not in request.args,
        words=words,
    )


@bp.get("/articles/<page_id>")
def show(page_id: str) -> ResponseReturnValue:
    """One article: its text with marks and names, the cast beside it, what was left out below."""
    opened = library().open_article(page_id)
    return render_template(
        "article.html",
        page=opened.page,
        stamp=opened.stamp,
        article=opened.article,
        groups=paint(opened.article, opened.marks, opened.cast),
        marks=opened.marks,
        lost=[mark for mark in opened.marks if mark.state is AnchorState.LOST],
        about=[mark for mark in opened.marks if mark.selector is None],
        cast=opened.cast,
        as_of=opened.day,
        nobodies=[said for said in opened.corrections if said.verdict is Verdict.NOT_A_PERSON],
        news=opened.news,
        today=reader_today(),
    )


@bp.get("/articles/<page_id>/stamp")
def stamp(page_id: str) -> ResponseReturnValue:
    """What the open page asks for now and then: another stamp says that something was changed elsewhere."""
    return jsonify(stamp=library().annotations.stamp(page_id))


@bp.post("/articles/<page_id>/marks")
def mark(page_id: str) -> ResponseReturnValue:
    """Mark a passage of the article."""
    made = library().annotations.create(read_draft(page_id))
    place = url_for("views.articles.show", page_id=page_id, _anchor=f"mark-{made.annotation.id}")
    return go_back(place, done="marked")


@bp.post("/articles/<page_id>/people")
def correct_person(page_id: str) -> ResponseReturnValue:
    """Say who somebody in the article is, or is not; the page that follows offers to take it back."""
    said = library().person_corrections.make(page_id, *read_correction())
    place = url_for("views.articles.show", page_id=page_id, _anchor="cast")
    return go_back(place, corrected=said.id)


@bp.post("/articles/<page_id>/day")
def say_day(page_id: str) -> ResponseReturnValue:
    """Say which day the article is from; the page that follows offers to take it back."""
    before = library().pages.get(page_id).day
    library().days.say(page_id, read_day())
    place = url_for("views.articles.show", page_id=page_id, _anchor="cast")
    return go_back(place, dated=page_id, before=before.isoformat() if before else "")


@bp.post("/articles/<page_id>/delete")
def remove(page_id: str) -> ResponseReturnValue:
    """Let the article go, with the marks on it if the reader ticked that."""
    library().pages.delete(page_id, with_marks="with_marks" in request.form)
    return go_back(url_for("views.articles.show_all"), done="page_gone")
