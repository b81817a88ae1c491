"""Side lines, titles and what is unknown."""

from pathlib import Path

from claude_logs import Log, read


def test_a_summary_of_another_session_is_no_title_of_this_one(tmp_path: Path) -> None:
    log = Log()
    log.side(type="summary", summary="Somebody else's work", leafUuid="elsewhere")
    log.prompt("hello")
    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    assert session.title is None
    assert len(session.turns) == 1


def test_a_summary_is_the_title_of_the_session_that_holds_its_leaf(
    tmp_path: Path,
) -> None:
    log = Log()
    leaf = log.prompt("hello")["uuid"]
    log.side(type="summary", summary="A greeting", leafUuid=leaf)

    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    assert session.title == "A greeting"


def test_unknown_types_are_kept_and_counted(tmp_path: Path) -> None:
    log = Log()
    log.prompt("hello")
    log.side(type="brand-new", value=1)
    log.add(type="system", subtype="unheard-of")
    log.attachment(type="never_seen", value=2)

    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    assert dict(session.quality.unknown_types) == {
        "brand-new": 1,
        "system/unheard-of": 1,
        "attachment/never_seen": 1,
    }


def test_instruction_files_are_context(tmp_path: Path) -> None:
    log = Log()
    log.prompt("hello")
    log.attachment(
        type="nested_memory",
        path="/p/CLAUDE.md",
        content={"path": "/p/CLAUDE.md", "content": "Use tabs."},
    )
    log.calls("Read", {"file_path": "C:\\p\\AGENTS.md"}, "Use spaces.")

    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    assert dict(session.context_files) == {
        "/p/CLAUDE.md": "Use tabs.",
        "C:\\p\\AGENTS.md": "Use spaces.",
    }


def test_lines_that_hold_next_to_nothing_are_still_a_session(tmp_path: Path) -> None:
    for name in ("a", "b"):
        path = tmp_path / name / "full.jsonl"
        path.parent.mkdir()
        path.write_text(
            '{"type": "user", "message": {"role": "user", "content": "hello"}}\n'
        )

    sessions = read(tmp_path)

    assert [len(session.turns) for session in sessions] == [1, 1]
    assert len({session.id for session in sessions}) == 2
    assert all(session.started is None for session in sessions)


def test_a_file_whose_first_line_answers_another_s_lacks_its_head(
    tmp_path: Path,
) -> None:
    whole, cut = Log("s-1"), Log("s-2")
    whole.prompt("hello")
    cut.prompt("hello again", parentUuid="elsewhere")
    for log in (whole, cut):
        log.write(tmp_path / f"{log.session}.jsonl")

    sessions = read(tmp_path)

    assert [session.quality.truncated_head for session in sessions] == [False, True]
