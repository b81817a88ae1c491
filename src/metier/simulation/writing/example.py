"""The synthetic example: transcripts of people who do not exist, with planted truth.

Same seed, same bytes. Every person has a folder as Claude Code would leave it;
`people.csv` says whose is whose, `truth.json` what should be found.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec

from metier.simulation.dice import dice
from metier.simulation.published import MONTHS
from metier.simulation.writing.people import draw_people, weights
from metier.simulation.writing.phrases import AGENT, DOMAINS
from metier.simulation.writing.plans import Plan, draw_plan
from metier.simulation.writing.scripts import Script
from metier.simulation.writing.transcripts import Origin, Transcript
from metier.simulation.writing.truth import ExampleTruth, PersonTruth, SessionTruth
from metier.simulation.writing.voice import Voice

__all__ = ["draw_origin", "example", "save"]

MODELS = (
    ("claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"),
    ("claude-opus-4-6", "claude-sonnet-4-6", "claude-haiku-4-5"),
)
MODEL_SHARES = (35, 52, 13)
NEWER_MODELS_FROM = 4
"""Month from which the newer models are used."""

SECOND_MODEL = 0.06
ENTRYPOINTS = ("cli", "claude-vscode", "claude-desktop")
ENTRYPOINT_SHARES = (90, 6, 4)


def example(
    out: Path, *, seed: int = 1, sessions: int = 1500, people: int = 60
) -> ExampleTruth:
    """Write the example into an empty or new folder, and return its truth."""
    drawn = draw_people(seed, people)
    found = tuple(
        _session(out, seed, index, slot)
        for index, slot in enumerate(_slots(drawn, seed, sessions))
    )
    truth = ExampleTruth(seed=seed, people=drawn, sessions=found)
    (out / "people.csv").write_bytes(_people_file(drawn))
    packed = msgspec.json.encode(truth)
    (out / "truth.json").write_bytes(msgspec.json.format(packed, indent=1))
    return truth


class _Slot(NamedTuple):
    """Whose session it is, in which month, and where it stands in that month."""

    person: PersonTruth
    month: int
    place: float


def _slots(
    people: tuple[PersonTruth, ...], seed: int, sessions: int
) -> Iterator[_Slot]:
    """Deal sessions to people and months, about evenly."""
    random = dice(seed, "calendar")
    dealt = [people[index % len(people)] for index in range(min(sessions, len(people)))]
    dealt += random.choices(people, weights(people), k=sessions - len(dealt))
    random.shuffle(dealt)
    a_month = -(-sessions // len(MONTHS))
    places = [random.sample(range(a_month), a_month) for _ in MONTHS]
    for index, person in enumerate(dealt):
        month = index % len(MONTHS)
        # Even places through each month keep its mix of work near what is planted.
        place = (places[month][index // len(MONTHS)] + random.random()) / a_month
        yield _Slot(person, month, place)


def _session(out: Path, seed: int, index: int, slot: _Slot) -> SessionTruth:
    random = dice(seed, index)
    person = slot.person
    plan = draw_plan(random, person, slot.month, slot.place)
    transcript = Transcript(draw_origin(random, plan), random, plan.started)
    script = Script(plan, transcript, random)
    if plan.kind == "limit":
        _limit(script.voice, transcript)
    else:
        script.play()
        _maybe_second_model(random, script)
    save(out / person.name / "projects", script)
    return _truth(plan, transcript)


def save(projects: Path, script: Script) -> None:
    """Write a session where the agent would, its sub-agents beside it."""
    origin = script.transcript.origin
    folder = projects / origin.cwd.replace("/", "-")
    script.transcript.save(folder / f"{origin.session_id}.jsonl")
    for agent, side in script.side_files.items():
        side.save(folder / origin.session_id / "subagents" / f"agent-{agent}.jsonl")


def draw_origin(random: Random, plan: Plan) -> Origin:
    """Draw where a session runs, and with which model."""
    domain = DOMAINS[plan.person.soc]
    project = random.choice(domain["project"] if plan.shows_trade else ["work", "try"])
    tier = random.choices(range(3), MODEL_SHARES)[0]
    bits = f"{random.getrandbits(128):032x}"
    entrypoint = random.choices(ENTRYPOINTS, ENTRYPOINT_SHARES)[0]
    return Origin(
        session_id=f"{bits[:8]}-{bits[8:12]}-4{bits[13:16]}-b{bits[17:20]}-{bits[20:]}",
        cwd=f"/home/{plan.person.name}/{project}",
        branch="" if plan.outside else "main",
        entrypoint="sdk-cli" if plan.kind == "headless" else entrypoint,
        model=MODELS[plan.month >= NEWER_MODELS_FROM][tier],
    )


def _limit(voice: Voice, transcript: Transcript) -> None:
    """Write a session that met a usage limit before anything was done."""
    transcript.prompt(voice.first())
    transcript.wait(0.5, 2.0)
    text = voice.random.choice(AGENT["limit"])
    transcript.counts["api_errors"] += 1
    transcript.line(
        "assistant",
        {
            "isApiErrorMessage": True,
            "error": "rate_limit",
            "message": {
                "id": transcript.identity(),
                "type": "message",
                "role": "assistant",
                "model": "<synthetic>",
                "content": [{"type": "text", "text": text}],
                "stop_reason": "stop_sequence",
                "usage": {"input_tokens": 0, "output_tokens": 0},
            },
        },
    )


def _maybe_second_model(random: Random, script: Script) -> None:
    """Let a few people change the model for one more question."""
    plan, transcript = script.plan, script.transcript
    if plan.kind != "work" or plan.outcome != "no_goal":
        return
    if random.random() < SECOND_MODEL * 5:
        transcript.origin.model = MODELS[plan.month >= NEWER_MODELS_FROM][2]
        script.turn(script.voice.follow(), first=False, last=False)


def _codebase(plan: Plan, transcript: Transcript) -> str:
    if plan.outside:
        return "none"
    if transcript.counts["lines_added"] == 0 and transcript.counts["commits"] == 0:
        return "explore"
    return "create" if plan.new_code else "modify"


def _truth(plan: Plan, transcript: Transcript) -> SessionTruth:
    attempted = plan.kind != "limit"
    return SessionTruth(
        session_id=transcript.origin.session_id,
        person=plan.person.name,
        month=MONTHS[plan.month],
        kind=plan.kind,
        attempted=attempted,
        work_mode=plan.mode,
        codebase=_codebase(plan, transcript),
        plan_user=plan.plan_user,
        plan_agent=plan.plan_agent,
        exec_user=plan.exec_user,
        exec_agent=plan.exec_agent,
        expertise=plan.level,
        expertise_first=plan.level,
        outcome=plan.outcome if attempted else None,
        success_signal=plan.success,
        failure_signal=plan.failure,
        soc_user=plan.person.soc if plan.shows_trade else "0",
        soc_work="15" if plan.writes and not plan.outside else plan.person.soc,
        value_usd=plan.value,
        language=plan.language,
        counts=dict(sorted(transcript.counts.items())),
    )


def _people_file(people: tuple[PersonTruth, ...]) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("pattern", "person"))
    rows.writerows((f"{person.name}/*", person.name) for person in people)
    return text.getvalue().encode()
