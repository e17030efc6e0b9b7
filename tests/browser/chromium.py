"""Real Chromium, driven with the extension as a reader has it."""

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Error, ViewportSize

from tests.browser.in_panel import MIDDLE_IN_PANEL
from tests.browser.newsstand import HOST
from tests.browser.shared_playwright import shared_playwright
from tests.browser.waiting import PATIENCE_S, at_rest, until

WINDOW: ViewportSize = {"width": 1000, "height": 720}

# What a key is called by the protocol: its code for the system, and the text that it types.
KEYS = {
    "Tab": (9, ""),
    "Enter": (13, "\r"),
    "Escape": (27, ""),
    " ": (32, " "),
    "End": (35, ""),
    "ArrowLeft": (37, ""),
    "ArrowUp": (38, ""),
    "ArrowRight": (39, ""),
    "ArrowDown": (40, ""),
}
SHIFT = 8


HEAR_COMMAND = """async (key) => {
  const all = await chrome.commands.getAll();
  const { name } = all.find(({ shortcut }) => shortcut === `Alt+Shift+${key}`);
  const [tab] = await chrome.tabs.query({ active: true });
  chrome.commands.onCommand.dispatch(name, tab);
}"""

HEAR_MENU = """async (id) => {
  await chrome.contextMenus.update(id, {}); // throws where the menu has no such entry
  const [tab] = await chrome.tabs.query({ active: true });
  chrome.contextMenus.onClicked.dispatch({ menuItemId: id }, tab);
}"""

TAKE_KEY = """([extensionId, commandName]) =>
  chrome.developerPrivate.updateExtensionCommand({ extensionId, commandName, keybinding: "" })"""


