import pytest

from builders import edit, run, session, turn
from metier.facts import rows
from metier.facts.counts import counts
from metier.facts.identities import Salt
from metier.facts.tables import Row
from metier.records import Annotation, Evidence, Message, Quality, Session

SALT = Salt(b"salt")


def row_of(what: Session) -> Row:
    return rows.session_row(what, counts(what, ()), SALT, "p")


def answer(**fields: object) -> Annotation:
    values = {
        "session": "s",
        "facet": "outcome",
        "version": 2,
        "annotator": "offline-1",
        "value": "succeeded",
        **fields,
    }
    return Annotation(**values)  # type: ignore[arg-type]


def test_a_session_becomes_counts_times_and_levels() -> None:
    done = session(
        turn("add totals", edit(added=3)),
        turn("ship it", run("git commit -m totals")),
        cwds=("/home/dev/project", "/home/dev"),
        versions=("2.1.40",),
        quality=Quality(lines=9, torn=1, unreadable=1, unknown_types=(("new", 2),)),
    )

    row = row_of(done)

    assert (row["turns"], row["actions"], row["lines_added"]) == (2, 2, 3)
    assert row["session"] == SALT.id("session", "session-1")
    assert row["project"] == SALT.id("project", "/home/dev/project")
    assert row["person"] == "p"
    assert row["model_tier"] == "opus"
    assert (row["lines"], row["lines_not_read"], row["lines_unknown"]) == (9, 2, 2)


def test_what_the_log_does_not_say_is_null() -> None:
    row = row_of(session(turn(), cwds=(), versions=()))

    assert row["project"] is None
    assert row["versions"] == []


@pytest.mark.parametrize(
    ("model", "tier"),
    [
        ("claude-sonnet-4-5-20250929", "sonnet"),
        ("us.anthropic.Claude-Haiku-4", "haiku"),
        ("gpt-5-codex", "other"),
        ("<synthetic>", None),
        (None, None),
    ],
)
def test_a_model_is_known_by_its_tier_alone(
    model: str | None, tier: str | None
) -> None:
    said = Message(id="m", position=1, model=model)

    assert row_of(session(messages=(said,)))["model_tier"] == tier


@pytest.mark.parametrize("version", ["2.1.40-anna", "anna", "2.1.", "v2.1.0", "1" * 9])
def test_a_version_that_holds_more_than_numbers_is_left_away(version: str) -> None:
    assert row_of(session(turn(), versions=(version, "2.1.40")))["versions"] == [
        "2.1.40"
    ]


def test_moments_are_whole_seconds_each_once_in_order() -> None:
    row = rows.moments_row(session(times=(5.9, 3.1, 5.2)), SALT, "p")

    assert row["seconds"] == [3, 5]


def test_evidence_keeps_a_tool_of_the_closed_list_and_no_other_text() -> None:
    shown = [
        Evidence(
            session="s",
            action_id="toolu_1",
            position=3,
            kind="test",
            tool=tool,
            verdict="pass",
            strength="hard",
        )
        for tool in ("cargo nextest", "Secret\nText", None)
    ]

    made = list(rows.evidence_rows(session(turn()), shown, SALT))

    assert [row["tool"] for row in made] == ["cargo nextest", None, None]
    assert {row["action"] for row in made} == {SALT.id("action", "toolu_1")}


def test_an_answer_outside_the_codebook_does_not_enter_a_table() -> None:
    given = [
        answer(value="succeeded", probabilities=(("succeeded", 0.7), ("hoorah", 0.3))),
        answer(value="because Anna said so"),
        answer(facet="mood", value="good"),
        answer(facet="value_usd", value="250", number=250.0),
    ]

    made = rows.annotation_rows(session(turn()), given, SALT)

    assert [(row["facet"], row["value"]) for row in made] == [
        ("outcome", "succeeded"),
        ("outcome", None),
        ("value_usd", "250"),
    ]
    assert made[0]["probabilities"] == {"succeeded": 0.7}


def test_whether_anything_was_attempted_stands_among_the_answers() -> None:
    row = rows.attempted_row(session(turn()), SALT, attempted=False)

    assert (row["facet"], row["value"], row["number"]) == ("attempted", "no", 0.0)
