"""Elements of HTML and SVG as text, with everything in them escaped."""

from html import escape

__all__ = ["element", "percent", "points", "words"]


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """Write an element; `stroke_width` is written `stroke-width`, `class_` `class`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>"


def words(text: str) -> str:
    """Escape text."""
    return escape(text)


def percent(value: float) -> str:
    """Write a length along an axis."""
    return f"{value:.2f}%"


def points(*corners: tuple[float, float]) -> str:
    """Write corners of a shape."""
    return " ".join(f"{x:g},{y:g}" for x, y in corners)
