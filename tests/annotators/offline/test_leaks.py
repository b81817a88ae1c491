import msgspec
import pytest

from builders import edit, run, session, turn
from metier.annotators import cards, offline
from metier.evidence import ledger
from metier.records import Action, Session

DEEP = (
    (
        "Why does the cache hold the lock across the await in flush()? It must never "
        "block the reader, and a retry after a timeout has to be idempotent."
    ),
    (
        "Don't swallow the error in parse_header(): the offset is wrong for empty "
        "frames, so the index drifts because the prefix is counted twice."
    ),
    (
        "Is the migration backward compatible, or does the unique constraint break "
        "rows written by v2.1 before the schema change?"
    ),
    (
        "Use the existing write_batch() helper instead of a second transaction; at "
        "most 3 retries, and keep the API of store.py unchanged."
    ),
)
LOOSE = (
    "can you please make it nicer somehow",
    "it doesn't work, fix it please",
    "i don't know, something is weird",
    "help me with the thing from before",
)


def told(words: tuple[str, ...], *, ends_well: bool) -> Session:
    """The same words of a person; the machine's side ends well or badly."""
    status = "ok" if ends_well else "error"
    output = "== 12 passed in 0.31s ==" if ends_well else "== 2 failed in 0.31s =="
    last = run(
        "pytest -q",
        output,
        status=status,
        is_error=not ends_well,
        exit_code=0 if ends_well else 1,
    )
    turns = [turn(text, edit("src/store.py")) for text in words[:-1]]
    says = "All done, it works." if ends_well else "I could not do it, I am sorry."
    return session(*turns, turn(words[-1], edit("src/store.py"), last, says=says))


def rating(rated: Session, facet: str = "expertise") -> str | None:
    answers = offline.annotate(rated, ledger(rated))
    return next(answer.value for answer in answers if answer.facet == facet)


@pytest.mark.parametrize("words", [DEEP, LOOSE, DEEP[:1], LOOSE[:2]])
def test_how_a_session_ended_moves_no_rating_of_expertise(
    words: tuple[str, ...],
) -> None:
    well, badly = told(words, ends_well=True), told(words, ends_well=False)

    assert rating(well) == rating(badly)
    assert rating(well, "expertise_first") == rating(badly, "expertise_first")


RATINGS = ("expertise", "expertise_first", "expertise_typed")


@pytest.mark.parametrize("facet", RATINGS)
@pytest.mark.parametrize("words", [DEEP, LOOSE, DEEP[2:]])
def test_not_even_a_probability_of_a_rating_knows_the_ending(
    words: tuple[str, ...], facet: str
) -> None:
    well, badly = told(words, ends_well=True), told(words, ends_well=False)

    answers = [
        next(a for a in offline.annotate(one, ledger(one)) if a.facet == facet)
        for one in (well, badly)
    ]

    assert answers[0] == answers[1]


def test_the_view_that_expertise_is_read_from_is_the_same_for_every_ending() -> None:
    made = [told(DEEP, ends_well=True), told(DEEP, ends_well=False)]
    made.append(session(*(turn(text) for text in DEEP)))

    views = [offline.features(one, ledger(one)).words for one in made]

    assert views[0] == views[1] == views[2]


def test_more_or_less_work_by_the_machine_moves_no_rating() -> None:
    little = session(*(turn(text) for text in DEEP))
    much = session(
        *(turn(text, *(edit(f"src/{n}.py") for n in range(9))) for text in DEEP)
    )

    for facet in RATINGS:
        assert rating(little, facet) == rating(much, facet)


@pytest.mark.parametrize(
    "reaction", ["perfect, thank you!", "it is still broken, this is wrong"]
)
def test_the_last_reaction_moves_no_rating_made_before_the_first_test(
    reaction: str,
) -> None:
    quiet = told(DEEP, ends_well=True)
    tested = turn(DEEP[-1], edit("src/store.py"), run("pytest -q", "1 passed in 0.1s"))

    spoken = session(
        *(turn(text, edit("src/store.py")) for text in DEEP[:-1]),
        tested,
        turn(reaction),
    )

    assert rating(spoken) == rating(quiet)


def test_how_a_session_ended_does_move_what_is_read_from_its_end() -> None:
    well, badly = told(DEEP, ends_well=True), told(DEEP, ends_well=False)

    assert rating(well, "success_signal") != rating(badly, "success_signal")


def test_endings_handed_round_move_no_rating() -> None:
    asked = [DEEP, LOOSE, DEEP[:2], LOOSE[1:], DEEP[1:]]

    before = [rating(told(words, ends_well=True)) for words in asked]
    after = [
        rating(told(words, ends_well=index % 2 == 0))
        for index, words in enumerate(asked)
    ]

    assert before == after


@pytest.mark.parametrize("answer", ["", "Sure!", "The lock is an expert's choice."])
def test_what_the_machine_says_and_returns_moves_no_rating(answer: str) -> None:
    usual = told(DEEP, ends_well=True)

    rewritten = msgspec.structs.replace(
        usual,
        messages=tuple(
            msgspec.structs.replace(message, text=answer) for message in usual.messages
        ),
        actions=tuple(_returns(action, answer) for action in usual.actions),
    )

    assert rating(usual) == rating(rewritten)


def _returns(action: Action, answer: str) -> Action:
    return msgspec.structs.replace(action, result=answer, exit_code=None)


def test_rewriting_the_person_s_words_moves_most_ratings() -> None:
    pairs = [(DEEP[:n], LOOSE[:n]) for n in range(1, 5)]

    moved = [
        rating(told(deep, ends_well=True)) != rating(told(loose, ends_well=True))
        for deep, loose in pairs
    ]

    assert sum(moved) >= 3


def test_the_cards_say_that_the_first_prompt_alone_does_worse() -> None:
    card = next(card for card in cards() if card.facet == "expertise")
    found = {measure.name: measure.value for measure in card.measures}

    alone = found["quadratic kappa, model of the first prompt alone"]
    assert found["quadratic kappa"] > alone
