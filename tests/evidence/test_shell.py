import pytest

from metier.evidence.script import Items, Pipeline, walk
from metier.evidence.shell import LONGEST_COMMAND, NotShell, parse


def programs(text: str) -> list[tuple[str, ...]]:
    return [command.words for command in walk(parse(text))]


def test_a_pipe_belongs_to_the_last_command_of_a_list() -> None:
    script = parse("cd a && pytest 2>&1 | tail -3")

    assert script.joins == (";", "&&")
    assert isinstance(script.nodes[1], Pipeline)
    assert len(script.nodes[1].parts) == 2


def test_quotes_are_taken_off_words() -> None:
    assert programs("""git commit -m 'a b' "c d" e\\ f""") == [
        ("git", "commit", "-m", "a b", "c d", "e f")
    ]


def test_what_follows_a_heredoc_on_its_line_comes_after_it() -> None:
    script = parse("cat <<X > a && pytest -q\nmake test\nX\necho done")

    assert [command.words[0] for command in walk(script)] == ["cat", "pytest", "echo"]
    assert walk(script)[0].heredoc == "make test\n"


def test_a_command_sent_to_the_background_is_marked() -> None:
    script = parse("sleep 1 & pytest")

    assert script.background == frozenset({0})


def test_the_script_of_a_substitution_is_kept() -> None:
    command = walk(parse("out=$(pytest -q)"))[0]

    assert isinstance(command.inner, Items)
    assert programs("out=$(pytest -q)")[1] == ("pytest", "-q")


def test_conditions_loops_and_functions_are_followed() -> None:
    text = "f() { pytest; }; if make; then f; else exit 1; fi; for x in a; do tox; done"

    assert [words[0] for words in programs(text)] == [
        "pytest",
        "make",
        "f",
        "exit",
        "tox",
    ]


def test_unbalanced_quotes_are_marked_as_torn() -> None:
    assert all(command.torn for command in walk(parse("pytest 'x")))
    assert not any(command.torn for command in walk(parse("pytest x")))


def test_nul_bytes_are_dropped() -> None:
    assert programs("py\0test -q") == [("pytest", "-q")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x" * (LONGEST_COMMAND + 1), "too long"),
        ("( " * 100 + "a" + " )" * 100, "nested too deeply"),
        ("echo a; " * 60_000, "too many parts"),
    ],
    ids=["long", "deep", "many"],
)
def test_what_is_no_command_is_left_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(NotShell, match=reason):
        parse(text)


def test_a_command_of_a_megabyte_is_read() -> None:
    text = "cat > a <<'X'\n" + "y" * 1_000_000 + "\nX\npytest -q"

    assert programs(text)[-1] == ("pytest", "-q")
