from metier.evidence.passages import CUT, FILTERED, FULL, HIDDEN, Passage, passages
from metier.evidence.recognition import prepare
from metier.evidence.shell import parse


def passage(text: str, lines: int = 99) -> Passage:
    """Give the way of the output of the command that is called pytest."""
    script = parse(text)
    prepare(script)
    for command, way in passages(script, lines).values():
        if command.program() == "pytest":
            return way
    raise AssertionError(text)


def test_how_far_an_output_reaches() -> None:
    assert passage("pytest 2>&1").reaches == FULL
    assert passage("pytest | tee log").reaches == FULL
    assert passage("pytest | tail -3").reaches == CUT
    assert passage("pytest | grep x").reaches == FILTERED
    assert passage("pytest > log").reaches == HIDDEN
    assert passage("(pytest; ls) | tail -2").reaches == CUT


def test_a_tail_longer_than_the_output_cuts_nothing() -> None:
    assert passage("pytest | tail -20", lines=5).reaches == FULL
    assert passage("pytest | tail -n 5", lines=5).reaches == CUT


def test_a_file_shown_later_in_the_script_counts() -> None:
    assert passage("pytest > log; cat log").reaches == FULL
    assert passage("pytest > log; tail -3 log").reaches == CUT
    assert passage("pytest > log; cat other").reaches == HIDDEN


def test_background_and_loops_are_marked() -> None:
    assert passage("pytest & ls").background
    assert passage("for x in a b; do pytest; done").repeated


def test_a_captured_output_is_not_seen_as_it_was() -> None:
    assert passage('out=$(pytest); echo "$out"').reaches == FILTERED
