"""Nothing that metier publishes claims that one thing brings about another.

What was counted together is said to go together. The words are looked for in the whole
page, the summary of the terminal and the page of the estimates; terms of statistics
that hold such a word are left out.
"""

import re
from pathlib import Path

import pytest

from metier.baselines import BASELINES
from metier.figures import FIGURES
from metier.report import render, terminal
from releases import release_of

DOCS = Path(__file__).parents[2] / "docs"
CAUSAL = re.compile(
    r"\b(drives?|driven by|leads? to|because|impacts?|determines?|effects?|causes?"
    r"|caused by|improves?|increases?|reduces?|boosts?|makes? better|thanks to"
    r"|due to|results? in|responsible for|pays? off)\b",
    re.IGNORECASE,
)
TERMS = re.compile(r"(fixed|average|design|month) effects?", re.IGNORECASE)


def claims(text: str) -> list[str]:
    said = TERMS.sub("", text)
    return [said[max(0, m.start() - 40) : m.end() + 20] for m in CAUSAL.finditer(said)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Expertise drives success.",
        "Delegation leads to more output.",
        "People succeed more because they know the task.",
        "The effect of expertise is large.",
    ],
)
def test_a_sentence_that_claims_a_cause_is_found(sentence: str) -> None:
    assert claims(sentence)


def test_terms_of_statistics_claim_nothing() -> None:
    assert claims("joint fixed effects of month, average effect, design effect") == []


def test_no_sentence_of_the_page_claims_a_cause() -> None:
    page = render(release_of(FIGURES, withhold=5), FIGURES, BASELINES)
    said = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    said = re.sub(r"<[^>]+>", " ", said)

    assert len(said) > 10_000
    assert claims(re.sub(r"\s+", " ", said)) == []


def test_no_line_of_the_terminal_claims_a_cause() -> None:
    said = terminal(release_of(FIGURES), BASELINES, width=100, colour=False)

    assert len(said) > 500
    assert claims(said) == []


@pytest.mark.parametrize("name", ["estimates.md", "columns.md", "codebook.md"])
def test_no_page_about_the_numbers_claims_a_cause(name: str) -> None:
    assert claims((DOCS / name).read_text()) == []
