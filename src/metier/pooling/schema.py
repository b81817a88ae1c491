"""What may cross: columns by name, levels of closed sets, numbers within bounds.

The same table is held against a file before it is written and after it is read, so
neither a mistake here nor an edited file there can carry a text. What follows from
these columns by rule (success, trouble, bands) is derived anew by the collector.
"""

import math
import re
from collections.abc import Mapping

from metier.codebook import FACET_BY_NAME

__all__ = ["FINGERPRINT", "FLAGS", "MOST", "NUMBERS", "SHARED", "TEXTS", "problem"]

TEXTS = (
    "month",
    "week",
    "agent",
    "surface",
    "interactive",
    "model_tier",
    "length_band",
    "work_mode",
    "codebase",
    "outcome",
    "soc_user",
    "soc_work",
)
NUMBERS = (
    "turns",
    "human_prompts",
    "api_messages",
    "actions",
    "actions_executed",
    "actions_per_turn",
    "words_per_turn",
    "words_visible_per_turn",
    "words_generated_per_turn",
    "lines_added",
    "lines_removed",
    "commits",
    "test_runs",
    "test_failures",
    "rejections",
    "interrupts",
    "engaged_s",
    "agent_s",
    "log_api_messages",
    "log_turns",
    "expertise",
    "expertise_first",
    "expertise_typed",
    "success_signal",
    "failure_signal",
    "value_usd",
    "plan_user",
    "plan_agent",
    "exec_user",
    "exec_agent",
    "landed",
    "landed_days",
    "alive_7",
    "alive_30",
    "alive_90",
    "lines_appeared",
)
FLAGS = (
    "attempted",
    "hard_evidence",
    "affirmed",
    "left_artefact",
    "reverted",
    "fix_followed",
    "tagged",
)
SHARED = (*TEXTS, *NUMBERS, *FLAGS)
"""Columns of a shared row, in order; a fingerprint stands before them."""

FINGERPRINT = re.compile(r"[0-9a-f]{24}")

MOST = 1e9
"""No count of a session is larger."""

_BOUNDS: Mapping[str, float] = {
    **dict.fromkeys(("landed", "alive_7", "alive_30", "alive_90", "lines_appeared"), 1),
    **dict.fromkeys(("expertise", "expertise_first", "expertise_typed"), 5),
    **dict.fromkeys(("success_signal", "failure_signal"), 5),
    "value_usd": 1e5,
}
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "month": re.compile(r"20\d\d-(0[1-9]|1[0-2])"),
    "week": re.compile(r"20\d\d-W[0-5]\d"),
    "length_band": re.compile(r"1|2-3|4-7|8\+"),
    "agent": re.compile(
        "claude-code|codex|gemini-cli|opencode|copilot-cli|cursor|atif"
    ),
    "surface": re.compile("cli|ide|desktop|web|sdk|headless|unknown"),
    "interactive": re.compile("yes|no|unknown"),
    "model_tier": re.compile("opus|sonnet|haiku|other"),
}


def problem(name: str, value: object) -> str | None:
    """Say what is wrong with a value in a column, or None."""
    if value is None:
        return None
    if name in TEXTS:
        return None if _is_level(name, value) else "no level of its closed set"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "no number"
    number = float(value)
    if not math.isfinite(number) or number < 0:
        return "negative, or no finite number"
    if name in FLAGS and number not in {0.0, 1.0}:
        return "a flag that is neither 0 nor 1"
    return None if number <= _BOUNDS.get(name, MOST) else "larger than can be"


def _is_level(name: str, value: object) -> bool:
    if not isinstance(value, str):
        return False
    pattern = _PATTERNS.get(name)
    if pattern is not None:
        return pattern.fullmatch(value) is not None
    facet = FACET_BY_NAME[name]
    return value in {level.name for level in facet.levels}