class Chromium:
    """A window with one page in front; ``panel`` is the extension's side panel once it is open."""

    name = "chromium"

    def __init__(self, context: BrowserContext, extension: str) -> None:
        self._context, self._extension = context, extension
        assert context.browser is not None
        self._cdp = context.browser.new_browser_cdp_session()
        self.page = context.pages[0]
        self._page_cdp = context.new_cdp_session(self.page)
        self._panel: Attached | None = None

    @property
    def origin(self) -> str:
        return f"chrome-extension://{self._extension}"

    def goto(self, url: str) -> None:
        self.page.goto(url)

    def reload(self) -> None:
        self.page.reload()

    def js(self, expression: str, *args: Any) -> Any:
        """The value of a function expression in the page's own world."""
        called = f"(args) => ({expression})(...args)"
        try:
            return self.page.evaluate(called, list(args))
        except Error as error:
            if "Execution context was destroyed" not in error.message:
                raise
            # The page went on to the next one by itself meanwhile.
            self.page.wait_for_load_state()
            return self.page.evaluate(called, list(args))

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def click(self, x: float, y: float) -> None:
        self.page.mouse.click(x, y)

    def click_through(self, x: float, y: float) -> None:
        """Click what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.page.mouse.click(x, y)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move(*end, steps=4)
        mouse.up()

    def press_button(self) -> None:
        """Press Postil's button beside the address bar, for the tab in front."""
        address = self.page.url.split("#")[0]
        tab, *_ = until(
            lambda: [t for t in self._targets([{"type": "tab"}]) if t["url"].split("#")[0] == address],
            f"the tab with {address}",
        )
        self._cdp.send("Extensions.triggerAction", {"id": self._extension, "targetId": tab["targetId"]})

    def press_shortcut(self, key: str) -> None:
        """Have the worker hear of Alt+Shift and that key; driven keys reach the page alone.

        The tab is opened to the extension by its button: a real shortcut does that too.
        """
        self._press_button_and_wait()
        self._worker().call(HEAR_COMMAND, key)

    def choose_in_menu(self, x: float, y: float, entry: str) -> None:
        """Have the worker hear of an entry of the context menu, which is drawn by the system.

        The tab is opened to the extension by its button: a real choice does that too.
        """
        self._press_button_and_wait()
        self._worker().call(HEAR_MENU, entry)

    def take_key_away(self, command: str) -> None:
        """Take a command's keys away, as on the browser's page for shortcuts."""
        page = self._context.new_page()
        page.goto("chrome://extensions/shortcuts")
        page.evaluate(TAKE_KEY, [self._extension, command])
        page.close()

    def layer(self, function: str, *args: Any) -> Any:
        """The value of ``function`` called with the shadow root of Postil's layer and ``args``.

        The root is closed to the page, not to a debugger. None where there is no layer.
        """
        document = self._page_cdp.send("DOM.getDocument", {"depth": -1, "pierce": True})
        host = next((n for n in _nodes(document["root"]) if n["localName"] == "postil-layer"), None)
        if host is None:
            return None
        shadow = self._page_cdp.send("DOM.resolveNode", {"nodeId": host["shadowRoots"][0]["nodeId"]})
        reply = self._page_cdp.send(
            "Runtime.callFunctionOn",
            {
                "functionDeclaration": f"function (...args) {{ return ({function})(this, ...args) }}",
                "objectId": shadow["object"]["objectId"],
                "arguments": [{"value": arg} for arg in args],
                "returnByValue": True,
            },
        )
        assert "exceptionDetails" not in reply, reply["exceptionDetails"]
        return reply["result"].get("value")

    def panel(self, function: str, *args: Any) -> Any:
        """The value of ``function`` called in the side panel."""
        return self._side_panel().call(function, *args)

    def click_in_panel(self, selector: str) -> None:
        """A press of the mouse in the side panel; what asks for a permission takes nothing less."""
        x, y = at_rest(lambda: self.panel(MIDDLE_IN_PANEL, selector), f"{selector!r} in the panel")
        for kind in ("mousePressed", "mouseReleased"):
            press = {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}
            self._side_panel().send("Input.dispatchMouseEvent", press)

    def press_key_in_panel(self, key: str) -> None:
        """A press of a key while the side panel has the keyboard."""
        self._side_panel().send("Emulation.setFocusEmulationEnabled", {"enabled": True})
        *held, last = key.split("+")
        code, text = KEYS[last]
        pressed = {
            "key": last,
            "code": last,
            "windowsVirtualKeyCode": code,
            "modifiers": SHIFT if held else 0,
        }
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        self._side_panel().send("Input.dispatchKeyEvent", {**pressed, **down})
        self._side_panel().send("Input.dispatchKeyEvent", {**pressed, "type": "keyUp"})

    def type_in_panel(self, text: str) -> None:
        for letter in text:
            self._side_panel().send("Input.dispatchKeyEvent", {"type": "char", "text": letter})

    def kill_worker(self) -> None:
        """End the extension's worker, as the browser does whenever it likes."""
        for target in self._targets([{"type": "service_worker"}]):
            self._cdp.send("Target.closeTarget", {"targetId": target["targetId"]})
        until(lambda: not self._targets([{"type": "service_worker"}]), "the worker to end")

    def open_tab(self, url: str) -> None:
        self.page = self._context.new_page()
        self._page_cdp = self._context.new_cdp_session(self.page)
        self.page.goto(url)

    def close_tab(self) -> None:
        """Close the tab in front; the first one is in front again."""
        self.page.close()
        self.page = self._context.pages[0]
        self._page_cdp = self._context.new_cdp_session(self.page)
        self.page.bring_to_front()

    def screenshot(self, file: Path) -> None:
        self.page.screenshot(path=file)

    def whole_page(self, file: Path, width: int) -> None:
        """A picture of the page in front from top to bottom, laid out in a window of that width."""
        self.hide_scrollbars()
        self.page.set_viewport_size({**WINDOW, "width": width})
        self.page.screenshot(path=file, full_page=True)
        self.page.set_viewport_size(WINDOW)

    def hide_scrollbars(self) -> None:
        """Show no scrollbars in the page in front, until it is closed."""
        self._page_cdp.send("Emulation.setScrollbarsHidden", {"hidden": True})

    def panel_screenshot(self, file: Path) -> None:
        data = self._side_panel().send("Page.captureScreenshot", {"captureBeyondViewport": True})["data"]
        file.write_bytes(base64.b64decode(data))

    def resize_panel(self, width: int, height: int, scale: float) -> None:
        """Lay the side panel out anew, without a scrollbar; ``scale`` is device pixels a CSS pixel."""
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self._side_panel().send("Emulation.setDeviceMetricsOverride", size)
        self._side_panel().send("Emulation.setScrollbarsHidden", {"hidden": True})

    def _press_button_and_wait(self) -> None:
        self.press_button()
        until(lambda: self.layer("(root) => true"), "Postil on the page")

    def _worker(self) -> "Attached":
        found = until(lambda: self._targets([{"type": "service_worker"}]), "the worker")
        return Attached(self._cdp, found[0]["targetId"])

    def _side_panel(self) -> "Attached":
        if self._panel is None:
            url = f"{self.origin}/panel/panel.html"
            found = until(
                lambda: [t for t in self._targets([{"type": "page"}]) if t["url"] == url], "the side panel"
            )
            self._panel = Attached(self._cdp, found[0]["targetId"])
        return self._panel

    def _targets(self, kinds: list[dict[str, str]]) -> list[dict[str, Any]]:
        return self._cdp.send("Target.getTargets", {"filter": kinds})["targetInfos"]


