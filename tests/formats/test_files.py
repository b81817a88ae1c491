"""Files on disk: found once, told apart by content, never fatal."""

import multiprocessing
import os
from pathlib import Path

import pytest

from claude_logs import Log
from metier import formats
from metier.formats.tally import Tally

NOBODY = 65534


def log(session: str = "s-1") -> Log:
    made = Log(session)
    made.prompt("hello")
    return made


def tally_of(*paths: Path) -> Tally:
    corpus = formats.read(paths)
    list(corpus)
    return corpus.tally


def test_a_folder_gives_every_transcript_in_it(tmp_path: Path) -> None:
    log("s-1").write(tmp_path / "a" / "s-1.jsonl")
    log("s-2").write(tmp_path / "b" / "c" / "s-2.jsonl")
    log("s-3").write(tmp_path / "b" / "tool-results" / "s-3.jsonl")
    (tmp_path / "b" / "notes.txt").write_text("none")

    found = formats.find([tmp_path])

    assert [file.path.name for file in found] == ["s-1.jsonl", "s-2.jsonl"]
    assert all(file.size for file in found)


def test_links_to_one_folder_count_once(tmp_path: Path) -> None:
    log().write(tmp_path / "real" / "s-1.jsonl")
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "again").symlink_to(tmp_path / "real")

    tally = tally_of(tmp_path / "real", tmp_path / "linked")

    assert tally.sessions == 1
    assert tally.files == 1


def test_a_directory_with_a_file_s_name_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").mkdir()
    log().write(tmp_path / "x.jsonl" / "s-1.jsonl")

    tally = tally_of(tmp_path)

    assert tally.left_out == {"not a file": 1}
    assert tally.sessions == 1


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "s-1.jsonl")

    assert tally_of(tmp_path).left_out == {"not a file": 1}


def test_an_empty_file_and_an_empty_folder_give_nothing(tmp_path: Path) -> None:
    (tmp_path / "s-1.jsonl").write_bytes(b"\n \n")

    assert tally_of(tmp_path).left_out == {"empty": 1}
    assert tally_of(tmp_path / "none").sessions == 0


def test_a_file_of_another_program_is_no_transcript(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text('{"event": "login", "at": 1}\n')

    tally = tally_of(tmp_path)

    assert tally.left_out == {"not a transcript": 1}
    assert tally.paths["not a transcript"] == [str(tmp_path / "events.jsonl")]


def test_another_agent_s_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "s-1.jsonl").write_text(
        '{"timestamp":"2026-08-10T20:00:00.000Z","type":"session_meta",'
        '"payload":{"id":"c-1","cwd":"/x"}}\n'
        '{"timestamp":"2026-08-10T20:00:01.000Z","type":"event_msg",'
        '"payload":{"type":"user_message","message":"run it"}}\n'
    )

    (session,) = formats.read([tmp_path])

    assert session.agent == "codex"


def test_a_ledger_and_a_title_alone_are_no_sessions(tmp_path: Path) -> None:
    ledger = tmp_path / "s-1" / "subagents" / "workflows" / "wf_1" / "journal.jsonl"
    ledger.parent.mkdir(parents=True)
    ledger.write_text('{"type":"started","sessionId":"s-1"}\n')
    (tmp_path / "s-2.jsonl").write_text(
        '{"type":"summary","summary":"Title","leafUuid":"x"}\n'
    )

    tally = tally_of(tmp_path)

    assert tally.sessions == 0
    assert tally.left_out == {"not a transcript": 1, "empty": 1}


def test_an_agent_s_file_without_its_session_is_counted(tmp_path: Path) -> None:
    agent = Log("gone", isSidechain=True, agentId="a1")
    agent.user("a brief")
    agent.write(tmp_path / "agent-a1.jsonl")

    assert tally_of(tmp_path).left_out == {"sub-agent without its session": 1}


def test_names_that_are_no_text_are_read(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/\xff\xfe"
    os.mkdir(folder)  # noqa: PTH102 - a path of bytes
    path = Path(os.fsdecode(folder + b"/\xe4.jsonl"))
    log().write(path)

    (session,) = formats.read([tmp_path])

    assert session.id == "s-1"
    assert session.files == (str(path),)


def _read_as_nobody(path: str, answers: "multiprocessing.Queue[object]") -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    tally = tally_of(Path(path))
    answers.put((tally.sessions, dict(tally.left_out), tally.broken))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_without_permission_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    log("s-1").write(folder / "s-1.jsonl")
    log("s-2").write(folder / "s-2.jsonl").chmod(0)
    log("s-3").write(folder / "closed" / "s-3.jsonl")
    (folder / "closed").chmod(0)
    for parent in (tmp_path, *tmp_path.parents[:3]):
        if parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o755)

    context = multiprocessing.get_context("fork")
    answers: multiprocessing.Queue[object] = context.Queue()
    child = context.Process(target=_read_as_nobody, args=(str(folder), answers))
    child.start()
    answer = answers.get(timeout=30)
    child.join()

    assert answer == (1, {"no permission": 2}, 2)


def test_a_file_that_vanishes_is_no_end(tmp_path: Path) -> None:
    path = log().write(tmp_path / "s-1.jsonl")
    found = formats.find([tmp_path])
    path.unlink()

    tally = tally_of(*[file.path for file in found])

    assert tally.left_out == {"cannot be read": 1}


def test_a_tally_reads_as_counts_by_name(tmp_path: Path) -> None:
    made = log()
    made.lines.append("{torn")
    made.write(tmp_path / "s-1.jsonl", end="")
    (tmp_path / "empty.jsonl").touch()

    tally = dict(tally_of(tmp_path))

    assert tally == {"files": 2, "sessions": 1, "lines": 2, "torn lines": 1, "empty": 1}


def test_a_format_that_moved_on_raises_an_alarm(tmp_path: Path) -> None:
    made = Log()
    for number in range(120):
        made.prompt(f"prompt {number}")
    made.side(type="brand-new")
    made.calls("Teleport")
    made.write(tmp_path / "s-1.jsonl")

    alarms = tally_of(tmp_path).alarms()

    assert len(alarms) == 4
    assert "brand-new" in alarms[0]
    assert "tool/Teleport" in alarms[1]
    assert "pass for prompts" in alarms[2]
    assert "actions a turn" in alarms[3]


def test_everyday_logs_raise_none(tmp_path: Path) -> None:
    log().write(tmp_path / "s-1.jsonl")

    assert tally_of(tmp_path).alarms() == []
