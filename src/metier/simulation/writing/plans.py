"""What one session of the example will be: drawn first, then written."""

import math
from calendar import monthrange
from datetime import UTC, datetime
from random import Random

import msgspec

from metier.simulation.published import (
    DECISIONS_AGENT,
    FAILED_IN_TROUBLE,
    JUDGED,
    MODES,
    MONTHS,
    NO_GOAL,
    PARTIAL_OR_BETTER,
    SUCCESS_IN_TROUBLE,
    TREND,
    VALUE_BY_MODE,
    VALUE_GROWTH,
    VERIFIED,
)
from metier.simulation.writing.truth import PersonTruth

__all__ = ["Plan", "draw_plan"]

FLATTENED = 0.65
"""Power that lifts rare modes and levels: 1,500 sessions of the true mix would
leave most of their cells too small to show (decision 80)."""

LEVEL_SHARES = (0.12, 0.20, 0.26, 0.27, 0.15)
KINDS = ("work", "headless", "limit")
KIND_SHARES = (0.955, 0.03, 0.015)
ABILITY_WEIGHT = 0.6
WORD_ALONE = 0.2
SIGN_OF_TRADE = 0.8
"""Share of sessions in which the person's profession shows."""

NATIVE_TONGUE = 0.75
ACTIONS_BY_LEVEL = (3.9, 5.1, 6.3, 7.8, 9.2)
"""Median tool calls of a turn of work: Figure 3's ends, a sixth shorter."""

HARD = 4
"""Signals from here on rest on hard evidence."""

WRITES = {"understand": 0.0, "plan": 0.35}
"""Share of sessions that change files, where it is not nearly all."""

ABANDONED_BY_LEVEL = (0.48, 0.27, 0.27, 0.27, 0.30)


class Plan(msgspec.Struct, kw_only=True):
    """One session before it is written."""

    person: PersonTruth
    month: int
    started: float
    kind: str
    mode: str
    level: int
    outcome: str
    success: int
    failure: int
    value: int
    plan_user: int
    plan_agent: int
    exec_user: int
    exec_agent: int
    turns: int
    actions_per_turn: float
    language: str
    shows_trade: bool
    writes: bool
    new_code: bool
    outside: bool
    """No codebase: the session works on documents or data alone."""

    evidence: tuple[str, ...] = ()
    """Kinds of hard evidence to be seen: tests, commit, thanks."""

    @property
    def agent_plans(self) -> float:
        """Give the agent's share of planning decisions."""
        return self.plan_agent / max(1, self.plan_user + self.plan_agent)


def draw_plan(random: Random, person: PersonTruth, month: int, place: float) -> Plan:
    """Draw everything that will be true of a session; `place` chooses its mode."""
    mode = _mode(month, person, place)
    level = _level(random, person)
    kind = random.choices(KINDS, KIND_SHARES)[0]
    outcome, success, failure = _outcome(random, level)
    decisions = _decisions(random)
    abandoned = outcome == "failed" and random.random() < ABANDONED_BY_LEVEL[level - 1]
    plan = Plan(
        person=person,
        month=month,
        started=_start(random, month),
        kind=kind,
        mode=mode,
        level=level,
        outcome=outcome,
        success=success,
        failure=failure,
        value=_value(random, mode, level, month),
        plan_user=decisions[0],
        plan_agent=decisions[1],
        exec_user=decisions[2],
        exec_agent=decisions[3],
        turns=_turns(random, outcome, success, failure),
        actions_per_turn=0.0,
        language=person.language if random.random() < NATIVE_TONGUE else "en",
        shows_trade=random.random() < SIGN_OF_TRADE,
        writes=not abandoned
        and outcome != "no_goal"
        and random.random() < WRITES.get(mode, 1.0),
        new_code=mode == "build" and random.random() < 0.35,  # noqa: PLR2004 - a third of what is built is new
        outside=mode in ("communicate", "analyze") and random.random() < 0.6,  # noqa: PLR2004 - documents mostly stand outside repositories
    )
    plan.actions_per_turn = _actions(random, plan)
    plan.evidence = _evidence(random, plan)
    return plan


def _mode(month: int, person: PersonTruth, place: float) -> str:
    weights = _mode_weights(month, person)
    left = place * sum(weights.values())
    for mode, weight in weights.items():
        if left < weight:
            return mode
        left -= weight
    return mode


def _mode_weights(month: int, person: PersonTruth) -> dict[str, float]:
    part = month / (len(MONTHS) - 1)
    weights = {}
    for mode, share in MODES.items():
        first, last = TREND.get(mode, (share, share))
        # The trend keeps its strength; only the level of rare modes is lifted.
        weights[mode] = share**FLATTENED * (first + (last - first) * part) / share
    if person.soc in ("13", "19", "29"):
        weights["analyze"] *= 1.5
    elif person.soc == "15":
        weights["operate"] *= 1.3
        weights["communicate"] *= 0.7
    return weights


