from builders import run, session, turn
from metier.evidence import ledger
from metier.evidence.crude import MOST, crude

LANDED = "[main abc1234] x"


def found(command: str, output: str = "") -> list[tuple[str, str]]:
    rows = ledger(session(turn("go", run(command, output))))
    return [(row.kind, row.verdict) for row in rows]


def test_a_command_of_half_a_megabyte_loses_no_run() -> None:
    data = 'echo "a b" ' + '"c d" ' * 80_000

    assert found(f"{data}&& git commit -m x", LANDED) == [("commit", "pass")]


def test_nesting_too_deep_leaves_runs_unknown() -> None:
    command = "for i in 1 2; do " * 100 + "git push; " + "done; " * 100

    assert found(command, "done") == [("push", "unknown")]


def test_names_in_quotes_are_no_commands() -> None:
    assert crude('echo "git push; git commit -m x"').nodes == ()


def test_what_holds_very_many_commands_is_read_so_far() -> None:
    assert len(crude("git push\n" * 1_000).nodes) == MOST
