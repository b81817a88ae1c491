"""What a person types: sentences by how much they know, their trade, their tongue."""

import re
from random import Random

from metier.simulation.writing.phrases import DOMAINS, LANGUAGES, PROMPTS
from metier.simulation.writing.plans import Plan

__all__ = ["Voice"]

SLOT = re.compile(r"\{(\w+)\}")
SLANG = 2
"""Up to this level people write carelessly."""

PARTS_OF_DIRECTIVES = 3
MOST_WISHES = 6
FIRST_DEPTH = (3, 1, 1, 2, 6)
LATER_DEPTH = (2, 0, 0, 1, 4)
"""Sentences that show what the person knows, by level."""


class Voice:
    """Speaks for the person of a session."""

    def __init__(self, plan: Plan, random: Random) -> None:
        """Speak for the person of this plan."""
        self.plan = plan
        self.random = random
        self.domain = DOMAINS[plan.person.soc if plan.shows_trade else "15"]
        self.tongue = LANGUAGES.get(plan.language)
        self.files: list[str] = random.sample(self.domain["files"], 3)
        self.tests: list[str] = random.sample(self.domain["tests"], 1)
        self.data: str = next(
            (name for name in self.domain["files"] if name.endswith(".csv")),
            "data/input.csv",
        )
        self._asked = 0
        self._used: set[str] = set()

    def first(self) -> str:
        """Ask for the work."""
        plan = self.plan
        level = str(plan.level)
        if self.tongue is not None:
            parts = [self.tongue["ask"][plan.mode], *self.tongue["level"][level]]
            return self.fill(" ".join([*parts, *self.trade()]))
        if plan.outcome == "no_goal":
            return self.fill(self.pick(PROMPTS["chat"]))
        asked = self.fill(self.pick(PROMPTS["first"][level][plan.mode]))
        return " ".join(
            [asked, *self.depth(FIRST_DEPTH), *self.trade(), *self.wishes()]
        )

    def trade(self) -> list[str]:
        """Say whose world the work belongs to, where the session shows it."""
        return [self.pick(self.domain["trade"])] if self.plan.shows_trade else []

    def depth(self, share: tuple[int, ...]) -> list[str]:
        """Say something that shows how much, or how little, the person knows."""
        pool = PROMPTS["depth"][str(self.plan.level)]
        return [self.pick(pool) for _ in range(share[self.plan.level - 1])]

    def wishes(self) -> list[str]:
        """Add what else the person decides: requirements, directives, or nothing."""
        plan = self.plan
        if self.tongue is not None:
            return []
        kind = "low" if plan.level <= SLANG else "high"
        left = max(0, plan.plan_user - 2) if self._asked == 0 else 1
        wanted = [
            self.pick(PROMPTS["requirement"][kind])
            for _ in range(min(left, MOST_WISHES))
        ]
        if plan.exec_user >= PARTS_OF_DIRECTIVES and plan.level > 1:
            wanted += [
                self.pick(PROMPTS["directive"])
                for _ in range(min(MOST_WISHES, plan.exec_user - 1))
            ]
        if plan.agent_plans > 0.5:  # noqa: PLR2004 - the agent plans most of it
            wanted = [self.pick(PROMPTS["hand_over"])]
        self._asked += 1
        return [self.fill(sentence) for sentence in dict.fromkeys(wanted)]

    def follow(self) -> str:
        """Say what comes next."""
        if self.tongue is not None:
            return str(self.pick(self.tongue["follow"]))
        if self.plan.outcome == "no_goal":
            return self.fill(self.pick(PROMPTS["chat"]))
        if self.random.random() < self.plan.agent_plans * 0.5:
            return str(self.pick(PROMPTS["approve"]))
        words = self.fill(self.pick(PROMPTS["follow"][str(self.plan.level)]))
        return " ".join([words, *self.depth(LATER_DEPTH), *self.wishes()[:1]])

    def says(self, kind: str) -> str:
        """Say one of the fixed things: thanks, complaint, give_up, settle, commit."""
        if self.tongue is not None and kind in self.tongue:
            return str(self.tongue[kind])
        return self.fill(self.pick(PROMPTS[kind]))

    def pick(self, choices: list[str]) -> str:
        """Choose a sentence that was not said yet, if there is one."""
        fresh = [choice for choice in choices if choice not in self._used] or choices
        chosen: str = self.random.choice(fresh)
        self._used.add(chosen)
        return chosen

    def fill(self, sentence: str) -> str:
        """Put words of the trade into a sentence's slots."""

        def word(match: re.Match[str]) -> str:
            name = match[1]
            if name == "file":
                return self.files[0]
            if name == "test":
                return self.tests[0]
            if name == "data":
                return self.data
            return str(self.pick(self.domain[name]))

        filled = SLOT.sub(word, sentence)
        # A slot at the start of a sentence begins it with a small letter otherwise.
        if self.plan.level > SLANG:
            filled = re.sub(
                r"(?:^|(?<=[.?!] ))[a-z](?=[a-z]* )",
                lambda match: match[0].upper(),
                filled,
            )
        return filled
