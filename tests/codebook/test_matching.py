"""What people call their work, and the group it stands in."""

import pytest

from metier.codebook.matching import match

SAID = {
    "senior backend engineer": "15",
    "IT support for a school": "15",
    "I run a small restaurant chain": "11",
    "data scientist at a bank": "15",
    "registered nurse": "29",
    "high school maths teacher": "25",
    "patent attorney": "23",
    "tax accountant": "13",
    "civil engineer, bridges": "17",
    "marine biologist": "19",
    "UX designer": "27",
    "truck driver": "53",
    "real estate agent": "41",
    "hairdresser": "39",
    "line cook": "35",
    "electrician": "47",
    "car mechanic": "49",
    "welder": "51",
    "legal secretary": "43",
    "police officer": "33",
    "social worker": "21",
    "product manager": "11",
    "dental assistant": "31",
    "dairy farmer": "45",
    "janitor": "37",
    "army officer": "55",
    "physiotherapist": "29",
    "freelance journalist": "27",
    "supply chain analyst": "13",
    "machine learning researcher": "15",
}


def test_most_descriptions_find_their_group() -> None:
    wrong = {text: code for text, code in SAID.items() if match(text)[0].code != code}

    assert len(wrong) <= 3, wrong


def test_shares_of_votes_add_up_to_one() -> None:
    assert sum(one.share for one in match("pharmacist in a hospital")) == pytest.approx(
        1
    )


@pytest.mark.parametrize("text", ["", "   ", "!!!"])
def test_nothing_said_is_nothing_matched(text: str) -> None:
    assert match(text) == ()
