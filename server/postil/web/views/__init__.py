"""The web view: pages for people, which work without JavaScript."""

from flask import Blueprint

from postil.web.views import articles, consent, files, marks, people, settings, sign_in

VIEWS = Blueprint("views", __name__)
for _noun in (marks, articles, people, files, settings, consent, sign_in):
    VIEWS.register_blueprint(_noun.bp)
