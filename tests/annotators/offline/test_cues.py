import pytest

from metier.annotators.offline.cues import Lexicon, lexicon, words

SMALL = Lexicon({"limits": "must, at least, 必须, 好", "asks": "can you, peux-tu"})


def counted(text: str) -> dict[str, int]:
    return SMALL.count(text.lower(), words(text))


def test_words_and_phrases_are_counted_where_they_stand() -> None:
    assert counted("It must hold at least 3; must it?") == {"limits": 3, "asks": 0}


def test_a_phrase_is_no_match_where_its_words_are_apart() -> None:
    assert counted("at the very least you can, I think") == {"limits": 0, "asks": 0}


def test_hyphens_and_curly_apostrophes_are_kept_inside_words() -> None:
    assert words("Peux-tu? Don\u2019t") == ["peux-tu", "don't"]
    assert counted("Peux-tu le faire")["asks"] == 1


def test_east_asian_phrases_are_found_inside_the_text_but_no_single_character() -> None:
    assert counted("你必须这样做, 好")["limits"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "this must never happen",
        "esto nunca debe pasar",
        "isso nunca deve acontecer, sempre",
        "cela ne doit jamais arriver",
        "das darf nicht sein, niemals",
        "это никогда не должно случиться",
        "这必须始终成立",
        "必ず守ってください",
        "반드시 지켜야 한다",
    ],
)
def test_requirements_are_recognised_in_nine_languages(text: str) -> None:
    counts = lexicon().count(text.lower(), words(text))

    assert counts["act_constrains"] > 0
