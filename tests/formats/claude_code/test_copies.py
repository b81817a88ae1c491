"""Copies, snapshots and forks."""

from pathlib import Path

from claude_logs import Log, count, read


def test_two_session_ids_in_one_file_are_one_session(tmp_path: Path) -> None:
    log = Log("s-1")
    log.prompt("hello")
    log.says("Hi.")
    log.session = "s-2"
    log.prompt("and again")
    path = log.write(tmp_path / "s-1.jsonl")

    counted = count(path)

    assert list(counted) == ["s-1"]
    assert counted["s-1"]["human_prompts"] == 2


def test_a_snapshot_of_a_growing_file_adds_nothing(tmp_path: Path) -> None:
    log = Log()
    log.prompt("one")
    log.calls("Bash", {"command": "ls"})
    log.write(tmp_path / "early" / "full.jsonl")
    log.prompt("two")
    log.queue("enqueue", "three")
    log.queue("remove")
    log.write(tmp_path / "late" / "full.jsonl")

    counted = count(tmp_path)

    assert list(counted) == ["s-1"]
    assert counted["s-1"]["human_prompts"] == 2
    assert counted["s-1"]["steers"] == 1


def test_what_only_an_early_snapshot_holds_is_kept_in_its_place(tmp_path: Path) -> None:
    log = Log()
    for text in ("one", "two", "three"):
        log.prompt(text)
    whole = list(log.lines)
    log.lines = [whole[0], whole[1]]
    log.write(tmp_path / "early.jsonl")
    log.lines = [whole[0], whole[2]]
    log.write(tmp_path / "late.jsonl")

    (session,) = read(tmp_path)

    assert [item.text for item in session.inputs] == ["one", "two", "three"]


def test_a_copy_without_a_line_of_its_own_is_no_session(tmp_path: Path) -> None:
    log = Log("s-1")
    log.prompt("one")
    log.calls("Bash", {"command": "ls"})
    copy = Log("s-2")
    copy.lines = [line.replace('"s-1"', '"s-2"') for line in log.lines]
    log.says("And on.")
    log.write(tmp_path / "s-1.jsonl")
    copy.write(tmp_path / "s-2.jsonl")

    counted = count(tmp_path)

    assert list(counted) == ["s-1"]
    assert counted["s-1"]["actions"] == 1


def test_a_copy_that_keeps_the_old_id_on_its_lines_is_the_copy(tmp_path: Path) -> None:
    log = Log("s-1")
    log.prompt("one")
    log.says("Yes.")
    copy = Log("a-2")
    copy.prefix = "s-1"
    copy.lines, copy.number = list(log.lines), 10
    copy.moment, copy.parent = log.moment, log.parent
    copy.prompt("two")
    log.prompt("three")
    copy.write(tmp_path / "a-2.jsonl")
    log.write(tmp_path / "s-1.jsonl")

    counted = count(tmp_path)

    assert counted["s-1"]["human_prompts"] == 2
    assert counted["a-2"]["human_prompts"] == 1
    assert counted["a-2"]["api_messages"] == 0
