"""Asking many: cached replies, limits, second tries, and being killed."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from backends.requests import request
from metier.backends import Cache, Limits, Scripted, ask, backend, leaves_machine
from metier.errors import SettingError
from metier.records import Reply, Request

REQUESTS = tuple(request(state=f"task {number}") for number in range(6))
GOOD = '{"work_mode": {"answer": "fix"}}'


def test_every_request_gets_one_reply() -> None:
    replies = list(ask(Scripted(script=lambda _: GOOD), REQUESTS))

    assert Counter(r.request for r in replies) == Counter(r.id for r in REQUESTS)


def test_a_cached_reply_is_not_asked_again(tmp_path: Path) -> None:
    asked: list[str] = []

    def script(one: Request) -> str:
        asked.append(one.id)
        return GOOD

    first = list(ask(Scripted(script=script), REQUESTS, cache=Cache(tmp_path / "c")))
    again = list(ask(Scripted(script=script), REQUESTS, cache=Cache(tmp_path / "c")))

    assert len(asked) == len(REQUESTS)
    assert {r.request for r in again if r.cached} == {r.request for r in first}


def test_another_model_is_asked_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c")
    list(ask(Scripted(script=lambda _: GOOD), REQUESTS, cache=cache))

    other = list(ask(Scripted(script=lambda _: GOOD, name="b"), REQUESTS, cache=cache))

    assert not any(reply.cached for reply in other)


def test_a_reply_with_a_problem_is_asked_again_and_never_cached(
    tmp_path: Path,
) -> None:
    tries: Counter[str] = Counter()

    def script(one: Request) -> str:
        tries[one.id] += 1
        return "no idea"

    replies = list(
        ask(
            Scripted(script=script),
            REQUESTS[:2],
            cache=Cache(tmp_path / "c"),
            limits=Limits(again=2),
        )
    )

    assert {reply.problem for reply in replies} == {"not JSON"}
    assert set(tries.values()) == {3}
    assert Cache(tmp_path / "c").get("scripted", REQUESTS[0]) is None


def test_a_limit_on_requests_is_kept() -> None:
    replies = list(
        ask(Scripted(script=lambda _: GOOD), REQUESTS, limits=Limits(requests=2))
    )

    assert Counter(reply.problem for reply in replies) == {None: 2, "budget": 4}


class _Dear:
    """Costs three dollars a request by any price."""

    name = "claude-opus"

    def answer(self, one: Request) -> Reply:
        return Reply(request=one.id, tokens_in=600_000, tokens_out=0)


def test_a_budget_in_dollars_stops_new_requests() -> None:
    replies = list(
        ask(_Dear(), REQUESTS, limits=Limits(dollars=5.0, at_once=1, again=0))
    )

    sent = [reply for reply in replies if reply.problem is None]
    assert 2 <= len(sent) <= 3


_KILLED = """
import sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from backends.requests import request
from metier.backends import Cache, Limits, Scripted, ask

def script(one):
    time.sleep(0.05)
    return '{{"work_mode": {{"answer": "fix"}}}}'

requests = [request(state=f"task {{n}}") for n in range(200)]
for reply in ask(Scripted(script=script), requests, cache=Cache(Path({cache!r})),
                 limits=Limits(at_once=2)):
    print("got", flush=True)
"""


def test_a_run_that_is_killed_keeps_every_reply_it_had(tmp_path: Path) -> None:
    code = _KILLED.format(
        tests=str(Path(__file__).parents[1]), cache=str(tmp_path / "c")
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        for _ in range(5):
            run.stdout.readline()
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    cache = Cache(tmp_path / "c")

    kept = [cache.get("scripted", request(state=f"task {n}")) for n in range(200)]

    assert sum(one is not None for one in kept) >= 5
    assert any(one is None for one in kept)


def test_an_unknown_annotator_is_answered_with_those_there_are() -> None:
    with pytest.raises(SettingError, match="agent:claude"):
        backend("oracle")


def test_a_server_without_a_model_is_answered_with_an_example() -> None:
    with pytest.raises(SettingError, match="#MODEL"):
        backend("openai:http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("openai:http://127.0.0.1:11434/v1#m", None),
        ("openai:https://models.example/v1#m", "models.example"),
        ("agent:claude", "the service behind your own claude account"),
        ("hosted:anthropic:claude-haiku-4-5", "the provider anthropic"),
    ],
)
def test_it_is_said_where_text_would_go(written: str, where: str | None) -> None:
    assert leaves_machine(written) == where


def test_stopping_early_waits_for_nothing_further() -> None:
    begun = time.monotonic()
    replies = ask(Scripted(script=lambda _: GOOD), REQUESTS)
    next(replies)

    replies.close()  # type: ignore[attr-defined]

    assert time.monotonic() - begun < 5
