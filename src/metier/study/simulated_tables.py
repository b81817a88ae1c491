"""The tables of a simulated study as SQL over its drawn columns (table `named`)."""

from collections.abc import Iterable

from metier.codebook import FACET_BY_NAME
from metier.facts.tables import ANNOTATIONS, EVIDENCE, SESSIONS, Field
from metier.simulation import CODEBASES, MODE_NAMES, MONTHS, OUTCOMES, TRADES

__all__ = ["annotations", "evidence", "moments", "sessions"]

MONTH_STARTS = tuple(f"{month}-02 07:00:00" for month in MONTHS)
SECONDS_A_MONTH = 27 * 86_400 - 8 * 3600
"""Sessions start from the second of a month, so that none leaves it."""

GAP_S = 240
MOST_MOMENTS = 12
BANDS = ("code", "prose")


def sessions() -> str:
    """Select one row a session."""
    given = {
        "session": "session_id",
        "person": "person_id",
        "project": "md5(person_id)",
        "agent": "'claude-code'",
        "surface": "CASE WHEN row % 10 = 0 THEN 'desktop' ELSE 'cli' END",
        "interactive": "'yes'",
        "model_tier": "CASE hash(row) % 10 WHEN 0 THEN 'haiku' WHEN 1 THEN 'opus' "
        "WHEN 2 THEN 'opus' WHEN 3 THEN 'opus' ELSE 'sonnet' END",
        "versions": "['2.1.284']",
        "started": _started(),
        "ended": f"{_started()} + {_span()}",
        "human_prompts": "turns",
        "actions_executed": "actions",
        "output_tokens": "(words_visible + words_tool_inputs) * 4 // 3",
        "commits": "(success >= 4 AND NOT by_words)::BIGINT",
        "lines_removed": "lines_added // 3",
        "span_s": _span(),
        "engaged_s": _span(),
        "agent_s": "least(actions * 8.0 + turns * 10.0, 72000.0)",
        "sdk_prompts": "0",
        "lines": "actions * 2 + turns * 3",
    }
    drawn = (
        "turns",
        "actions",
        "api_messages",
        "words_visible",
        "words_thinking",
        "words_tool_inputs",
        "lines_added",
    )
    given |= {name: name for name in drawn}
    return f"SELECT {_columns(SESSIONS.fields, given)} FROM named"  # noqa: S608 - names of our own


def _columns(fields: Iterable[Field], given: dict[str, str]) -> str:
    return ", ".join(
        f"({given.get(field.name, 'NULL')})::{field.type} AS {field.name}"
        for field in fields
    )


def _started() -> str:
    starts = ", ".join(f"epoch(TIMESTAMP '{start}')" for start in MONTH_STARTS)
    return f"([{starts}])[month + 1] + (hash(row) % {SECONDS_A_MONTH})"


def _span() -> str:
    return f"{GAP_S}.0 * least(turns, {MOST_MOMENTS})"


def _level(names: Iterable[str], place: str) -> str:
    listed = ", ".join(f"'{name}'" for name in names)
    return f"([{listed}])[{place} + 1]"


def annotations(annotator: str) -> str:
    """Select a row a session and facet, in the order of the table."""
    prose = ", ".join(
        str(MODE_NAMES.index(mode)) for mode in ("communicate", "analyze")
    )
    work = (
        f"CASE WHEN work_own THEN {_level(TRADES, 'trade')} "
        f"WHEN mode IN ({prose}) THEN '27' ELSE '15' END"
    )
    level = "CASE WHEN level_known THEN level ELSE 0 END"
    counts = ("plan_user", "plan_agent", "exec_user", "exec_agent")
    values = {
        "work_mode": (_level(MODE_NAMES, "mode"), "NULL"),
        "codebase": (_level(CODEBASES, "codebase"), "NULL"),
        "expertise": (f"({level})::VARCHAR", level),
        "expertise_first": (f"({level})::VARCHAR", level),
        "expertise_typed": (f"({level})::VARCHAR", level),
        "outcome": (_level(OUTCOMES, "outcome"), "NULL"),
        "success_signal": ("success::VARCHAR", "success"),
        "failure_signal": ("failure::VARCHAR", "failure"),
        "soc_user": (
            f"CASE WHEN trade_known THEN {_level(TRADES, 'trade')} ELSE '0' END",
            "NULL",
        ),
        "soc_work": (work, "NULL"),
        "value_usd": ("NULL", "round(value, 2)"),
        **{name: ("NULL", name) for name in counts},
    }
    structs = [
        _answer(name, *values[name], annotator, FACET_BY_NAME[name].version)
        for name in values
    ]
    attempted = "CASE WHEN attempted THEN 'yes' ELSE 'no' END"
    structs.append(_answer("attempted", attempted, "attempted::INT", "log-1", 1))
    answers = ", ".join(sorted(structs))
    given = {field.name: f"answer.{field.name}" for field in ANNOTATIONS.fields}
    given |= {"session": "session_id"}
    given |= dict.fromkeys(("probability", "probabilities", "reason"), "NULL")
    return (
        f"SELECT {_columns(ANNOTATIONS.fields, given)} FROM (SELECT session_id, "  # noqa: S608 - same
        f"unnest([{answers}]) AS answer FROM named)"
    )


def _answer(facet: str, value: str, number: str, annotator: str, version: int) -> str:
    return (
        f"{{'facet': '{facet}', 'version': {version}, 'annotator': '{annotator}', "
        f"'value': ({value})::VARCHAR, 'number': ({number})::DOUBLE}}"
    )


def evidence() -> str:
    """Select what the logs showed: tests, commits, the person's thanks."""
    shown = (
        ("test", "'pytest'", "pass", "success >= 4 AND NOT by_words"),
        ("commit", "'git'", "pass", "success = 5 AND NOT by_words"),
        ("confirmation", "NULL", "pass", "success >= 4 AND by_words"),
        ("test", "'pytest'", "fail", "failure >= 4"),
    )
    selects = []
    for position, (kind, tool, verdict, when) in enumerate(shown):
        given = {
            "session": "session_id",
            "action": "NULL" if tool == "NULL" else f"md5(session_id || {position})",
            "position": str(position),
            "time": _started(),
            "kind": f"'{kind}'",
            "tool": tool,
            "verdict": f"'{verdict}'",
            "stale": "false",
            "strength": "'hard'",
            "thread": "'main'",
            "initiator": "'human'" if tool == "NULL" else "'agent'",
            "amended": "false",
            "throwaway": "false",
        }
        columns = _columns(EVIDENCE.fields, given)
        selects.append(f"SELECT {columns} FROM named WHERE {when}")  # noqa: S608 - same
    return f"{' UNION ALL '.join(selects)} ORDER BY session, position"


def moments() -> str:
    """Select when anything happened."""
    return (
        "SELECT session_id AS session, person_id AS person, list_transform("  # noqa: S608 - same
        f"range(0, least(turns, {MOST_MOMENTS})::BIGINT), "
        f"lambda place: ({_started()})::BIGINT + place * {GAP_S}) AS seconds FROM named"
    )
