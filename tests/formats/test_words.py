"""What a word is, and what was pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.formats.words import count_marked, count_words, own_and_pasted


def plainly(text: str) -> int:
    """Count as the definition says, however slowly."""
    count = 0
    run = False
    for sign in text + " ":
        ideograph = "\u3040" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff"
        if sign.isspace() or ideograph:
            count += run + ideograph
            run = False
        else:
            run = run or sign.isalnum()
    return count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("a - b", 2),
        ("foo.bar x=1 -- !", 2),
        ("naïve café — 3€", 3),
        ("修复 parser 的错误", 6),
        ("かな漢字", 4),
        ("한국어 두 낱말", 3),
        ("Добрый день", 2),
        ("→ • │", 0),
        ("it's", 1),
    ],
)
def test_a_word_is_a_run_with_a_letter_or_digit(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(alphabet="ab1 -_.,é漢かア한\u3000\n\t\x1c\x85—→ж½²", max_size=200))
def test_the_quick_way_counts_as_the_plain_one(text: str) -> None:
    assert count_words(text) == plainly(text)
    assert count_words(text * 40) == plainly(text * 40)


@pytest.mark.parametrize(
    ("text", "own", "pasted"),
    [
        ("why is it red", 4, 0),
        ("why?\n```\nerror here\n```\nfix it", 3, 2),
        ('see <pasted_content id="1">one two</pasted_content> now', 2, 2),
        ("see [Pasted text #1 +23 lines] and [Image #2] now", 3, 0),
        (
            "it says\n" + "2026-01-01 10:00:00 one\n" * 4 + "what now",
            4,
            12,
        ),
        ("- one\n- two\n- three\n- four\n- five", 5, 0),
        ("1. do this\n2. do that\n3. and this\n4. and that", 12, 0),
    ],
)
def test_pasted_words_are_counted_apart(text: str, own: int, pasted: int) -> None:
    typed, taken = own_and_pasted(text)

    assert (count_words(typed), count_words(taken)) == (own, pasted)


def test_only_what_a_tag_holds_is_marked_as_pasted() -> None:
    assert count_marked('see <pasted_content id="1">one two</pasted_content> now') == 2
    assert count_marked("see\n```\none two\n```\n") == 0
