import pytest

from metier.annotators.offline.seen.command import command
from metier.annotators.offline.seen.prompts import read
from metier.records import HumanInput


def signs(*texts: str) -> dict[str, float]:
    inputs = [HumanInput(position=0, kind="prompt", text=text) for text in texts]
    return command(read(inputs), "w_")


def test_a_name_said_twice_counts_once() -> None:
    once = signs("why does `flush()` hold the lock")
    twice = signs("why does `flush()` hold the lock", "`flush()` must not block")

    assert once["w_own_identifiers_log"] == twice["w_own_identifiers_log"]


def test_rates_do_not_grow_by_saying_more_of_the_same() -> None:
    short = signs("rebase the branch, then merge " * 5)
    long = signs("rebase the branch, then merge " * 50)

    assert long["w_own_practice_rate"] == pytest.approx(short["w_own_practice_rate"])
    assert long["w_own_practice_log"] > short["w_own_practice_log"]


@pytest.mark.parametrize(
    "text",
    [
        "can we keep it lazy",
        "podemos dejarlo, es nuestro",
        "o nosso contrato não muda",
        "notre cache reste",
        "unser Vertrag bleibt",
        "наш кэш остаётся",
        "我们的缓存不变",
        "私たちの仕様です",
        "우리 캐시는 그대로",
    ],
)
def test_who_speaks_as_we_is_heard_in_nine_languages(text: str) -> None:
    assert signs(text)["w_own_speaks_as_we_log"] > 0


def test_nothing_typed_has_no_sign() -> None:
    assert set(signs().values()) == {0.0}
