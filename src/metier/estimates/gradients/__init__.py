"""The study's regressions of the frame: columns, adjusted shares, trends, curves."""
