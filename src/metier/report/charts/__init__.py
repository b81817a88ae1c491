"""Charts as HTML and SVG, written in Python: no library, no script, no network.

Lengths along the number axis are percentages, so that one drawing fits a phone, a
desktop and paper. Colours are classes; the style sheet knows day, night and print.
"""

from metier.report.charts.columns import columns
from metier.report.charts.drawing import draw
from metier.report.charts.lines import lines
from metier.report.charts.tracks import tracks

__all__ = ["columns", "draw", "lines", "tracks"]
