"""What happens in some sessions only: questions, refusals, steers, sub-agents.

Each function lets one thing happen in a script and returns how many actions the
agent spent on it.
"""

from typing import Protocol

from metier.formats import count_words
from metier.simulation.writing.phrases import AGENT, PROMPTS
from metier.simulation.writing.transcripts import Transcript
from metier.simulation.writing.voice import Voice
from metier.simulation.writing.work import REJECTED, Work

__all__ = [
    "Scene",
    "ask",
    "bash_mode",
    "compact",
    "delegate",
    "interrupt",
    "plan_mode",
    "refuse",
    "slash",
    "steer",
]

OWN_WORDS = 0.2
"""Share of questions that people answer in words of their own."""


class Scene(Protocol):
    """The script in which something happens."""

    transcript: Transcript
    voice: Voice
    work: Work
    side_files: dict[str, Transcript]


def ask(scene: Scene) -> int:
    """Let the agent offer a choice, and the person choose."""
    random = scene.work.random
    question, labels = random.choice(PROMPTS["offers"])
    options = [{"label": label, "description": ""} for label in labels]
    asked = [
        {
            "question": question,
            "header": "Choice",
            "options": options,
            "multiSelect": False,
        }
    ]
    (call,) = scene.work.calls([("AskUserQuestion", {"questions": asked})])
    scene.work.ran()
    answer = random.choice(labels)
    if random.random() < OWN_WORDS:
        answer = random.choice(PROMPTS["answer_text"])
        scene.transcript.counts["words_human"] += count_words(answer)
    scene.transcript.wait(5.0, 90.0)
    scene.transcript.counts["answers"] += 1
    scene.transcript.result(
        call,
        f'User has answered your questions: "{question}"="{answer}".',
        {"questions": asked, "answers": {question: answer}},
    )
    return 1


def plan_mode(scene: Scene) -> int:
    """Let the agent read and present a plan that the person approves."""
    work = scene.work
    looked = work.random.randint(1, 4)
    for _ in range(looked):
        work.random.choice((work.read, work.search))()
    plan = work.fill(AGENT["plan"])
    (call,) = work.calls([("ExitPlanMode", {"plan": plan})])
    work.ran()
    scene.transcript.wait(20.0, 200.0)
    scene.transcript.counts["plan_approvals"] += 1
    scene.transcript.result(
        call,
        "User has approved your plan. You can now start coding.",
        {"plan": plan, "isAgent": False, "filePath": "/tmp/plan.md"},  # noqa: S108 -- a name in a made-up log
    )
    return looked + 1


def refuse(scene: Scene) -> int:
    """Let the person refuse an edit and say why, or allow it with a remark."""
    work, transcript = scene.work, scene.transcript
    name = work.path(work.target())
    given = {"file_path": name, "old_string": "total", "new_string": "sum_of_rows"}
    (call,) = work.calls([("Edit", given)])
    transcript.wait(4.0, 60.0)
    if work.random.random() < 0.4:  # noqa: PLR2004 - most remarks come with a refusal
        work.ran()
        patch = {
            "oldStart": 3,
            "oldLines": 1,
            "newStart": 3,
            "newLines": 1,
            "lines": ["-total", "+sum_of_rows"],
        }
        transcript.counts["lines_added"] += 1
        transcript.counts["lines_removed"] += 1
        work.changed[name] = None
        remark = scene.voice.fill(work.random.choice(PROMPTS["approval_comment"]))
        side = {"filePath": name, "structuredPatch": [patch]}
        transcript.result(call, "The file has been updated.", side, beside=remark)
        return 1
    remark = scene.voice.fill(work.random.choice(PROMPTS["rejection"]))
    transcript.counts["rejections"] += 1
    transcript.counts["rejection_comments"] += 1
    transcript.counts["words_human"] += count_words(remark)
    text = f"{REJECTED}To tell you how to proceed, the user said:\n{remark}"
    transcript.result(call, text, f"Error: {text}", error=True)
    return 1


