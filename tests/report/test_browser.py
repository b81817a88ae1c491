"""The page in a real browser: at phone and desktop width, by day and by night."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from metier.baselines import BASELINES
from metier.figures import FIGURES
from metier.report import render
from releases import release_of

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE, DESKTOP = 375, 1280


def launched(found: Playwright) -> Browser:
    """Launch the system's browser, else the one that playwright brought."""
    path = next((path for path in map(shutil.which, NAMES) if path), None)
    try:
        return found.chromium.launch(executable_path=path, args=list(FLAGS))
    except Error as error:
        if "Executable doesn't exist" not in str(error):
            raise
        pytest.skip("no browser could be had: scripts/browser.sh says what to do")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as found:
        one = launched(found)
        yield one
        one.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render(release_of(FIGURES, withhold=9), FIGURES, BASELINES))
    return path


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(
    request: pytest.FixtureRequest, browser: Browser, file: Path
) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": request.param, "height": 900}, offline=True
    )
    one = context.new_page()
    one.goto(file.as_uri())
    yield one
    context.close()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens_without_a_network_and_without_a_complaint(
    browser: Browser, file: Path, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        offline=True,
    )
    one = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    one.on("console", lambda message: said.append(message.text))
    one.on("pageerror", lambda error: said.append(str(error)))
    one.on("request", lambda request: asked.append(request.url))

    one.goto(file.as_uri())
    one.wait_for_load_state("networkidle")

    assert said == []
    assert asked == [file.as_uri()]
    context.close()


def test_nothing_is_wider_than_the_window(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert wide <= 0


def test_every_exhibit_is_visible_with_its_charts(page: Page) -> None:
    for figure in FIGURES:
        exhibit = page.locator(f"article#{figure.id}")

        assert exhibit.is_visible()
        assert exhibit.get_by_text(figure.question).is_visible()
        for chart in exhibit.locator("figure.panel").all():
            box = chart.bounding_box()
            assert box is not None
            assert box["height"] > 40


def test_marks_lie_inside_their_chart(page: Page) -> None:
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".chart")].flatMap((chart) => {
          const all = chart.getBoundingClientRect();
          return [...chart.querySelectorAll(".own, .bar, .box, .whisker")]
            .map((mark) => mark.getBoundingClientRect())
            .filter((mark) => mark.left < all.left - 1 || mark.right > all.right + 1);
        }).length"""
    )

    assert outside == 0


def test_own_and_published_values_have_distinct_marks(page: Page) -> None:
    row = page.locator("#work-modes-modes .row", has_text="Building something new")

    assert row.locator("rect.bar").count() == 1
    assert row.locator("polygon.pub").count() == 1
    assert row.locator(".numbers .published").inner_text() == "25%"


def test_every_number_is_in_a_table_that_the_keyboard_opens(page: Page) -> None:
    details = page.locator("#work-modes details.data")
    table = details.locator("table").first

    assert not table.is_visible()
    details.locator("summary").focus()
    page.keyboard.press("Enter")

    assert table.is_visible()
    assert "grade T, page 4" in table.inner_text()


def test_text_is_readable_against_its_ground(browser: Browser, file: Path) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(
            color_scheme="dark" if scheme == "dark" else "light", offline=True
        )
        one = context.new_page()
        one.goto(file.as_uri())

        worst = one.evaluate(
            """() => {
              const style = getComputedStyle(document.documentElement);
              const light = (name) => {
                const hex = style.getPropertyValue(name).trim().slice(1);
                const part = [0, 2, 4]
                  .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
                  .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
              };
              const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) /
                (Math.min(light(a), light(b)) + 0.05);
              return Math.min(...["--ink", "--muted", "--accent"].flatMap(
                (ink) => ["--paper", "--card"].map((ground) => ratio(ink, ground))));
            }"""
        )

        assert worst >= 4.5, scheme
        context.close()


def test_on_paper_every_table_is_open(browser: Browser, file: Path) -> None:
    context = browser.new_context(offline=True)
    one = context.new_page()
    one.goto(file.as_uri())

    one.evaluate("dispatchEvent(new Event('beforeprint'))")
    open_ = one.locator("details[open]").count()
    one.evaluate("dispatchEvent(new Event('afterprint'))")

    assert open_ == one.locator("details").count()
    assert one.locator("details[open]").count() == 0
    context.close()


def test_all_numbers_can_be_saved(page: Page) -> None:
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save all numbers").click()

    lines = saved.value.path().read_text().splitlines()
    fixing = next(line for line in lines if '"work-modes","modes"' in line)
    assert lines[0].startswith('"figure","panel","series","group","split","value"')
    assert fixing.split(",")[3] == '"fix"'
    assert fixing.endswith('"26%","T","4"')
