from contextlib import ExitStack

from tests.browser.shared_playwright import shared_playwright


def test_who_comes_first_may_leave_first_and_the_other_goes_on() -> None:
    first, second = ExitStack(), ExitStack()
    one, other = first.enter_context(shared_playwright()), second.enter_context(shared_playwright())
    assert one is other
    first.close()
    assert other.request.new_context().storage_state() == {"cookies": [], "origins": []}
    second.close()


def test_it_starts_anew_after_the_last_one_has_left() -> None:
    for _ in range(2):
        with shared_playwright() as playwright:
            assert playwright.chromium.name == "chromium"
