"""Real Firefox, driven with the extension as a reader has it."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

from tests.browser.in_panel import MIDDLE_IN_PANEL
from tests.browser.newsstand import HOST
from tests.browser.serving import free_port
from tests.browser.waiting import at_rest, until

with catch_warnings():
    # Its own dependencies call what Python or they have deprecated, while they are imported.
    simplefilter("ignore", DeprecationWarning)
    from marionette_driver.addons import Addons
    from marionette_driver.errors import JavascriptException
    from marionette_driver.marionette import Marionette

WINDOW = {"width": 1352, "height": 820}  # of the whole window: the sidebar takes its share
NARROWEST = 500  # Firefox makes no window narrower than that

PANEL = "SidebarController.browser?.contentDocument?.getElementById('webext-panels-browser')"

# Runs in the panel's process and answers over a message of its own; null while the panel is still on its way.
IN_PANEL = """
(async () => {
  if (content.location.protocol !== "moz-extension:" || content.document.readyState !== "complete") {
    sendAsyncMessage(NAME, null);
    return;
  }
  const box = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
  content.document.notifyUserGestureActivation();
  let answer;
  try {
    const value = await Cu.evalInSandbox(CODE, box);
    answer = { value: JSON.stringify(value ?? null) };
  } catch (error) {
    answer = { error: String(error) };
  }
  sendAsyncMessage(NAME, answer);
})();
"""

# How many keys went up in the panel so far, counted from the first call on.
KEYS_UP_IN_PANEL = """() => {
  if (document.keysUp === undefined) {
    document.keysUp = 0;
    document.addEventListener("keyup", () => { document.keysUp += 1 }, true);
  }
  return document.keysUp;
}"""
# A key that leads out of the panel, or to another page in it, goes up elsewhere.
KEYS_CAME = "(count) => !(document.keysUp < count) || !document.hasFocus()"
HAS_KEYBOARD = "() => document.hasFocus()"

MENU_IS_CLOSED = "return document.getElementById('contentAreaContextMenu').state === 'closed'"
# Postil's entries lie in a menu of its own within the context menu, where there are more than one.
OPEN_MENU = """
const found = document.querySelector(`#contentAreaContextMenu [id$="-menuitem-_${arguments[0]}"]`);
const popup = found?.closest("menupopup");
if (popup?.state === "closed") popup.closest("menu")?.openMenu(true);
return popup?.state === "open";
"""
CHOOSE = """
const found = document.querySelector(`#contentAreaContextMenu [id$="-menuitem-_${arguments[0]}"]`);
found.closest("menupopup").activateItem(found);
"""


class Firefox:
    """A window with one page in front; ``panel`` is the extension's sidebar once it is open."""

    name = "firefox"

    def __init__(self, marionette: Marionette, extension: str, origin: str) -> None:
        self._m, self._extension, self.origin = marionette, extension, origin
        self._count = 0

    def goto(self, url: str) -> None:
        self._m.navigate(url)

    def reload(self) -> None:
        self._m.refresh()

    def js(self, expression: str, *args: Any) -> Any:
        """The value of a function expression in the page's own world."""
        script = f"""
            const [args, done] = arguments;
            Promise.resolve(({expression})(...args)).then((value) => done([value]));
        """
        return self._value(
            lambda: self._m.execute_async_script(script, script_args=[list(args)], sandbox=None)
        )

    def press(self, key: str) -> None:
        *held, last = key.split("+")
        keys = self._m.actions.sequence("key", "keyboard")
        for each in held:
            keys.key_down(KEYS.get(each, each))
        keys.key_down(KEYS.get(last, last)).key_up(KEYS.get(last, last))
        for each in reversed(held):
            keys.key_up(KEYS.get(each, each))
        keys.perform()

    def type(self, text: str) -> None:
        keys = self._m.actions.sequence("key", "keyboard")
        for letter in text:
            keys.key_down(letter).key_up(letter)
        keys.perform()

    def click(self, x: float, y: float) -> None:
        self._mouse().pointer_move(round(x), round(y)).pointer_down().pointer_up().perform()

    def click_through(self, x: float, y: float) -> None:
        """Click what leads to another page, and wait for it."""
        self.js("() => { document.wasHere = true }")
        self.click(x, y)
        until(
            lambda: self.js("() => !document.wasHere && document.readyState === 'complete'"), "the next page"
        )

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        mouse = self._mouse().pointer_move(*map(round, start)).pointer_down()
        mouse.pointer_move(*map(round, end), duration=100).pointer_up().perform()

    def press_button(self) -> None:
        """Press Postil's button beside the address bar, for the tab in front."""
        self._chrome(
            """
            const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
            const { extension } = WebExtensionPolicy.getByID(arguments[0]);
            ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
            """,
            self._extension,
        )

    def layer(self, function: str, *args: Any) -> Any:
        """The value of ``function`` called with the shadow root of Postil's layer and ``args``.

        The root is closed to the page, not to a debugger. None where there is no layer.
        """
        script = f"""
            const host = document.querySelector("postil-layer");
            return [host ? ({function})(host.openOrClosedShadowRoot, ...arguments[0]) ?? null : null];
        """
        return self._value(lambda: self._m.execute_script(script, script_args=[list(args)], sandbox="system"))

    def _value(self, run: Callable[[], list[Any] | None]) -> Any:
        """What a script answered as the one item of a list.

        A page that goes on to the next one meanwhile makes Marionette answer with nothing at all, or say that
        the document is gone: then the script is run again, on the page that came.
        """

        def answer() -> list[Any] | None:
            try:
                return run()
            except JavascriptException as error:
                if "unloaded" not in str(error):
                    raise
                return None

        (value,) = until(answer, "a page that stays")
        return value

    def panel(self, function: str, *args: Any) -> Any:
        """The value of ``function`` called in the sidebar."""
        code = f"({function})(...{json.dumps(args)})"
        answer = until(lambda: self._run_in_panel(code), "the sidebar")
        assert "error" not in answer, answer["error"]
        return json.loads(answer["value"])

    def _run_in_panel(self, code: str) -> dict[str, str] | None:
        """Its value or error; None while there is no panel, or it is still loading."""
        self._count += 1
        name = f"postil-test-{self._count}"
        script = IN_PANEL.replace("CODE", json.dumps(code)).replace("NAME", json.dumps(name))
        with self._m.using_context("chrome"):
            answer: dict[str, str] | None = self._m.execute_async_script(
                f"""
                const [script, name, done] = arguments;
                const messageManager = {PANEL}?.messageManager;
                if (!messageManager) return done(null);
                messageManager.addMessageListener(name, ({{ data }}) => done(data));
                const code = "data:application/javascript;charset=utf-8," + encodeURIComponent(script);
                messageManager.loadFrameScript(code, false);
                """,
                script_args=[script, name],
            )
        return answer

    def kill_worker(self) -> None:
        """End the extension's worker, as the browser does whenever it likes."""
        with self._m.using_context("chrome"):
            self._m.execute_async_script(
                """
                const [id, done] = arguments;
                const { extension } = WebExtensionPolicy.getByID(id);
                extension.terminateBackground({ ignoreDevToolsAttached: true }).then(() => done());
                """,
                script_args=[self._extension],
            )

    def press_shortcut(self, key: str) -> None:
        """Have the window do what Alt+Shift and that key do; driven keys reach the page alone."""
        self._chrome(
            """
            const keys = [...document.querySelectorAll("keyset[id^='ext-keyset'] key")];
            const own = keys.filter((key) => key.getAttribute("modifiers") === "alt,shift");
            own.find((key) => key.getAttribute("key") === arguments[0]).doCommand();
            """,
            key,
        )

    def click_in_panel(self, selector: str) -> None:
        """A press of the mouse in the sidebar; what asks for a permission takes nothing less."""

        def place() -> list[float]:
            """Where its middle is in the window."""
            x, y = self.panel(MIDDLE_IN_PANEL, selector)
            left, top = self._chrome(
                f"""
                const [outer, inner] = [document.getElementById("sidebar"), {PANEL}];
                const boxes = [outer.getBoundingClientRect(), inner.getBoundingClientRect()];
                return [boxes[0].x + boxes[1].x, boxes[0].y + boxes[1].y];
                """
            )
            return [left + x, top + y]

        x, y = at_rest(place, f"{selector!r} in the panel")
        with self._m.using_context("chrome"):
            self.click(x, y)

    def press_key_in_panel(self, key: str) -> None:
        """A press of a key while the sidebar has the keyboard."""
        with self._keys_to_panel(len(key.split("+"))):
            self.press(key)

    def type_in_panel(self, text: str) -> None:
        with self._keys_to_panel(len(text)):
            self.type(text)

    @contextmanager
    def _keys_to_panel(self, count: int) -> Iterator[None]:
        """Give the sidebar what is pressed meanwhile, and wait until that many keys went up there.

        The window hands them on to the panel's process and does not wait.
        """
        self._focus_panel()
        before = self.panel(KEYS_UP_IN_PANEL)
        with self._m.using_context("chrome"):
            yield
        until(lambda: self.panel(KEYS_CAME, before + count), "the keys to come to the panel")

    def _focus_panel(self) -> None:
        """Give the sidebar the keyboard, where it does not have it already."""
        self._chrome(
            f"""
            if (document.activeElement?.id === "sidebar") return;
            Services.focus.setFocus(document.getElementById("sidebar"), 0);
            {PANEL}.focus();
            """
        )
        until(lambda: self.panel(HAS_KEYBOARD), "the keyboard in the sidebar")

    def choose_in_menu(self, x: float, y: float, entry: str) -> None:
        """Press the right button of the mouse there, and choose Postil's entry of that name."""
        until(lambda: self._chrome(MENU_IS_CLOSED), "the menu to close that was open before")
        self._mouse().pointer_move(round(x), round(y)).pointer_down(button=2).pointer_up(button=2).perform()
        until(lambda: self._chrome(OPEN_MENU, entry), f"{entry!r} in the context menu")
        self._chrome(CHOOSE, entry)

    def take_key_away(self, command: str) -> None:
        """Take a command's keys away, as on the browser's page for shortcuts."""
        with self._m.using_context("chrome"):
            self._m.execute_async_script(
                """
                const [id, name, done] = arguments;
                const { extension } = WebExtensionPolicy.getByID(id);
                extension.shortcuts.updateCommand({ name, shortcut: "" }).then(() => done());
                """,
                script_args=[self._extension, command],
            )

    def open_tab(self, url: str) -> None:
        handle = self._m.open(type="tab", focus=True)["handle"]
        self._m.switch_to_window(handle)
        self._m.navigate(url)

    def close_tab(self) -> None:
        """Close the tab in front; the first one is in front again."""
        self._m.switch_to_window(self._m.close()[0])

    def screenshot(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self._m.screenshot(full=False)))

    def whole_page(self, file: Path, width: int) -> None:
        """A picture of the page in front from top to bottom, laid out in a window of that width."""
        before = self._m.window_rect["width"]
        self._widen(max(width, NARROWEST))
        file.write_bytes(base64.b64decode(self._m.screenshot(full=True)))
        self._widen(before)

    def _widen(self, width: int) -> None:
        """Give the window that width, and wait until its page is laid out in it."""
        self._m.set_window_rect(width=width, height=WINDOW["height"])
        until(lambda: self.js("() => outerWidth") == width, "the window's width")
        at_rest(lambda: self.js("() => innerWidth"), "the page's width")

    def panel_screenshot(self, file: Path) -> None:
        """The whole window, with the sidebar in it."""
        with self._m.using_context("chrome"):
            file.write_bytes(base64.b64decode(self._m.screenshot(full=False)))

    def _chrome(self, script: str, *args: Any) -> Any:
        with self._m.using_context("chrome"):
            return self._m.execute_script(script, script_args=list(args))

    def _mouse(self) -> Any:
        return self._m.actions.sequence("pointer", "mouse", {"pointerType": "mouse"})


