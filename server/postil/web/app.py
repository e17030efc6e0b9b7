"""The Flask application over one library."""

from flask import Flask

from postil.config import Settings
from postil.library import Library
from postil.web import access, bodies, current, failures, headers
from postil.web.api import API
from postil.web.api.health import bp as health
from postil.web.protocols import PROTOCOLS
from postil.web.views import VIEWS, frame


def create_app(library: Library, settings: Settings) -> Flask:
    """The API and the web view of ``library``. Serve it at the host and port that ``settings`` name."""
    app = Flask(__name__)
    current.hand_over(app, library, settings)
    headers.prepare(app)
    bodies.prepare(app)  # before access, which reads forms: by then it is known how long they may be
    access.prepare(app)
    failures.register(app)
    frame.prepare(app)
    app.register_blueprint(health)
    app.register_blueprint(API)
    app.register_blueprint(VIEWS)
    for protocol in PROTOCOLS:
        app.register_blueprint(protocol)
    return app
