"""A browser in the web view: a client that does what a browser does by itself."""

import re
from html import unescape

HOST = "127.0.0.1:8377"
HERE = f"http://{HOST}"


class Browser:
    """A signed-in browser: keeps its cookie, sends its Origin with forms, and fills in the form token."""

    def __init__(self, app, code: str) -> None:
        self.client = app.test_client()
        self.post("/sign-in", code=code, token=None)

    def get(self, path: str, **headers):
        return self.client.get(path, base_url=HERE, headers={"Accept": "text/html"} | headers)

    def post(self, path: str, *, token: str | None = "", origin: str | None = HERE, **fields):
        headers = {"Accept": "text/html"} | ({"Origin": origin} if origin else {})
        if token == "":
            token = self.form_token()
        data = fields | ({"csrf": token} if token else {})
        return self.client.post(path, base_url=HERE, headers=headers, data=data)

    def form_token(self) -> str:
        return re.search(r'name="csrf" value="(\w+)"', self.get("/settings").text)[1]

    def follow(self, reply):
        assert reply.status_code == 303, reply.text
        return self.get(reply.headers["Location"].partition("#")[0])


def words_of(html: str) -> str:
    """What a reader sees, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def hidden_fields(html: str, action: str) -> dict[str, str]:
    """What the first form of a page that leads to ``action`` sends without the reader, but for its token."""
    form = re.search(rf'<form [^>]*action="{re.escape(action)}".*?</form>', html, re.DOTALL)[0]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in fields if name != "csrf"}
