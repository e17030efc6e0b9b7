"""Everyone met in the library, and one person over time."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from postil.web.current import library, reader_today
from postil.web.views.redirects import go_back

bp = Blueprint("people", __name__)

ON_ONE_PAGE = 300  # people


@bp.get("/people")
def show_all() -> ResponseReturnValue:
    """Everyone met, or those whose name holds the words looked for."""
    wanted = request.args.get("name", "").casefold().split()
    everyone = library().people.everyone()
    fitting = [met for met in everyone if all(word in met.person.name.casefold() for word in wanted)]
    return render_template(
        "people.html",
        people=fitting[:ON_ONE_PAGE],
        more=len(fitting) - ON_ONE_PAGE,
        name=request.args.get("name", ""),
        total=len(everyone),
    )


@bp.get("/people/<person_id>")
def show(person_id: str) -> ResponseReturnValue:
    """One person: the newest card, the articles they are in, the marks about them."""
    met = library().people.find(person_id)
    today = reader_today()
    newest = library().open_article(met.pages[0].id)
    # None where the newest text names the person no more.
    member = next((each for each in newest.cast if each.card.person.id == person_id), None)
    namesakes = [p for p in library().people.named(met.person.name) if p.id != met.person.id]
    return render_template(
        "person.html", met=met, member=member, as_of=newest.day, namesakes=namesakes, today=today
    )


@bp.post("/people/corrections/<correction_id>/take-back")
def take_back(correction_id: str) -> ResponseReturnValue:
    """Take back what was said of somebody."""
    said = library().person_corrections.put(correction_id, deleted=True)
    place = url_for("views.articles.show", page_id=said.page_id, _anchor="cast")
    return go_back(place, done="taken_back")