def _level(random: Random, person: PersonTruth) -> int:
    noise = math.sqrt(1.0 - ABILITY_WEIGHT**2)
    # Abilities are uniform from -1.25 to 1.25: brought to unit variance here.
    latent = ABILITY_WEIGHT * person.ability / 0.722 + noise * random.gauss(0.0, 1.0)
    place = 0.5 * math.erfc(-latent / math.sqrt(2.0))
    level = 1
    for share in LEVEL_SHARES[:-1]:
        if place < share:
            break
        place -= share
        level += 1
    return level


def _outcome(random: Random, level: int) -> tuple[str, int, int]:
    """Draw the outcome and both signals."""
    if random.random() < NO_GOAL:
        return "no_goal", random.choice((0, 1)), 0
    index = level - 1
    verified, judged = VERIFIED[index], JUDGED[index]
    partial = PARTIAL_OR_BETTER[index] - judged
    failed = 1.0 - PARTIAL_OR_BETTER[index]
    # As many troubled sessions as make the published shares among them true.
    troubled = failed / FAILED_IN_TROUBLE[index]
    in_success = SUCCESS_IN_TROUBLE[index] * troubled / judged
    in_partial = min(0.9, max(0.1, (troubled * 0.8 - failed) / partial))
    draw = random.random()
    if draw < judged:
        success = random.choice((4, 5)) if draw < verified else random.choice((2, 2, 3))
        trouble = random.random() < in_success
        return "succeeded", success, 3 if trouble else random.choice((0, 0, 1, 1, 2))
    if draw < judged + partial:
        trouble = random.random() < in_partial
        return "partial", random.choice((2, 2, 3)), 3 if trouble else 2
    return "failed", random.choice((0, 1, 1, 2)), random.choice((3, 4, 4, 4, 5))


def _decisions(random: Random) -> tuple[int, int, int, int]:
    plans, runs = random.randint(4, 8), random.randint(6, 14)
    agent_plans = round(plans * random.betavariate(*DECISIONS_AGENT["plan"]))
    agent_runs = round(runs * random.betavariate(*DECISIONS_AGENT["exec"]))
    return plans - agent_plans, agent_plans, runs - agent_runs, agent_runs


def _turns(random: Random, outcome: str, success: int, failure: int) -> int:
    # The person speaks after the work where thanks or trouble is to be seen.
    least = 1 if success < HARD and failure <= 1 else 2
    more = random.choices((0, 1, 2, 3, 5), (58, 27, 10, 4, 1))[0]
    return least + more + (outcome == "failed" and failure > HARD)


def _actions(random: Random, plan: Plan) -> float:
    usual = math.log(ACTIONS_BY_LEVEL[plan.level - 1])
    usual += 0.7 * (plan.agent_plans - 0.3)
    by_hand = plan.exec_user / max(1, plan.exec_user + plan.exec_agent)
    usual -= 0.4 * (by_hand - 0.2)
    return math.exp(usual + random.gauss(0.0, 0.45))


def _evidence(random: Random, plan: Plan) -> tuple[str, ...]:
    """Choose which hard evidence a success of signal 4 or 5 shows."""
    if plan.success < HARD:
        return ()
    machine = []
    if plan.writes and not plan.outside:
        machine = ["commit"] if plan.mode == "communicate" else ["tests", "commit"]
    random.shuffle(machine)
    # Where a machine can show it, the person's word alone is the exception.
    first = random.random() < WORD_ALONE
    kinds = ["thanks", *machine] if first else [*machine, "thanks"]
    chosen = tuple(kinds[: plan.success - HARD + 1])
    plan.success = HARD - 1 + len(chosen)
    plan.turns = max(plan.turns, 2) if "thanks" in chosen else plan.turns
    return chosen


def _value(random: Random, mode: str, level: int, month: int) -> int:
    growth = VALUE_GROWTH.get(mode, 0.27) * month / (len(MONTHS) - 1)
    size = VALUE_BY_MODE[mode] * (1.0 + growth) * 1.15 ** (level - 3)
    dollars = size * math.exp(random.gauss(0.0, 0.6))
    return int(min(50_000, max(10, round(dollars, -1))))


def _start(random: Random, month: int) -> float:
    year, number = map(int, MONTHS[month].split("-"))
    # From the second day to the last but one, so that no zone moves a session
    # into another month.
    days = monthrange(year, number)[1]
    day, minute = random.randint(2, days - 1), random.randint(7 * 60, 20 * 60)
    moment = datetime(year, number, day, minute // 60, minute % 60, tzinfo=UTC)
    return moment.timestamp() + random.randint(0, 59)
