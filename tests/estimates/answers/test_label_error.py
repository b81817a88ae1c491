"""Whatever rests on a machine's answers says whether its error is in the interval."""

import re

import numpy as np
import pytest

from metier.estimates import Checked, answers
from metier.facts import Frame
from metier.figures import FIGURES
from metier.records import Estimate
from pooling.crowds import base, whole

ASKED = frozenset({"outcome", "expertise", "work_mode"})
NOT_IN = "the interval does not contain the annotator's error"


@pytest.fixture(scope="module")
def frame() -> Frame:
    return whole({f"person{n:03d}": base(30 + n % 13, n) for n in range(40)})


def resting_on_answers(found: tuple[Estimate, ...]) -> list[Estimate]:
    return [one for one in found if one.rests_on and one.low is not None]


def test_without_checked_sessions_every_number_says_that_label_error_is_not_in_it(
    frame: Frame,
) -> None:
    found = resting_on_answers(answers(FIGURES, frame))

    silent = {one.key for one in found if NOT_IN not in one.method}
    assert len(found) > 100
    assert silent == set()
    assert not any(one.label_error for one in found)


def test_with_checked_sessions_every_number_says_which_it_is_and_why(
    frame: Frame,
) -> None:
    size = len(frame)
    checked = np.random.default_rng(1).random(size) < 0.5
    gold = Checked(
        frame=frame, checked=checked, probability=np.full(size, 0.5), facets=ASKED
    )

    found = resting_on_answers(answers(FIGURES, frame, checked=gold))

    corrected = [one for one in found if one.label_error]
    others = [one for one in found if not one.label_error]
    assert len(corrected) > 50
    assert [one.key for one in corrected if NOT_IN in one.method] == []
    assert [one.key for one in others if NOT_IN not in one.method] == []
    assert [one.key for one in others if "no session was checked" in one.method] == []
    months = [one for one in corrected if one.key.figure == "trends"]
    assert {one.key.series for one in months} == {"raw"}


def test_no_method_of_an_estimate_claims_a_cause(frame: Frame) -> None:
    methods = {one.method for one in answers(FIGURES, frame)}

    said = " ".join(methods).replace("fixed effects", "").replace("month effects", "")
    found = re.findall(r"\b(?:because|drives|leads to|effects?|causes?)\b", said)
    assert len(methods) > 20
    assert found == []
