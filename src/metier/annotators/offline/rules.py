"""Answers by rule: what the codebook says in plain conditions, before any model.

Each rule gives a probability to every level. Models start from them; where no
model is shipped for a facet they are the answer.
"""

import math
from collections.abc import Mapping

from metier.annotators.offline.features import Features
from metier.codebook import FACET_BY_NAME

__all__ = ["counted", "ruled", "settled", "valued"]

SOFTWARE = "15"
PLAIN_TRADE = 1.0
"""How far the words of another trade must exceed what is asked of a mention."""

MODE_CUES = tuple(level.name for level in FACET_BY_NAME["work_mode"].levels)
INTERMEDIATE = "3"
"""Rule 2: what was drafted elsewhere is 3, never more."""

MOSTLY_PROSE = 0.55
"""Of both sides' cues of modes, added: so much about communicating is prose."""

TOO_FEW_WORDS = math.log1p(5)
FILE_MODES = {
    "code": "build",
    "test": "test",
    "docs": "communicate",
    "config": "operate",
    "agent": "orchestrate",
    "data": "analyze",
}


def ruled(facet: str, seen: Mapping[str, float]) -> dict[str, float]:
    """Give each level of a facet its probability."""
    scores = RULES[facet](seen)
    highest = max(scores.values())
    weights = {name: math.exp(score - highest) for name, score in scores.items()}
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def settled(facet: str, seen: Features, answer: str | None) -> str | None:
    """Apply the codebook's settled rules to an answer, whoever gave it."""
    if facet in ("expertise", "expertise_typed"):
        typed = (
            seen.words["w_inputs"] if facet == "expertise" else seen.whole["t_inputs"]
        )
        if not typed:
            return INTERMEDIATE if seen.first["f_handed_plan"] else None
    elif facet == "expertise_first":
        if seen.first["f_handed_plan"]:
            return INTERMEDIATE
        if seen.first["f_none"]:
            return None
        names = seen.first["f_identifiers_log"] + seen.first["f_mechanics_log"]
        if seen.first["f_words"] <= TOO_FEW_WORDS and not names:
            return "0"
    elif facet == "outcome" and _is_idle(seen.evidence):
        return "no_goal"
    elif facet == "soc_user":
        answer = _other_trade(seen.context) or answer
    return answer


def _other_trade(seen: Mapping[str, float]) -> str | None:
    """Name a profession other than software that the words plainly speak of.

    The reference sessions are nearly all of software people, so a model of them
    cannot know any other group.
    """
    scores = soc_user(seen)
    best = max(scores, key=lambda code: scores[code])
    plain = best not in ("0", SOFTWARE) and scores[best] > PLAIN_TRADE
    return best if plain else None


def _is_idle(seen: Mapping[str, float]) -> bool:
    """Whether nothing was asked for and nothing was done."""
    return bool(seen["no_task"] and seen["nothing_ran"])


def work_mode(seen: Mapping[str, float]) -> dict[str, float]:
    """Judge by the files changed, then by the commands, then by the words."""
    scores = dict.fromkeys(MODE_CUES, 0.0)
    for mode in MODE_CUES:
        scores[mode] += 0.5 * seen[f"f_mode_{mode}_log"]
        scores[mode] += 0.3 * seen[f"t_mode_{mode}_log"]
    if seen["changed_something"]:
        for kind, mode in FILE_MODES.items():
            scores[mode] += 2.0 * seen[f"file_{kind}_share"]
        broken = seen["f_act_reports_error_log"] + seen["f_mode_fix_log"]
        scores["fix"] += 1.5 * seen["file_code_share"] * min(1.0, broken)
    else:
        scores["understand"] += 1.0 + seen["read_share"]
        scores["plan"] += 2.0 * min(1.0, seen["plan_log"])
        scores["operate"] += 3.0 * seen["command_git_share"]
    scores["operate"] += 2.0 * (
        seen["command_git_share"]
        + seen["command_ship_share"]
        + seen["command_forge_share"]
    )
    return scores


def codebase(seen: Mapping[str, float]) -> dict[str, float]:
    """Judge by what was edited, written and read."""
    changed = seen["changed_something"] or seen["pass_commit"]
    looked = seen["read_log"] + seen["search_log"] + seen["command_git_look_log"]
    return {
        "modify": 3.0 * changed,
        "explore": 2.0 * (1.0 - changed) * min(1.0, looked),
        "create": 2.5 * changed * (seen["new_share"] > 0.9) * (seen["new_files"] > 1.5),  # noqa: PLR2004 - nearly all files are new, and more than three
        "none": 1.5 * (1.0 - changed) * (looked == 0.0),
    }


