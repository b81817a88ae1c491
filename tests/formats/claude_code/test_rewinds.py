"""Branches that the person left."""

from pathlib import Path

from claude_logs import Log, count, read


def test_a_rewound_prompt_is_abandoned_and_still_counted(tmp_path: Path) -> None:
    log = Log()
    log.prompt("start")
    answer = log.says("Started.")["uuid"]
    log.prompt("the wrong way")
    log.calls("Bash", {"command": "ls"})
    log.says("Gone there.")
    log.prompt("the right way", parentUuid=answer)
    log.says("Here.")
    path = log.write(tmp_path / "s-1.jsonl")

    (session,) = read(path)

    assert [turn.abandoned for turn in session.turns] == [False, True, False]
    assert len(session.actions) == 1
    assert count(path)["s-1"]["human_prompts"] == 3


def test_the_live_leaf_says_which_branch_was_left(tmp_path: Path) -> None:
    log = Log()
    log.prompt("start")
    answer = log.says("Started.")["uuid"]
    log.prompt("one way")
    leaf = log.says("First.")["uuid"]
    log.prompt("another way", parentUuid=answer)
    log.says("Second.")
    log.side(type="last-prompt", leafUuid=leaf, sessionId="s-1")

    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    assert [turn.abandoned for turn in session.turns] == [False, False, True]
