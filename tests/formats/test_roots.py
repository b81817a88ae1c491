"""Where transcripts lie."""

import json
from pathlib import Path

from claude_logs import Log
from metier import formats


def test_every_place_is_named_and_those_that_exist_are_found(tmp_path: Path) -> None:
    home = tmp_path / "home"
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two, home / ".claude"):
        (folder / "projects").mkdir(parents=True)
    environ = {"CLAUDE_CONFIG_DIR": f"{one},{two}"}

    named = [root.path for root in formats.places(environ, home)]
    found = [root.path for root in formats.discover(environ, home)]

    assert named[:1] != []
    assert home / ".config" / "claude" / "projects" in named
    claude = [one / "projects", two / "projects", home / ".claude" / "projects"]
    assert [path for path in found if path in claude] == claude
    assert len(found) == 3


def test_two_homes_that_share_one_folder_are_one(tmp_path: Path) -> None:
    (tmp_path / ".claude" / "projects").mkdir(parents=True)
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "claude").symlink_to(tmp_path / ".claude")

    assert len(formats.discover({}, tmp_path)) == 1


def test_a_colon_parts_folders_but_not_a_drive(tmp_path: Path) -> None:
    environ = {"CLAUDE_CONFIG_DIR": f"/a:/b;{'C:'}\\Users\\x"}

    named = [str(root.path) for root in formats.places(environ, tmp_path)]

    assert "/a/projects" in named
    assert "/b/projects" in named
    assert any(path.startswith("C:\\Users\\x") for path in named)


def test_windows_homes_are_seen_from_linux_under_windows(tmp_path: Path) -> None:
    users = tmp_path / "Users"
    (users / "dev" / ".claude" / "projects").mkdir(parents=True)
    environ = {"WSL_DISTRO_NAME": "Debian", "METIER_WINDOWS_USERS": str(users)}

    found = [root.path for root in formats.discover(environ, tmp_path / "home")]

    assert found == [users / "dev" / ".claude" / "projects"]
    assert formats.discover({}, tmp_path / "home") == []


def test_a_desktop_task_was_typed_though_a_program_sent_it(tmp_path: Path) -> None:
    data = tmp_path / "Library" / "Application Support" / "Claude"
    account = data / "local-agent-mode-sessions" / "org" / "account"
    log = Log(version="2.1.284", entrypoint="sdk-ts")
    log.user("tidy my notes", promptSource="sdk", turnOrigin="sdk")
    log.says("Tidied.")
    log.write(account / "local_1" / ".claude" / "projects" / "p" / "s-1.jsonl")
    (account / "local_1.json").write_text(json.dumps({"title": "Notes"}))

    (root,) = formats.discover({}, tmp_path)
    (session,) = formats.read([root.path])

    assert (session.surface, session.interactive) == ("desktop", "yes")
    assert [item.kind for item in session.inputs] == ["prompt"]


def test_what_is_typed_into_an_application_is_a_prompt(tmp_path: Path) -> None:
    log = Log(version="2.1.170", entrypoint="claude-desktop")
    log.user("tidy my notes", promptSource="sdk")

    (session,) = formats.read([log.write(tmp_path / "s-1.jsonl")])

    assert (session.surface, session.interactive) == ("desktop", "yes")
    assert len(session.turns) == 1
