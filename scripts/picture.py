"""Make docs/report.png: the top of a study's page beside one of its figures.

python scripts/picture.py STUDY/report.html docs/report.png
"""

import base64
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 940, 1080
FIGURE = "#work-modes"
"""The exhibit that stands to the right."""

GAP = 28
SCALE = 0.86
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu")


def picture(page: Path, out: Path) -> None:
    """Photograph the page twice and lay the pictures side by side."""
    path = next((path for path in map(shutil.which, NAMES) if path), None)
    with sync_playwright() as found:
        browser = found.chromium.launch(executable_path=path, args=list(FLAGS))
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=SCALE,
            color_scheme="light",
            offline=True,
        )
        one = context.new_page()
        one.goto(page.resolve().as_uri())
        top = one.screenshot()
        one.evaluate(
            "(name) => scrollTo({top: document.querySelector(name)"
            ".getBoundingClientRect().top + scrollY - 24, behavior: 'instant'})",
            FIGURE,
        )
        figure = one.screenshot()
        both = browser.new_page()
        wide = round((2 * WIDTH + 3 * GAP / SCALE) * SCALE)
        both.set_viewport_size(
            {"width": wide, "height": round(HEIGHT * SCALE) + 2 * GAP}
        )
        both.set_content(_laid(top, figure))
        both.locator("img").last.wait_for()
        out.write_bytes(both.screenshot(scale="css"))
        browser.close()


def _laid(*pictures: bytes) -> str:
    images = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(one).decode()}" '
        f'width="{round(WIDTH * SCALE)}">'
        for one in pictures
    )
    return (
        "<style>body{margin:0;background:#e9e5dc;display:flex;"
        f"gap:{GAP}px;padding:{GAP}px}}"
        "img{border-radius:8px;border:1px solid #cfc9bc}</style>" + images
    )


if __name__ == "__main__":
    picture(Path(sys.argv[1]), Path(sys.argv[2]))