KEYS = {
    "End": "\ue010",
    "Escape": "\ue00c",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Control": "\ue009",
    "Alt": "\ue00a",
    "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "ArrowUp": "\ue013",
}


@contextmanager
def firefox(executable: str, extension: Path, profile: Path, *, dark: bool = False) -> Iterator[Firefox]:
    """A fresh Firefox with nothing but the extension in it, as a temporary add-on."""
    marionette = Marionette(
        bin=executable,
        headless=True,
        port=free_port(),
        gecko_log=str(profile) + ".log",
        prefs={
            "network.dns.localDomains": HOST,
            "ui.systemUsesDarkTheme": int(dark),
            "ui.prefersReducedMotion": 1,
            # A question that only a hand can answer is answered with yes.
            "extensions.webextOptionalPermissionPrompts": False,
            "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
            # Marionette turns it on so that tests find no surprises; readers have it off.
            "dom.events.asyncClipboard.readText": False,
        },
    )
    try:
        marionette.start_session()
        marionette.set_window_rect(**WINDOW)
        extension_id = Addons(marionette).install(str(extension), temp=True)
        with marionette.using_context("chrome"):
            host = marionette.execute_script(
                "return WebExtensionPolicy.getByID(arguments[0]).mozExtensionHostname",
                script_args=[extension_id],
            )
        yield Firefox(marionette, extension_id, f"moz-extension://{host}")
    finally:
        # Leaving in its own time takes it a minute with a sidebar open.
        marionette.quit(in_app=False)
