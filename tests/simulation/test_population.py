"""A simulated study's sessions: the published shares, the same from the same seed."""

import numpy as np
import pytest

from metier.simulation import MODE_NAMES, Columns, draw_reference, population

SESSIONS = 100_000
PEOPLE = 58_700


@pytest.fixture(scope="module")
def drawn() -> Columns:
    return population(4, SESSIONS, PEOPLE)


def test_the_same_seed_draws_the_same_sessions() -> None:
    one, two = population(2, 500, 300), population(2, 500, 300)

    assert all(np.array_equal(one[name], two[name]) for name in one)


def test_there_are_as_many_sessions_and_people_as_asked(drawn: Columns) -> None:
    counts = np.bincount(drawn["person"], minlength=PEOPLE)

    assert len(drawn["level"]) == SESSIONS
    assert counts.min() == 1
    # 73,066 of 234,751 people have more than one session, 1,413 more than ten.
    assert abs((counts > 1).mean() - 0.311) < 0.02
    assert abs((counts > 10).mean() - 0.006) < 0.003


@pytest.mark.parametrize(
    ("mode", "share"),
    [("fix", 0.26), ("build", 0.25), ("operate", 0.17), ("test", 0.02)],
)
def test_modes_have_their_published_shares(
    drawn: Columns, mode: str, share: float
) -> None:
    assert abs((drawn["mode"] == MODE_NAMES.index(mode)).mean() - share) < 0.012


def test_fixing_falls_from_a_third_to_a_fifth(drawn: Columns) -> None:
    fixes = drawn["mode"] == MODE_NAMES.index("fix")

    assert abs(fixes[drawn["month"] == 0].mean() - 0.33) < 0.015
    assert abs(fixes[drawn["month"] == 6].mean() - 0.19) < 0.015


@pytest.mark.parametrize(
    ("level", "verified", "judged"),
    [(2, 0.209, 0.48), (3, 0.283, 0.58), (5, 0.34, 0.65)],
)
def test_success_rises_with_the_level_as_published(
    drawn: Columns, level: int, verified: float, judged: float
) -> None:
    rows = (drawn["level"] == level) & (drawn["outcome"] != 3)

    assert abs(drawn["verified"][rows].mean() - verified) < 0.02
    assert abs((drawn["outcome"][rows] == 0).mean() - judged) < 0.025


def test_experts_set_off_more_actions_and_words(drawn: Columns) -> None:
    rates = drawn["actions"] / drawn["turns"]
    means = [
        np.exp(np.log(rates[(drawn["level"] == level) & (rates > 0)]).mean())
        for level in range(1, 6)
    ]

    assert means == sorted(means)
    assert 4.2 < means[0] < 6.2
    assert 10.5 < means[4] < 13.0


def test_deciding_is_shared_as_published(drawn: Columns) -> None:
    for kind, share in (("plan", 0.30), ("exec", 0.80)):
        agent, user = drawn[f"{kind}_agent"], drawn[f"{kind}_user"]
        assert abs((agent / (agent + user)).mean() - share) < 0.01


def test_the_reference_agrees_as_often_as_the_confusion_says(drawn: Columns) -> None:
    reference = draw_reference(4, drawn)
    succeeded = drawn["outcome"] == 0

    assert abs((reference["outcome"][succeeded] == 0).mean() - 0.90) < 0.01
    assert (reference["level"] != drawn["level"]).mean() > 0.2