def expertise(seen: Mapping[str, float], prefix: str = "w_") -> dict[str, float]:
    """Judge by names, constraints, edge cases and trade-offs against asking."""
    names = seen[f"{prefix}identifiers_log"] + seen[f"{prefix}mechanics_log"]
    knows = seen[f"{prefix}act_edge_cases_log"] + seen[f"{prefix}act_trades_off_log"]
    asks = seen[f"{prefix}act_does_not_know_log"] + seen[f"{prefix}act_vague_log"]
    place = 2.3 + 0.25 * names + 0.3 * knows - 0.3 * asks
    scores = {str(level): -((level - place) ** 2) for level in range(1, 6)}
    scores["0"] = 3.0 if seen[f"{prefix}words"] < math.log(6) else -8.0
    return scores


def expertise_first(seen: Mapping[str, float]) -> dict[str, float]:
    """Judge likewise from the first prompt; a pasted plan is 3 (rule 2)."""
    scores = expertise(seen, "f_")
    if seen["f_handed_plan"]:
        scores["3"] += 6.0
    return scores


def outcome(seen: Mapping[str, float]) -> dict[str, float]:
    """Call it succeeded unless the end state or the person says otherwise."""
    broken = (
        seen["failing_at_end"]
        + seen["ends_on_error"]
        + seen["ends_api_error"]
        + seen["unanswered"]
    )
    nothing = seen["nothing_ran"] * (1.0 - seen["agent_spoke"])
    return {
        "succeeded": 2.0 + 0.5 * seen["hard_kinds"],
        "partial": 0.3 + 0.8 * broken,
        "failed": -0.8 + 0.8 * broken + 3.0 * nothing,
        "no_goal": -2.5,
    }


def success_signal(seen: Mapping[str, float]) -> dict[str, float]:
    """Count kinds of hard evidence: two are 5, one is 4 (rule 6)."""
    hard = seen["hard_kinds"]
    if hard:
        level = 4.0 + min(1.0, hard - 1.0)
    elif seen["soft_pass"]:
        level = 3.0
    elif seen["nothing_ran"]:
        level = 1.5 * seen["agent_spoke"]
    else:
        level = 2.0
    return {str(step): -1.5 * (step - level) ** 2 for step in range(6)}


def failure_signal(seen: Mapping[str, float]) -> dict[str, float]:
    """Read the end state and the person's complaints, not the worst moment."""
    level = 0.4 + 0.3 * min(2.0, seen["errors_log"]) + 0.7 * seen["complaints"]
    level += 1.5 * seen["failing_at_end"] + 1.5 * seen["complains_last"]
    level += 1.0 * seen["ends_on_error"] + 2.0 * seen["ends_api_error"]
    return {str(step): -1.0 * (step - min(level, 5.0)) ** 2 for step in range(6)}


def soc_user(seen: Mapping[str, float]) -> dict[str, float]:
    """Look for affirmative signs of a profession; else unclear."""
    scores = {level.name: -6.0 for level in FACET_BY_NAME["soc_user"].levels}
    scores["0"] = 0.0
    for name in seen:
        if name.startswith("c_job_"):
            code = name.removeprefix("c_job_")
            found = math.log1p(seen[name]) + 2.0 * seen[f"t_job_{code}_log"]
            needed = 3.0 if code == SOFTWARE else 2.0
            scores[code] = found - needed
    return scores


def soc_work(seen: Mapping[str, float]) -> dict[str, float]:
    """Call it software work unless both sides speak of prose and no code changed."""
    is_software = (
        seen["file_code_share"] + seen["file_config_share"] + seen["pass_commit"] > 0
    )
    prose = seen["d_mode_communicate"] + seen["q_mode_communicate"]
    scores = {level.name: -6.0 for level in FACET_BY_NAME["soc_work"].levels}
    scores["15"] = 2.0
    scores["27"] = -2.0 if is_software else 2.0 + 6.0 * (prose - MOSTLY_PROSE)
    return scores


def counted(facet: str, seen: Mapping[str, float]) -> float:
    """Estimate a count of decisions from requirements, picks, plans and edits."""
    said, done = seen["clauses"], seen["choice_actions"]
    logs = {
        "plan_user": 0.45 * said + 0.5 * seen["picks"] + 0.6,
        "plan_agent": 0.8 + 0.2 * done + 0.3 * seen["choice_plans"],
        "exec_user": 0.2 + 0.4 * seen["clauses_how"],
        "exec_agent": 0.5 + 0.45 * done,
    }
    return max(0.0, math.expm1(logs[facet]))


def valued(seen: Mapping[str, float]) -> float:
    """Price the work in dollars from its size."""
    size = 0.25 * seen["lines_added"] + 0.3 * seen["files"] + 0.3 * seen["actions"]
    return math.exp(3.0 + size)


RULES = {
    "work_mode": work_mode,
    "codebase": codebase,
    "expertise": expertise,
    "expertise_typed": lambda seen: expertise(seen, "t_"),
    "expertise_first": expertise_first,
    "outcome": outcome,
    "success_signal": success_signal,
    "failure_signal": failure_signal,
    "soc_user": soc_user,
    "soc_work": soc_work,
}
"""Rules that choose a level, by facet."""
