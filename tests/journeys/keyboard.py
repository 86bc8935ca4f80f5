"""A window without a mouse: everything is reached with the tab key, and seen to be reached."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.journeys.window import Window

FARTHEST = 120  # presses of the tab key from anywhere to anything on one page

FOCUSED = "element => element === document.activeElement"
SEEN = """element => {
    const visible = each => {
        const style = getComputedStyle(each);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    };
    return visible(element) || visible(element.closest("li, label, .row-item, .card-box") ?? element);
}"""


class Keyboard(Window):
    """Tab, arrows, space, enter and letters."""

    def _press(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Enter")

    def _fill(self, target: Locator, value: str) -> None:
        self._reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(value)

    def _choose(self, target: Locator, option: str) -> None:
        self._reach(target)
        self.page.keyboard.press("Home")
        for _ in range(target.locator("option").count()):
            if target.evaluate("element => element.selectedOptions[0].label") == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrow keys do not lead to {option!r}")

    def _tick(self, target: Locator) -> None:
        if target.get_attribute("type") == "radio":
            return self._turn_to(target)
        self._reach(target)
        if not target.is_checked():
            self.page.keyboard.press("Space")
        assert target.is_checked()
        return None

    def _turn_to(self, radio: Locator) -> None:
        """Of radio buttons the tab key reaches one; the arrows lead to the others."""
        name = radio.get_attribute("name")
        group = self.page.locator(f"input[type=radio][name='{name}']")
        self._reach(group)
        for _ in range(group.count()):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert radio.is_checked()

    def _reach(self, target: Locator) -> None:
        """Press the tab key until ``target`` (or one of it) has the focus, and shows it."""
        target.first.wait_for()
        for _ in range(FARTHEST):
            focused = [each for each in target.all() if each.evaluate(FOCUSED)]
            if focused:
                assert focused[0].evaluate(SEEN), f"nobody sees that {target} has the focus"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the tab key does not lead to {target} on {self.page.url}")
