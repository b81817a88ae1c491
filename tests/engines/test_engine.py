import pytest

from metier.engines import Engine, processes, running
from metier.errors import EngineError


def test_little_to_read_is_read_by_one() -> None:
    assert processes(1_000) == 1
    assert 1 <= processes(1 << 40) <= 8


def test_every_task_comes_back_with_its_result() -> None:
    with running(Engine(), 0) as each:
        assert dict(each(abs, [-1, -2, -3])) == {-1: 1, -2: 2, -3: 3}


def test_an_address_without_an_engine_is_refused() -> None:
    with (
        pytest.raises(EngineError, match="Name the engine too"),
        running(Engine(address="tcp://host:8786"), 0),
    ):
        pass


def test_a_cluster_that_does_not_answer_is_said_to_be_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("metier.engines.clusters.PATIENCE_S", 0.2)

    with (
        pytest.raises(EngineError, match=r"no cluster answers at tcp://127\.0\.0\.1:1"),
        running(Engine(name="dask", address="tcp://127.0.0.1:1"), 0),
    ):
        pass


def test_an_engine_whose_packages_are_missing_says_which_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr("metier.engines.clusters.import_module", missing)

    with (
        pytest.raises(EngineError, match=r"pip install 'metier\[spark\]'"),
        running(Engine(name="spark"), 0),
    ):
        pass
