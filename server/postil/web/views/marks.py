"""The stream of marks: search, edit, put away, bring back."""

from collections.abc import Iterator

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from postil.library.annotations import AnnotationUpdate
from postil.library.slices import Slice
from postil.models import Annotation, Tally
from postil.web.current import library, reader_today
from postil.web.cursors import cursor_from, cursor_out
from postil.web.protocols.passages import other_passages
from postil.web.views.arranging import by_day
from postil.web.views.forms import read_change, read_revision, read_selector
from postil.web.views.redirects import go_back
from postil.web.views.searching import SearchLine, parse
from postil.wording import now_in

bp = Blueprint("marks", __name__)

FACET_LENGTH = 8  # people and tags in the column beside: what fits without scrolling


@bp.get("/marks")
@bp.get("/")
def show() -> ResponseReturnValue:
    """The marks that fit the search line, newest first, by day and article."""
    search = parse(request.args.get("q", ""))
    found, tally = _find(search)
    return render_template(
        "marks.html",
        search=search,
        days=tuple(by_day(found.items, library().pages.get, today=reader_today())),
        people=tuple(_met_most(tally)),
        tags=tally.tags.most_common(FACET_LENGTH),
        tally=tally,
        next=cursor_out(found.next),
        is_first="cursor" not in request.args,
        is_empty_library=not library().pages.list(limit=1).items,
    )


@bp.get("/marks/<mark_id>")
def edit(mark_id: str) -> ResponseReturnValue:
    """One mark, to be changed."""
    mark = library().annotations.get(mark_id)
    article = library().pages.article(mark.page_id)
    met = library().people.by_id()
    return render_template(
        "mark.html",
        mark=mark,
        now=now_in(mark, article),
        page=library().pages.get(mark.page_id),
        people=tuple(met[id] for id in mark.people if id in met),
        others=other_passages(mark),
        back=request.args.get("back", ""),
    )


@bp.post("/marks/<mark_id>")
def save(mark_id: str) -> ResponseReturnValue:
    """Change a mark; refused when it was changed elsewhere since the form was shown."""
    library().annotations.change(mark_id, read_change(), revision=read_revision())
    return go_back(url_for("views.marks.edit", mark_id=mark_id), done="saved")


@bp.post("/marks/<mark_id>/place")
def place(mark_id: str) -> ResponseReturnValue:
    """Place a mark by hand on words of the article's newest text."""
    library().annotations.change(
        mark_id, AnnotationUpdate(selector=read_selector()), revision=read_revision()
    )
    return go_back(url_for("views.marks.edit", mark_id=mark_id), placed=mark_id)


@bp.post("/marks/<mark_id>/place-back")
def place_back(mark_id: str) -> ResponseReturnValue:
    """Undo the last placing by hand."""
    library().annotations.change(mark_id, AnnotationUpdate(place_back=True))
    return go_back(url_for("views.marks.edit", mark_id=mark_id), done="placed_back")


@bp.post("/marks/<mark_id>/delete")
def put_away(mark_id: str) -> ResponseReturnValue:
    """Put a mark away; the page that follows offers to bring it back."""
    library().annotations.delete(mark_id)
    return go_back(url_for("views.marks.show"), put_away=mark_id)


@bp.post("/marks/<mark_id>/restore")
def bring_back(mark_id: str) -> ResponseReturnValue:
    """Bring a mark back that was put away."""
    library().annotations.change(mark_id, AnnotationUpdate(deleted=False))
    return go_back(url_for("views.marks.show"), done="restored")


def _find(search: SearchLine) -> tuple[Slice[Annotation], Tally]:
    """The marks, and what they have in common; nothing for a search that names nobody who was met."""
    about = tuple(person.id for person in library().people.named(search.person)) if search.person else ()
    if search.problem or (search.person and not about):
        return Slice((), None), Tally()
    after = cursor_from(request.args.get("cursor"))
    found = library().annotations.list(search.query, about=about, after=after)
    return found, library().annotations.tally(search.query, about=about)


def _met_most(tally: Tally) -> Iterator[tuple[str, int]]:
    """Names of those mentioned in most of the marks, with how many."""
    met = library().people.by_id()
    known = ((met[id].name, number) for id, number in tally.people.most_common() if id in met)
    for _, entry in zip(range(FACET_LENGTH), known, strict=False):
        yield entry
