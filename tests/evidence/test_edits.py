from builders import edit, run, session, turn
from metier.evidence.edits import edited_places


def edits_of(*commands: str) -> int:
    return len(edited_places(session(turn("go on", *map(run, commands)))))


def test_edits_and_commands_that_write_change_the_work() -> None:
    assert len(edited_places(session(turn("go on", edit("src/a.py"))))) == 1
    assert edits_of("sed -i s/a/b/ a.py", "git checkout -- a.py", "git stash") == 3


def test_what_is_laid_aside_and_taken_back_in_one_command_is_as_it_was() -> None:
    assert edits_of("git stash -q; pytest -q; git stash pop") == 0
    assert edits_of("git stash pop") == 1


def test_to_look_at_what_was_laid_aside_changes_nothing() -> None:
    assert edits_of("git stash list", "git stash show -p") == 0