class Attached:
    """A target that Playwright does not show as a page, spoken to through the browser's own session."""

    def __init__(self, cdp: CDPSession, target_id: str) -> None:
        self._cdp = cdp
        self._answers: dict[int, dict[str, Any]] = {}
        self._count = 0
        cdp.on("Target.receivedMessageFromTarget", self._receive)
        self._session = cdp.send("Target.attachToTarget", {"targetId": target_id, "flatten": False})[
            "sessionId"
        ]

    def send(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        self._count += 1
        number = self._count
        message = json.dumps({"id": number, "method": method, "params": params or {}})
        self._cdp.send("Target.sendMessageToTarget", {"sessionId": self._session, "message": message})

        def answer() -> dict[str, Any] | None:
            self._cdp.send("Target.getTargets")  # lets what has arrived be handed out
            return self._answers.pop(number, None)

        reply = until(answer, f"an answer to {method}")
        assert "error" not in reply, reply
        result: dict[str, Any] = reply["result"]
        return result

    def call(self, function: str, *args: Any) -> Any:
        expression = f"({function})(...{json.dumps(args)})"
        params = {"expression": expression, "returnByValue": True, "awaitPromise": True, "userGesture": True}
        reply = self.send("Runtime.evaluate", params)
        assert "exceptionDetails" not in reply, reply["exceptionDetails"]
        return reply["result"].get("value")

    def _receive(self, event: dict[str, Any]) -> None:
        if event["sessionId"] == self._session:
            message = json.loads(event["message"])
            if "id" in message:
                self._answers[message["id"]] = message


@contextmanager
def chromium(
    executable: str, extension: Path, profile: Path, *, dark: bool = False, scale: float = 1
) -> Iterator[Chromium]:
    """A fresh Chromium with nothing but the unpacked extension in it.

    ``scale`` is device pixels a CSS pixel.
    """
    remember_yes(profile, extension)
    with shared_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=executable,
            headless=False,  # the switch below: the old headless mode knows no extensions
            viewport=WINDOW,
            device_scale_factor=scale,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            timeout=PATIENCE_S * 1000,
            args=[
                "--headless=new",
                "--no-sandbox",
                f"--disable-extensions-except={extension}",
                f"--load-extension={extension}",
                "--enable-unsafe-extension-debugging",
                f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                *(["--force-dark-mode"] if dark else []),
            ],
            ignore_default_args=["--disable-extensions"],
        )
        context.set_default_timeout(PATIENCE_S * 1000)
        try:
            worker = (context.service_workers or [context.wait_for_event("serviceworker")])[0]
            yield Chromium(context, worker.url.split("/")[2])
        finally:
            context.close()


def remember_yes(profile: Path, extension: Path) -> None:
    """Have a new profile know a reader who was asked for the news site before, said yes, and took it back.

    The extension starts with what it ships; when it asks for that site, Chromium grants it without the
    window that only a hand can answer.
    """
    digest = hashlib.sha256(str(extension).encode()).hexdigest()[:32]
    name = "".join(chr(ord("a") + int(digit, 16)) for digit in digest)  # as Chromium names unpacked ones
    granted = {"runtime_granted_permissions": {"explicit_host": [f"*://{HOST}/*"]}}
    folder = profile / "Default"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Preferences").write_text(json.dumps({"extensions": {"settings": {name: granted}}}))


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += each.get("children", [])
        waiting += [each["contentDocument"]] if "contentDocument" in each else []
