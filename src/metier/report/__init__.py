"""The page: one HTML file that opens without a network, made from what was released.

`plain` says what is shown, `render` draws it, `terminal` is the summary of one
screen. Nothing here computes an estimate.
"""

from metier.report.pages import plain
from metier.report.rendering import render
from metier.report.terminals import terminal

__all__ = ["plain", "render", "terminal"]
