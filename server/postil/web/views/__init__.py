"""The web view: pages for people, which work without JavaScript."""

from flask import Blueprint

from postil.web.views import marks, sign_in

VIEWS = Blueprint("views", __name__)
for _noun in (marks, sign_in):
    VIEWS.register_blueprint(_noun.bp)
