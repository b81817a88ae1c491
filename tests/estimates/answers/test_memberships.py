"""Which sessions a number is made from, and which of them are its hits."""

import numpy as np

from metier.estimates import memberships
from metier.facts import Frame
from metier.records import Figure, Key, Panel, Share


def test_a_share_names_its_sessions_and_its_hits() -> None:
    frame = Frame(
        {
            "person": np.array(["a", "b", "c"], dtype=object),
            "trouble": np.array([1.0, 0.0, np.nan]),
        }
    )
    panel = Panel(needs=(Share(of="trouble"),), mark="numbers")
    figure = Figure(
        id="one", exhibit="", question="?", section="comes", panels=(panel,), caveat=""
    )

    (sessions, hits) = memberships((figure,), frame)[Key(figure="one")]

    assert sessions.tolist() == [True, True, False]
    assert hits is not None
    assert hits.tolist() == [True, False, False]
