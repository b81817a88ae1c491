"""From a plan to a transcript: who says and does what, in which order."""

from random import Random

from metier.simulation.published import WORDS_FACTOR
from metier.simulation.writing import outputs
from metier.simulation.writing.incidents import (
    ask,
    bash_mode,
    compact,
    delegate,
    interrupt,
    plan_mode,
    refuse,
    slash,
    steer,
)
from metier.simulation.writing.phrases import AGENT
from metier.simulation.writing.plans import Plan
from metier.simulation.writing.transcripts import Transcript
from metier.simulation.writing.voice import Voice
from metier.simulation.writing.work import Work, Workshop

__all__ = ["Script"]

SOFTWARE = "15"
HARD_FAILURE = 4
TROUBLE = 3
NEW_FILES = 5
"""Files at least that a session with new code writes."""


class Script:
    """Plays one session into its transcript."""

    def __init__(
        self, plan: Plan, transcript: Transcript, random: Random, *, volume: int = 1
    ) -> None:
        """Play this plan into this transcript; `volume` makes results longer."""
        self.plan = plan
        self.transcript = transcript
        self.random = random
        self.voice = Voice(plan, random)
        self.shop = Workshop(
            mode=plan.mode,
            files=self.voice.files,
            tests=self.voice.tests,
            data=self.voice.data,
            runner=random.choice(outputs.RUNNERS)
            if plan.person.soc == SOFTWARE
            else "pytest",
            new_code=plan.new_code,
            writes=plan.writes,
            words_factor=WORDS_FACTOR[plan.level - 1],
            volume=volume,
        )
        self.work = Work(transcript, self.shop, random)
        self.side_files: dict[str, Transcript] = {}
        self.closings = self.draw_closings()

    def play(self) -> None:
        """Write the session from its first line to its last."""
        self.introduce()
        if self.plan.kind == "headless":
            self.headless()
            return
        middle = max(0, self.plan.turns - 1 - len(self.closings))
        if self.random.random() < 0.02:  # noqa: PLR2004 - a shell command typed first
            bash_mode(self.transcript, self.voice)
        for index in range(middle + 1):
            text = self.voice.first() if index == 0 else self.voice.follow()
            self.turn(text, last=index == middle, first=index == 0)
        for kind in self.closings:
            self.close(kind)

    def introduce(self) -> None:
        """Write the project's instructions, where the person's trade shows."""
        transcript = self.transcript
        if not self.plan.shows_trade:
            return
        about = self.random.choice(self.voice.domain["about"])
        path = f"{transcript.origin.cwd}/CLAUDE.md"
        body = f"# {transcript.origin.cwd.rpartition('/')[2]}\n\n{about}\n"
        content = {"path": path, "type": "Project", "content": body}
        transcript.line(
            "attachment",
            {
                "attachment": {
                    "type": "nested_memory",
                    "path": path,
                    "content": content,
                }
            },
        )
        transcript.wait(0.1, 1.0)

    def headless(self) -> None:
        """Let a program ask, and the agent answer without a person."""
        text = f"Summarise the changes in {self.shop.files[0]} since yesterday."
        self.transcript.user(text, promptSource="sdk", turnOrigin="sdk")
        self.transcript.counts["sdk_prompts"] += 1
        for _ in range(self.random.randint(2, 6)):
            self.random.choice((self.work.read, self.work.search, self.work.look))()
        self.work.say(self.work.fill(self.random.choice(AGENT["answer"])))

    def draw_closings(self) -> list[str]:
        """Choose what the person says after the work is done."""
        plan = self.plan
        if plan.outcome == "failed":
            return (
                ["complaint", "give_up"]
                if plan.failure > HARD_FAILURE
                else (["complaint"] if plan.failure == HARD_FAILURE else ["give_up"])
            )
        if plan.outcome == "partial":
            return ["pushback"] if plan.failure >= TROUBLE else ["settle"]
        kinds = []
        if plan.failure == TROUBLE:
            kinds.append("pushback")
        elif plan.failure == TROUBLE - 1:
            kinds.append("concern")
        if "commit" in plan.evidence and self.random.random() < 0.5:  # noqa: PLR2004 - half are asked for
            kinds.append("commit")
        if "thanks" in plan.evidence:
            kinds.append("thanks")
        return kinds

    def turn(self, text: str, *, first: bool, last: bool) -> None:
        """Play one turn of work."""
        self.transcript.wait(20.0, 400.0)
        if first and self.random.random() < 0.04:  # noqa: PLR2004 - some begin with a command
            slash(self.transcript, self.voice)
        else:
            mode = "plan" if first and self.plan.mode == "plan" else "default"
            self.transcript.prompt(text, mode)
        wanted = round(self.plan.actions_per_turn * self.random.uniform(0.6, 1.45))
        count = max(1, wanted)
        if self.plan.outcome == "no_goal":
            # Without a goal, people only look around a little.
            count = max(1, count // 2)
        if first:
            self.work.say(
                self.work.fill(self.random.choice(AGENT["start"])), ends=False
            )
            count -= self.incident()
            if self.plan.mode == "fix":
                self.work.run(*outputs.crash(self.random), error=True)
        if last:
            count -= self.reserved()
        self.work.act(count)
        if last and self.ends_badly:
            self.fail()
        elif last and not self.corrected:
            self.prove()
        self.work.say(self.answer(last=last))
        self.transcript.end_turn()

    def incident(self) -> int:
        """Let something happen that only some sessions have; count its actions."""
        draw = self.random.random()
        plan = self.plan
        if plan.mode == "plan" or (plan.mode == "build" and draw < 0.08):  # noqa: PLR2004 - some build by plan mode
            return plan_mode(self)
        chances = (
            (ask, 0.05 + 0.15 * plan.agent_plans),
            (steer, 0.06),
            (refuse, 0.05 if plan.writes else 0.0),
            (interrupt, 0.04),
            (compact, 0.015),
            (delegate, 0.06),
        )
        for happens, chance in chances:
            if draw < chance:
                return happens(self)
            draw -= chance
        return 0

    def reserved(self) -> int:
        """Count the actions that the ending needs."""
        return len(self.plan.evidence) + self.ends_badly

    @property
    def corrected(self) -> bool:
        """Say whether the person pushes back once before it succeeds."""
        return self.plan.outcome == "succeeded" and "pushback" in self.closings

    def prove(self) -> None:
        """Show the evidence that was planned for the end of the work."""
        plan, work = self.plan, self.work
        if plan.writes and plan.new_code:
            while len(work.changed) < NEW_FILES:
                work.write()
        elif plan.writes and not work.changed:
            work.edit()
        if "tests" in plan.evidence:
            if self.random.random() < 0.3:  # noqa: PLR2004 - a failing run comes first at times
                work.test(passes=False)
                work.edit()
            work.test(passes=True)
        if "commit" in plan.evidence and "commit" not in self.closings:
            work.commit(pushes=self.random.random() < 0.4)  # noqa: PLR2004 - some push as well

    def fail(self) -> None:
        """Show that it does not work: a failing test, or a command that stops."""
        if self.plan.writes and not self.plan.outside:
            self.work.test(passes=False)
        else:
            self.work.run(*outputs.crash(self.random), error=True)

    @property
    def ends_badly(self) -> bool:
        """Say whether the log ends on something that does not work."""
        plan = self.plan
        if plan.outcome == "failed":
            return plan.failure >= HARD_FAILURE
        return plan.outcome == "partial" and plan.failure >= TROUBLE

    def answer(self, *, last: bool) -> str:
        """Choose the agent's last words of a turn, longer for those who know more."""
        plan = self.plan
        kind = "done" if plan.writes else "answer"
        if last and plan.outcome in ("failed", "partial"):
            kind = "stuck" if plan.outcome == "failed" else "half"
        words = self.work.fill(self.random.choice(AGENT[kind]))
        longer = round(8 * self.shop.words_factor * self.random.random())
        more = [self.random.choice(AGENT["prose"]) for _ in range(longer)]
        return " ".join([words, *more])

    def close(self, kind: str) -> None:
        """Play a turn after the work: thanks, a complaint, a commit asked for."""
        self.transcript.wait(30.0, 500.0)
        self.transcript.prompt(self.voice.says(kind))
        if kind == "commit":
            self.work.commit(pushes=True)
            self.work.say("Committed and pushed.")
        elif kind == "thanks":
            self.work.say(self.random.choice(AGENT["welcome"]))
        elif kind in ("complaint", "pushback"):
            self.retry()
        else:
            self.work.say(
                self.random.choice(AGENT["welcome" if kind == "concern" else "half"])
            )
        self.transcript.end_turn()

    def retry(self) -> None:
        """Let the agent try again after a complaint."""
        work, plan = self.work, self.plan
        work.act(max(1, round(plan.actions_per_turn * self.random.uniform(0.4, 1.1))))
        if self.corrected:
            self.prove()
            work.say(work.fill(self.random.choice(AGENT["done"])))
            return
        if self.ends_badly:
            self.fail()
        work.say(
            self.random.choice(AGENT["stuck" if plan.outcome == "failed" else "half"])
        )
