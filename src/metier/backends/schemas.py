"""The JSON that a reply must be, and how a reply is read: closed sets or nothing.

A transcript is data. Whatever a model was talked into, only options that were
offered, numbers inside their bounds and places of the form T3 or A12 come through.
"""

import json
import math
import re
from collections.abc import Mapping

from metier.records import Answer, AskedDecision, Problem, Question, Reference, Request

__all__ = ["distribution", "read_answers", "schema", "system_one_questions"]

_PLACE = re.compile(r"^T(\d{1,6})(?:\.A(\d{1,6}))?$")
_PLACE_SCHEMA = {"type": "string", "pattern": r"^T[0-9]{1,5}(\.A[0-9]{1,5})?$"}
_MOST_DECISIONS = 200


def schema(request: Request) -> dict[str, object]:
    """Return the JSON schema of a reply, strict enough for any provider."""
    properties = {q.name: _question_schema(q) for q in request.questions}
    return _object(properties)


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _question_schema(question: Question) -> dict[str, object]:
    where = {"type": "array", "items": _PLACE_SCHEMA, "maxItems": 5}
    if question.kind == "decisions":
        decision = _object(
            {
                "kind": {"enum": ["planning", "execution"]},
                "owner": {"enum": ["person", "agent"]},
                "shared": {"type": "boolean"},
                "where": _PLACE_SCHEMA,
            }
        )
        return {"type": "array", "items": decision}
    if question.kind in {"count", "number"}:
        kind = "integer" if question.kind == "count" else "number"
        return _object({"answer": {"type": kind}, "where": where})
    names = [option.name for option in question.options]
    return _object(
        {
            "answer": {"enum": names},
            # Percent as an integer: small models write endless decimals.
            "confidence": {"type": "integer", "minimum": 0, "maximum": 100},
            "second": {"enum": names},
            "where": where,
        }
    )


def distribution(
    question: Question, answer: str, confidence: float, second: str | None
) -> tuple[tuple[str, float], ...]:
    """Spread a stated confidence over the options.

    The answer has `confidence`; two thirds of the rest go to the second choice,
    what remains to the other options in equal parts.
    """
    names = [option.name for option in question.options]
    if len(names) == 1:
        return ((answer, 1.0),)
    sure = min(max(confidence, 1 / len(names)), 1.0)
    rest = 1.0 - sure
    near = rest * 2 / 3 if second in names and second != answer else 0.0
    others = [n for n in names if n != answer and not (near and n == second)]
    if not others:
        near = rest
    each = (rest - near) / len(others) if others else 0.0
    return tuple(
        (n, sure if n == answer else near if near and n == second else each)
        for n in names
    )


def read_answers(
    request: Request, text: str | Mapping[str, object]
) -> tuple[tuple[Answer, ...], Problem | None]:
    """Read a reply; return the answers or the problem, never a guess."""
    found = text if isinstance(text, Mapping) else _json_in(text)
    if found is None:
        return (), "not JSON"
    answers = []
    for question in request.questions:
        given = found.get(question.name)
        answer = _answer(question, given)
        if answer is None:
            return (), "missing" if given is None else "not an option"
        answers.append(answer)
    return tuple(answers), None


def _json_in(text: str) -> Mapping[str, object] | None:
    """Find the one JSON object in a reply, also inside a code fence or after words."""
    start = text.find("{")
    decoder = json.JSONDecoder()
    while start >= 0:
        try:
            found, _ = decoder.raw_decode(text, start)
        except (json.JSONDecodeError, RecursionError):
            start = text.find("{", start + 1)
            continue
        return found if isinstance(found, dict) else None
    return None


def _answer(question: Question, given: object) -> Answer | None:
    if question.kind == "decisions":
        return _decisions(question, given)
    fields = given if isinstance(given, Mapping) else {"answer": given}
    where = _places(fields.get("where"))
    value = fields.get("answer")
    if question.kind in {"count", "number"}:
        number = _number(value, question)
        if number is None:
            return None
        return Answer(question=question.name, number=number, where=where)
    names = [option.name for option in question.options]
    name = str(value)
    if isinstance(value, bool | float) or name not in names:
        return None
    second = fields.get("second")
    probabilities = distribution(
        question, name, _confidence(fields.get("confidence")), str(second)
    )
    return Answer(
        question=question.name,
        value=name,
        number=float(names.index(name)) if question.kind == "score" else None,
        probabilities=probabilities,
        where=where,
    )


def _confidence(stated: object) -> float:
    """Read percent, or a share where a model gives one; certain if it gives none."""
    if isinstance(stated, bool) or not isinstance(stated, int | float):
        return 1.0
    sure = float(stated)
    if not math.isfinite(sure):
        return 1.0
    return sure / 100 if sure > 1 else sure


def _number(value: object, question: Question) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    number = float(value)
    if not math.isfinite(number) or not question.low <= number <= question.high:
        return None
    if question.kind == "count" and number != int(number):
        return None
    return number


def _decisions(question: Question, given: object) -> Answer | None:
    if not isinstance(given, list) or len(given) > _MOST_DECISIONS:
        return None
    decisions = []
    for one in given:
        if not isinstance(one, Mapping):
            return None
        kind, owner = one.get("kind"), one.get("owner")
        if kind not in {"planning", "execution"} or owner not in {"person", "agent"}:
            return None
        places = _places([one.get("where")])
        decisions.append(
            AskedDecision(
                kind=kind,
                owner=owner,
                shared=one.get("shared") is True,
                where=places[0] if places else None,
            )
        )
    return Answer(question=question.name, decisions=tuple(decisions))


def _places(given: object) -> tuple[Reference, ...]:
    if not isinstance(given, list):
        return ()
    found = [_PLACE.match(one) for one in given[:20] if isinstance(one, str)]
    return tuple(Reference(turn=int(m.group(1)), action=m.group(2)) for m in found if m)


def system_one_questions(request: Request) -> dict[str, object]:
    """Return the questions in the form of `/v1/systemone` decision models.

    Counts, numbers and lists cannot be asked there; they are left out.
    """
    asked: dict[str, object] = {}
    for question in request.questions:
        if question.kind == "choice":
            criteria: object = {o.name: o.meaning for o in question.options}
        elif question.kind == "score":
            criteria = [option.meaning for option in question.options]
        else:
            continue
        asked[question.name] = {
            "type": question.kind,
            "instructions": question.text,
            "criteria": criteria,
        }
    return asked
