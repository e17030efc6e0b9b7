"""The web view: pages for people, which work without JavaScript."""

from flask import Blueprint

from postil.web.views import (
    articles,
    consent,
    corrections,
    files,
    marks,
    people,
    settings,
    sign_in,
    versions,
)

VIEWS = Blueprint("views", __name__)
for _noun in (marks, articles, versions, corrections, people, files, settings, consent, sign_in):
    VIEWS.register_blueprint(_noun.bp)
