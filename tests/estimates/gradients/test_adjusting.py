import numpy as np
import pytest

from metier.estimates.gradients.adjusting import adjusted_rates


def test_the_formula_gives_every_row_of_the_published_table_a2() -> None:
    sessions = np.asarray([5_911, 73_858, 96_516, 146_879, 36_422], dtype=float)
    raw = np.asarray([13.2, 20.9, 28.0, 29.3, 34.7])
    effects = np.asarray([0.0, 6.4, 13.8, 15.0, 18.4])
    weights = sessions / sessions.sum()

    rates = adjusted_rates(float(weights @ raw), effects, weights)

    assert np.round(rates, 1).tolist() == [14.5, 20.9, 28.3, 29.5, 32.9]
    assert float(weights @ rates) == pytest.approx(27.5, abs=0.05)
