"""What must hold whatever the log is."""

# ruff: noqa: ANN401 - fields of any kind, as the log has them

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claude_logs import Log, count, count_one, read
from metier.facts.counts import COUNTS

INSPECTED = [
    "session_id",
    "agent",
    "interactive",
    "human_prompts",
    "slash_commands",
    "plan_prompts",
    "steers",
    "turns",
    "actions",
    "actions_executed",
    "sub_agent_actions",
    "api_messages",
    "words_visible",
    "words_thinking",
    "words_tool_inputs",
    "words_human",
    "words_pasted",
    "input_tokens",
    "cache_write_tokens",
    "cache_read_tokens",
    "output_tokens",
    "output_tokens_final_share",
    "rejections",
    "rejection_comments",
    "approval_comments",
    "plan_approvals",
    "answers",
    "interrupts",
    "compactions",
    "api_errors",
    "commits",
    "test_runs",
    "test_failures",
    "lines_added",
    "lines_removed",
    "span_s",
    "engaged_s",
    "agent_s",
    "started",
    "ended",
    "models",
    "versions",
    "surface",
]
WORDS = st.text(alphabet="ab <>/[]\n\"'é漢", max_size=12)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "prompt",
                "says",
                "call",
                "result",
                "enqueue",
                "remove",
                "dequeue",
                "popAll",
                "interrupt",
                "compact",
                "refuse",
                "meta",
                "wait",
            ]
        ),
        WORDS,
    ),
    max_size=25,
)


def test_the_keys_of_a_session_are_the_agreed_ones_in_order(tmp_path: Path) -> None:
    log = Log()
    log.prompt("hello")

    assert list(count_one(log, tmp_path)) == INSPECTED
    assert list(COUNTS) == INSPECTED


def written(steps: Sequence[tuple[str, str]], session: str = "s-1") -> Log:
    """Write a log of any steps, sense or none."""
    log = Log(session)
    log.prompt("begin")
    waiting: list[str] = []
    for kind, text in steps:
        if kind in ("result", "refuse") and waiting:
            call = waiting.pop(0)
            if kind == "result":
                log.result(call, text)
            else:
                log.refuses(call, text or None)
        elif kind == "call":
            waiting.append(log.call("Bash", {"command": text}))
        elif kind in ("enqueue", "remove", "dequeue", "popAll"):
            log.queue(kind, text if kind == "enqueue" else None)
        elif kind == "wait":
            log.wait(len(text) * 100 - 200)
        else:
            _line(log, kind, text)
    return log


def _line(log: Log, kind: str, text: str) -> None:
    if kind == "prompt":
        log.prompt(text)
    elif kind == "says":
        log.says(text)
    elif kind == "interrupt":
        log.user([{"type": "text", "text": "[Request interrupted by user]"}])
    elif kind == "compact":
        log.add(type="system", subtype="compact_boundary")
    elif kind == "meta":
        log.user(text, isMeta=True)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS)
def test_what_must_hold_of_any_log(
    tmp_path: Path, steps: list[tuple[str, str]]
) -> None:
    log = written(steps)
    path = log.write(tmp_path / "s-1.jsonl")

    (session,) = read(path)
    (again,) = read(path)
    (counted,) = count(path).values()

    assert session == again
    main = [item for item in session.actions if item.thread_kind == "main"]
    results = [item for item in main if item.status != "pending"]
    before = [item for item in main if item.turn is None]
    assert len(results) <= len(main)
    assert sum(turn.actions for turn in session.turns) + len(before) == len(main)
    assert len({item.id for item in main}) == len(main)
    assert counted["agent_s"] <= counted["span_s"]
    assert 0 <= counted["engaged_s"] <= counted["span_s"]
    assert counted["actions_executed"] <= counted["actions"]
    openers = counted["human_prompts"] + counted["slash_commands"]
    assert counted["turns"] == openers + counted["plan_prompts"]
    positions = [item.position for item in session.inputs]
    assert positions == sorted(positions)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS, STEPS, st.randoms(use_true_random=False))
def test_names_and_places_of_files_make_no_difference(
    tmp_path: Path,
    first: list[tuple[str, str]],
    second: list[tuple[str, str]],
    random: Any,
) -> None:
    logs = [written(first, "s-1"), written(second, "s-2")]
    copy = Log("s-3")
    copy.lines = [line.replace('"s-1"', '"s-3"') for line in logs[0].lines]
    copy.number, copy.moment = 900, logs[0].moment
    copy.prompt("and more")
    whole = [*logs, copy]

    totals = []
    for order in ("abc", "cba"):
        folder = tmp_path / f"{random.random()}"
        for name, log in zip(order, whole, strict=True):
            log.write(folder / name / "full.jsonl")
        totals.append(count(folder))

    assert totals[0] == totals[1]
