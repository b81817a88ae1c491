"""No sentence says more than its numbers."""

import pytest

from metier.disclosure.language import Claim, check
from metier.figures import FIGURES
from metier.records import Figure

BEYOND_EXPERIMENTS: tuple[Claim, ...] = (
    "descriptive",
    "associational",
    "within-person",
)


@pytest.mark.parametrize("claim", BEYOND_EXPERIMENTS)
@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Expertise drives success.", "drives"),
        ("Planning first leads to fewer failures.", "leads to"),
        ("Success is higher because the task is known.", "because"),
        ("The impact of expertise on success", "impact"),
        ("Expertise determines how a session ends.", "determines"),
        ("The effect of a level is 4 points.", "effect"),
        ("Sessions failed due to trouble.", "due to"),
        ("Knowing the task improves success.", "improves success"),
        ("Trouble caused a failure.", "caused"),
    ],
)
def test_only_an_experiment_may_speak_of_causes(
    sentence: str, word: str, claim: Claim
) -> None:
    assert check(sentence, claim) == (word,)
    assert check(sentence, "experimental") == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Sessions rated expert end verified more often.",
        "Linear probability model with joint fixed effects of mode and month.",
        "Do people who know the task better succeed more often?",
        "Of sessions in trouble, fewer succeed.",
        "This difference is not a causal one.",
        "The study says “success is determined by expertise”.",
        "Words a prompt rise by 13% a level.",
    ],
)
def test_what_is_observed_may_be_said(sentence: str) -> None:
    assert check(sentence, "associational") == ()


@pytest.mark.parametrize("claim", [*BEYOND_EXPERIMENTS, "experimental"])
def test_people_are_not_called_experts(claim: Claim) -> None:
    assert check("Experts succeed more often than novices.", claim) == (
        "Experts",
        "novices",
    )


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_no_figure_says_more_than_its_numbers(figure: Figure) -> None:
    titles = (t for p in figure.panels for t in (p.title, p.x, p.y))
    for sentence in (figure.question, figure.caveat, figure.note, *titles):
        assert check(sentence, "associational") == ()
