"""A study annotated by models and files: asked once, kept at once, never guessed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from metier.backends import Scripted
from metier.errors import NothingFoundError
from metier.facts import parquet
from metier.records import Request
from metier.study import Asked, Study, modelling
from metier.study.modelling import Modelled, Wish
from metier.study.opening import opened
from metier.study.study import silent
from study_logs import write_session

WISH = Wish(annotator="openai:http://127.0.0.1:1/v1#tiny")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        write_session(
            tmp_path / "logs", f"session-{number}", day=f"2026-03-0{number + 1}"
        )
    Study(tmp_path / "study").ingest(Asked(sources=(tmp_path / "logs",)))
    return tmp_path / "study"


def answers(request: Request) -> Mapping[str, object]:
    given: dict[str, object] = {}
    for question in request.questions:
        if question.kind == "decisions":
            given[question.name] = [{"kind": "planning", "owner": "person"}]
        elif question.options:
            given[question.name] = {"answer": question.options[-1].name}
        else:
            given[question.name] = {"answer": 300}
    return given


def ask(folder: Path, backend: Scripted, wish: Wish = WISH) -> Modelled:
    with opened(folder) as study:
        return modelling.model(study, wish, silent, backend)


def rows(folder: Path, name: str = WISH.name) -> list[dict[str, object]]:
    found = parquet.read(folder / "annotations.parquet")
    return [row for row in found if row["annotator"] == name]


def test_every_session_is_answered_by_the_model(folder: Path) -> None:
    report = ask(folder, Scripted(script=answers))

    assert (report.sessions, report.answered) == (3, report.requests)
    kept = rows(folder)
    assert {row["facet"] for row in kept} >= {"expertise", "outcome", "plan_user"}
    assert len({row["session"] for row in kept}) == 3


def test_answers_of_another_annotator_stay(folder: Path) -> None:
    Study(folder).annotate()
    before = len(parquet.read(folder / "annotations.parquet"))

    ask(folder, Scripted(script=answers))

    assert len(parquet.read(folder / "annotations.parquet")) == before + len(
        rows(folder)
    )


def test_a_second_run_asks_nothing_twice(folder: Path) -> None:
    ask(folder, Scripted(script=answers))

    again = ask(folder, Scripted(script=answers))

    assert again.cached == again.requests


def test_a_model_that_answers_nonsense_leaves_no_answer(folder: Path) -> None:
    report = ask(folder, Scripted(script=lambda _: "answer expert"))

    assert (report.answered, rows(folder)) == (0, [])
    assert report.problems["not JSON"] == report.requests


def test_requests_go_out_and_replies_come_back_by_file(
    folder: Path, tmp_path: Path
) -> None:
    wish = Wish(annotator="file", model="somebody")
    out, back = tmp_path / "out.jsonl", tmp_path / "in.jsonl"
    with opened(folder) as study:
        written = modelling.write_out(study, wish, out, silent)
    asked = [json.loads(line) for line in out.read_text().splitlines()]
    replies = [
        {
            "id": one["id"],
            "answers": {
                q["name"]: {"answer": q["options"][0]["name"]}
                for q in one["questions"]
                if q["options"]
            }
            | {
                q["name"]: [] if q["kind"] == "decisions" else {"answer": 20}
                for q in one["questions"]
                if not q["options"]
            },
        }
        for one in reversed(asked)
    ]
    back.write_text("\n".join(json.dumps(one) for one in replies[1:]))

    with opened(folder) as study:
        taken = modelling.take_answers(study, wish, back, silent)

    assert (written.requests, taken.answered) == (len(asked), len(asked) - 1)
    assert taken.problems["missing"] == 1
    assert len({row["session"] for row in rows(folder, wish.name)}) == 3


def test_no_text_of_a_session_is_kept_beside_the_answers(folder: Path) -> None:
    ask(folder, Scripted(script=answers))

    with opened(folder) as study:
        cache = (study.private.folder / "replies.sqlite").read_bytes()

    assert b"HUMAN" not in cache


def test_what_it_would_take_is_said_before_anything_is_sent(folder: Path) -> None:
    with opened(folder) as study:
        expected = modelling.plan(
            study, Wish(annotator="hosted:anthropic:claude-haiku-4-5"), silent
        )

    assert expected.requests > 0
    assert 0 < expected.dollars_low < expected.dollars_high


def test_a_limit_draws_the_same_sessions_every_time(folder: Path) -> None:
    wish = Wish(annotator=WISH.annotator, sessions=2)

    first = ask(folder, Scripted(script=answers), wish)
    again = ask(folder, Scripted(script=answers), wish)

    assert (first.sessions, again.cached) == (2, again.requests)


def test_a_study_without_logs_says_what_to_do(tmp_path: Path) -> None:
    with (
        opened(tmp_path / "empty") as study,
        pytest.raises(NothingFoundError, match="metier ingest"),
    ):
        modelling.model(study, WISH, silent, Scripted(script=answers))


KILLED = """
import sys, time
sys.path[:0] = [{tests!r}, {here!r}]
from pathlib import Path
from study.test_modelling import WISH, answers
from metier.backends import Scripted
from metier.study import modelling
from metier.study.opening import opened
from metier.study.study import silent

def slow(request):
    time.sleep(0.1)
    return answers(request)

with opened(Path({folder!r})) as study:
    modelling.model(study, WISH, silent, Scripted(script=slow),
                    on_reply=lambda _: print("got", flush=True))
"""


def test_a_run_that_is_killed_goes_on_from_where_it_stood(folder: Path) -> None:
    tests = Path(__file__).parents[1]
    code = KILLED.format(
        tests=str(tests), here=str(tests / "study"), folder=str(folder)
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env=dict(os.environ)
    ) as run:
        assert run.stdout is not None
        for _ in range(4):
            assert run.stdout.readline() == b"got\n"
        os.kill(run.pid, signal.SIGKILL)
        run.wait()

    again = ask(folder, Scripted(script=answers))

    assert 4 <= again.cached < again.requests
    assert again.answered == again.requests
