"""A keyboard in a page or in the panel: where it is, and how it gets to a control."""

from collections.abc import Callable
from typing import Any

from tests.browser.waiting import until

# What a hand does with Shift and the arrows.
SELECT_FIRST_WORDS = """() => {
  const words = document.querySelector("article p:nth-of-type(2)").firstChild;
  getSelection().setBaseAndExtent(words, 0, words, 15);
}"""

# A control's name, as a screen reader says it.
NAME = """(each) => (each.getAttribute("aria-label") ?? (each.labels?.[0] ?? each).textContent).trim()"""

# What Tab has to reach, in the order of the page; of a group of radio buttons, the one that is chosen.
STOPS = f"""() => [...document.querySelectorAll("a[href], button, input, textarea, summary")]
  .filter((each) => each.checkVisibility() && !each.disabled && !(each.type === "radio" && !each.checked))
  .map({NAME})"""

UNSEEN = "unseen: "  # before the name of a control that does not show that it has the keyboard

# The name of what has the keyboard, "" for nothing.
HELD = f"""() => {{
  const on = document.activeElement;
  if (on === document.body) return "";
  const {{ outlineStyle, outlineWidth }} = getComputedStyle(on);
  const isUnseen = outlineStyle === "none" || outlineWidth === "0px";
  return (isUnseen ? "{UNSEEN}" : "") + ({NAME})(on);
}}"""

TO_THE_FIRST = """() => document.querySelector("a[href], button, input, textarea, summary").focus()"""

IN_A_DATE = "() => document.activeElement.type === 'date'"

FEW = 80  # steps of the Tab key on a page with a mark or two


class Keyboard:
    """``look`` calls a function in the page, ``press`` presses a key in it."""

    def __init__(self, look: Callable[..., Any], press: Callable[[str], None]) -> None:
        self._look, self.press = look, press

    def held(self) -> str:
        """The name of the control that has the keyboard; "" for none."""
        name: str = self._look(HELD)
        return name

    def stops(self) -> list[str]:
        names: list[str] = self._look(STOPS)
        return names

    def walked(self) -> list[str]:
        """The names of the controls that Tab goes through, from the first one on."""
        self._look(TO_THE_FIRST)
        names = [self.held().removeprefix(UNSEEN)]  # put there by no key, it need not show it
        for _ in self.stops()[1:]:
            self._press_tab()
            names.append(self.held())
        return names

    def _press_tab(self) -> None:
        """Go on to the next control: through a date by its parts, a key for each."""
        was_in_a_date = self._look(IN_A_DATE)
        self.press("Tab")
        for _ in range(FEW):
            if not (was_in_a_date and self._look(IN_A_DATE)):
                return
            self.press("Tab")

    def step_to(self, name: str) -> None:
        """Press Tab until a control has the keyboard."""
        for _ in range(FEW):
            if self.held() == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name!r} is not reached with Tab: {self.stops()}")

    def comes_to(self, name: str) -> None:
        """Wait until a control has the keyboard by itself."""
        until(lambda: self.held() == name, f"the keyboard on {name!r}")
