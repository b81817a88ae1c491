"""Questions the agent asked, and what the person answered.

An answer made of option labels is a choice and holds no words; anything else the
person wrote.
"""

import re

import msgspec

__all__ = ["Answers", "take_answers"]

_ANSWERED = ("User has answered your question", "Your questions have been answered")
NOTES_ONLY = "(notes only)"
_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=\s*"(.*?)"(?=[,.\s]|$)', re.DOTALL)


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """What came back from one call."""

    choices: int = 0
    """Questions answered by options alone."""

    written: tuple[str, ...] = ()
    """One text for each question answered in the person's own words."""

    notes: tuple[str, ...] = ()


def take_answers(
    answers: object, annotations: object, questions: object, text: str
) -> Answers:
    """Read answers from the sidecar, or from the result's text without one."""
    if not isinstance(answers, dict):
        if not text.startswith(_ANSWERED):
            return Answers()
        answers = dict(_PAIR.findall(text))
    options = _options(questions)
    choices = 0
    written = []
    for question, answer in answers.items():
        said = _as_text(answer)
        if not said:
            continue
        own = _beside_labels(said, options.get(question) or options.get("", ()))
        if own:
            written.append(own)
        else:
            choices += 1
    return Answers(choices=choices, written=tuple(written), notes=_notes(annotations))


def _as_text(answer: object) -> str:
    if isinstance(answer, list):
        return ", ".join(str(part) for part in answer)
    return answer.strip() if isinstance(answer, str) else ""


def _options(questions: object) -> dict[str, tuple[str, ...]]:
    """Give the labels of each question; under the empty name those of all."""
    found: dict[str, tuple[str, ...]] = {}
    every: list[str] = []
    for question in questions if isinstance(questions, list) else ():
        if not isinstance(question, dict):
            continue
        options = question.get("options")
        labels = tuple(
            label.strip()
            for option in (options if isinstance(options, list) else ())
            if isinstance(label := _label(option), str)
        )
        every += labels
        name = question.get("question")
        if isinstance(name, str):
            found[name] = labels
    found[""] = tuple(every)
    return found


def _label(option: object) -> object:
    return option.get("label") if isinstance(option, dict) else option


def _beside_labels(answer: str, labels: tuple[str, ...]) -> str:
    """Give what an answer says beside option labels, longest labels first."""
    if answer in labels:
        return ""
    rest = answer
    for label in sorted(labels, key=len, reverse=True):
        if not label:
            continue
        if rest == label:
            return ""
        rest = rest.removeprefix(label + ", ")
        rest = rest.replace(f", {label}, ", ", ").removesuffix(", " + label)
    return "" if rest in labels else rest.strip()


def _notes(annotations: object) -> tuple[str, ...]:
    if not isinstance(annotations, dict):
        return ()
    return tuple(
        notes.strip()
        for note in annotations.values()
        if isinstance(note, dict)
        and isinstance(notes := note.get("notes"), str)
        and notes.strip()
    )
