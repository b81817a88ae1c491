"""The example reads back as planted, repeats itself, and holds what it says it does."""

import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from metier import formats
from metier.evidence import ledger
from metier.facts.counts import counts
from metier.records import Session
from metier.simulation import ExampleTruth, SessionTruth, example

NOT_TALLIED = {
    "session_id",
    "agent",
    "interactive",
    "started",
    "ended",
    "models",
    "versions",
    "surface",
    "words_pasted",
    "words_thinking",
    "words_tool_inputs",
    "output_tokens_final_share",
    "span_s",
    "engaged_s",
    "agent_s",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ExampleTruth]:
    folder = tmp_path_factory.mktemp("example")
    return folder, example(folder, seed=1)


@pytest.fixture(scope="module")
def sessions(written: tuple[Path, ExampleTruth]) -> dict[str, Session]:
    return {session.id: session for session in formats.read([written[0]])}


@pytest.fixture(scope="module")
def work(written: tuple[Path, ExampleTruth]) -> list[SessionTruth]:
    return [item for item in written[1].sessions if item.kind == "work"]


def test_every_session_reads_back_with_exactly_the_planted_counts(
    written: tuple[Path, ExampleTruth], sessions: dict[str, Session]
) -> None:
    different = []

    for planted in written[1].sessions:
        session = sessions[planted.session_id]
        for key, value in counts(session, ledger(session)).items():
            wanted = planted.counts.get(key, 0)
            if key not in NOT_TALLIED and (value or 0) != wanted:
                different.append((planted.session_id, key, value, wanted))

    assert len(sessions) == 1500
    assert different == []


def test_nothing_in_it_is_strange_to_the_reader(sessions: dict[str, Session]) -> None:
    assert {s.quality.unknown_types for s in sessions.values()} == {()}
    assert {s.quality.unreadable + s.quality.torn for s in sessions.values()} == {0}
    assert {s.quality.orphan_results for s in sessions.values()} == {0}
    assert {s.quality.pending_actions for s in sessions.values()} == {0}


def test_people_are_told_from_programs(
    written: tuple[Path, ExampleTruth], sessions: dict[str, Session]
) -> None:
    said = {
        item.session_id: (item.kind, sessions[item.session_id].interactive)
        for item in written[1].sessions
    }

    assert {i for kind, i in said.values() if kind == "headless"} == {"no"}
    assert {i for kind, i in said.values() if kind == "work"} == {"yes"}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    prints = []

    for name in ("first", "second"):
        example(tmp_path / name, seed=7, sessions=60, people=12)
        files = sorted((tmp_path / name).rglob("*.*"))
        parts = [
            f"{path.relative_to(tmp_path / name)}".encode() + path.read_bytes()
            for path in files
            if path.is_file()
        ]
        prints.append(hashlib.sha256(b"".join(parts)).hexdigest())

    assert prints[0] == prints[1]


def test_another_seed_gives_other_sessions(tmp_path: Path) -> None:
    one = example(tmp_path / "one", seed=1, sessions=20, people=10)
    two = example(tmp_path / "two", seed=2, sessions=20, people=10)

    assert {s.session_id for s in one.sessions}.isdisjoint(
        {s.session_id for s in two.sessions}
    )


def test_it_is_small(written: tuple[Path, ExampleTruth]) -> None:
    size = sum(path.stat().st_size for path in written[0].rglob("*.jsonl"))

    assert size < 40_000_000


def test_everybody_has_a_folder_of_their_own(
    written: tuple[Path, ExampleTruth], sessions: dict[str, Session]
) -> None:
    folder, truth = written
    rows = (folder / "people.csv").read_text().splitlines()
    owner = {
        item.session_id: Path(sessions[item.session_id].files[0])
        .relative_to(folder)
        .parts[0]
        for item in truth.sessions
    }

    assert len(truth.people) == 60
    assert rows[0] == "pattern,person"
    assert len(rows) == 61
    assert all(owner[s.session_id] == s.person for s in truth.sessions)


def test_every_group_that_is_shown_has_enough_people_and_none_dominates(
    work: list[SessionTruth],
) -> None:
    by_group: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in work:
        for name in (
            f"soc {item.soc_user}",
            f"level {item.expertise}",
            f"mode {item.work_mode}",
            f"month {item.month}",
        ):
            by_group[name][item.person] += 1

    assert len(by_group) == 11 + 5 + 9 + 7
    for name, people in by_group.items():
        assert len(people) >= 5, name
        assert people.total() >= 15, name
        assert people.most_common(1)[0][1] <= 0.3 * people.total(), name


def test_success_rises_with_expertise_near_the_published_shares(
    work: list[SessionTruth],
) -> None:
    published = {1: 0.145, 2: 0.209, 3: 0.283, 4: 0.295, 5: 0.329}

    for level, share in published.items():
        clear = [
            item
            for item in work
            if item.expertise == level and item.outcome != "no_goal"
        ]
        found = sum(item.verified for item in clear) / len(clear)
        # Three standard errors of a share over that many sessions.
        assert abs(found - share) < 3 * (share * (1 - share) / len(clear)) ** 0.5


def test_more_knowledge_sets_off_more_actions(work: list[SessionTruth]) -> None:
    rates = []
    for level in range(1, 6):
        chosen = [item for item in work if item.expertise == level]
        actions = sum(item.counts.get("actions", 0) for item in chosen)
        rates.append(actions / sum(item.counts["turns"] for item in chosen))

    assert rates == sorted(rates)
    assert rates[-1] > 2 * rates[0]


def test_fixing_gives_way_to_operating_and_prose(work: list[SessionTruth]) -> None:
    first = Counter(s.work_mode for s in work if s.month == "2025-10")
    last = Counter(s.work_mode for s in work if s.month == "2026-04")

    assert last["fix"] < first["fix"]
    assert last["operate"] > first["operate"]
    assert last["communicate"] + last["analyze"] > (
        first["communicate"] + first["analyze"]
    )


def test_what_was_not_attempted_has_no_outcome(
    written: tuple[Path, ExampleTruth],
) -> None:
    limits = [item for item in written[1].sessions if not item.attempted]

    assert len(limits) > 5
    assert {item.outcome for item in limits} == {None}
    assert {item.counts.get("actions", 0) for item in limits} == {0}


def test_shown_evidence_is_what_the_signals_say(
    work: list[SessionTruth], sessions: dict[str, Session]
) -> None:
    for item in work:
        rows = ledger(sessions[item.session_id])
        passed = {row.kind for row in rows if row.verdict == "pass"}
        if item.verified and "confirmation" not in passed:
            words = [said.text for said in sessions[item.session_id].inputs]
            thanked = len(words) > 1 and item.success_signal >= 4
            assert passed & {"test", "commit"} or thanked
        if not item.verified:
            assert "test" not in passed
            assert item.counts.get("commits", 0) == 0


def test_many_languages_are_spoken(work: list[SessionTruth]) -> None:
    spoken = Counter(item.language for item in work)

    assert set(spoken) == {"en", "es", "pt", "fr", "de", "zh", "ja", "ko", "ru"}
    assert spoken["en"] > 0.8 * len(work)


def test_truth_is_kept_beside_the_logs(written: tuple[Path, ExampleTruth]) -> None:
    kept = json.loads((written[0] / "truth.json").read_text())

    assert kept["seed"] == 1
    assert len(kept["sessions"]) == 1500