def interrupt(scene: Scene) -> int:
    """Let the person stop the agent and begin anew."""
    work, transcript = scene.work, scene.transcript
    work.read()
    transcript.wait(2.0, 20.0)
    transcript.counts["interrupts"] += 1
    transcript.user([{"type": "text", "text": "[Request interrupted by user]"}])
    transcript.wait(5.0, 60.0)
    transcript.prompt(scene.voice.fill(work.random.choice(PROMPTS["steer"])))
    return 1


def steer(scene: Scene) -> int:
    """Let the person add something while the agent works."""
    work, transcript = scene.work, scene.transcript
    work.read()
    words = scene.voice.fill(work.random.choice(PROMPTS["steer"]))
    typed = transcript.stamp()
    where = {"timestamp": typed, "sessionId": transcript.origin.session_id}
    queued = {"type": "queue-operation", "operation": "enqueue", "content": words}
    transcript.flat(queued | where)
    work.search()
    taken = (
        queued
        | where
        | {
            "operation": "remove",
            "timestamp": transcript.stamp(),
            "reason": "absorbed_mid_turn",
        }
    )
    transcript.flat(taken)
    transcript.counts["steers"] += 1
    transcript.counts["words_human"] += count_words(words)
    transcript.line(
        "attachment",
        {
            "attachment": {
                "type": "queued_command",
                "prompt": words,
                "commandMode": "prompt",
                "origin": {"kind": "human"},
                "humanTurn": True,
            }
        },
    )
    return 2


def compact(scene: Scene) -> int:
    """Let the context be compacted: a boundary and a summary, no prompt."""
    transcript = scene.transcript
    transcript.counts["compactions"] += 1
    transcript.cut()
    transcript.line(
        "system",
        {
            "subtype": "compact_boundary",
            "content": "Conversation compacted",
            "compactMetadata": {"trigger": "auto", "preTokens": 155_000},
        },
    )
    summary = (
        "This session is being continued from a previous conversation that ran out "
        "of context. The person asked for a change; half of it is done."
    )
    transcript.user(summary, isCompactSummary=True, isVisibleInTranscriptOnly=True)
    return 0


def delegate(scene: Scene) -> int:
    """Let the agent send another one, whose file stands beside the session's."""
    work, transcript = scene.work, scene.transcript
    brief = work.random.choice(AGENT["brief"])
    given = {"description": "Look around", "prompt": brief, "subagent_type": "Explore"}
    (call,) = work.calls([("Agent", given)])
    work.ran()
    agent = f"a{work.random.getrandbits(64):016x}"
    side = Transcript(transcript.origin, work.random, transcript.clock)
    side.agent = agent
    side.user(brief)
    other = Work(side, work.shop, work.random)
    looked = work.random.randint(2, 5)
    for _ in range(looked):
        work.random.choice((other.read, other.search))()
    found = work.fill("Three places, all in {file}.")
    other.say(found)
    scene.side_files[agent] = side
    transcript.counts["sub_agent_actions"] += looked
    transcript.clock = side.clock
    transcript.wait(0.5, 3.0)
    transcript.result(
        call,
        found,
        {
            "status": "completed",
            "agentId": agent,
            "totalToolUseCount": looked,
            "totalTokens": 9_000,
            "totalDurationMs": 20_000,
            "content": [{"type": "text", "text": found}],
        },
    )
    return 1


def slash(transcript: Transcript, voice: Voice) -> None:
    """Let the person begin with a command of the project."""
    name, argument = voice.random.choice(PROMPTS["slash"])
    argument = voice.fill(argument)
    transcript.counts["slash_commands"] += 1
    transcript.opens(argument)
    transcript.user(
        f"<command-message>{name} is running…</command-message>\n"
        f"<command-name>/{name}</command-name>\n"
        f"<command-args>{argument}</command-args>"
    )
    transcript.user(
        [{"type": "text", "text": f"Do what /{name} says: {voice.first()}"}],
        isMeta=True,
    )


def bash_mode(transcript: Transcript, voice: Voice) -> None:
    """Let the person run a shell command themselves."""
    command = voice.random.choice(PROMPTS["bash"])
    transcript.counts["words_human"] += count_words(command)
    transcript.user(f"<bash-input>{command}</bash-input>")
    transcript.user("<bash-stdout>README.md</bash-stdout><bash-stderr></bash-stderr>")
