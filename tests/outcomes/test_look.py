"""Every history that a session's work can have, made by git itself."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from metier.outcomes import Settings, Trail, look
from metier.records import Outcome
from outcomes.workshop import DAY, KEY, Workshop, lines


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "project")


def ask(
    shop: Workshop, *trails: Trail, after: float = 120.0, **settings: object
) -> tuple[Outcome, ...]:
    fixed: dict[str, object] = {"key": KEY, "now": shop.now + after * DAY, **settings}
    return look(trails, Settings(**fixed))  # type: ignore[arg-type]


def test_a_commit_on_the_default_branch_landed_at_once(shop: Workshop) -> None:
    _, one = shop.work("totals")

    (outcome,) = ask(shop, one)

    assert (outcome.landed, outcome.landed_how, outcome.landed_days) == (1.0, "sha", 0)
    assert (outcome.lines, outcome.alive_7, outcome.alive_90) == (10, 1.0, 1.0)
    assert (outcome.reverted, outcome.fix_followed, outcome.state) == (
        False,
        False,
        "read",
    )


def test_a_merged_branch_landed_on_the_day_of_the_merge(shop: Workshop) -> None:
    shop.branch("feature")
    _, one = shop.work("totals")
    shop.back()
    shop.day = 3
    shop.git("merge", "-q", "--no-ff", "-m", "merge feature", "feature")

    (outcome,) = ask(shop, one)

    assert (outcome.landed, outcome.landed_how) == (1.0, "sha")
    assert outcome.landed_days == pytest.approx(3.0)
    assert outcome.lines == 10


def test_a_branch_never_merged_did_not_land(shop: Workshop) -> None:
    shop.branch("feature")
    _, one = shop.work("totals")
    shop.back()

    (outcome,) = ask(shop, one)

    assert (outcome.landed, outcome.commits, outcome.commits_found) == (0.0, 1, 1)
    assert (outcome.lines, outcome.alive_30, outcome.reverted) == (None, None, None)


def test_a_rebased_commit_landed_under_another_sha(shop: Workshop) -> None:
    shop.branch("feature")
    sha, one = shop.work("totals")
    shop.back()
    shop.day = 1
    shop.work("other")
    shop.git("checkout", "-q", "feature")
    shop.git("rebase", "-q", "main")
    assert shop.head() != sha
    shop.back()
    shop.git("merge", "-q", "--ff-only", "feature")

    (outcome,) = ask(shop, one)

    assert (outcome.landed, outcome.landed_how) == (1.0, "patch")


def test_a_rebased_commit_inside_a_merge_is_known_by_its_change(
    shop: Workshop,
) -> None:
    shop.branch("feature")
    _, one = shop.work("totals")
    shop.back()
    shop.work("other")
    shop.git("checkout", "-q", "feature")
    shop.git("rebase", "-q", "main")
    shop.work("more")
    shop.back()
    shop.git("merge", "-q", "--no-ff", "-m", "merge", "feature")

    (outcome,) = ask(shop, one)

    assert (outcome.landed, outcome.landed_how) == (1.0, "patch")


def test_a_cherry_pick_landed(shop: Workshop) -> None:
    shop.branch("feature")
    shop.work("noise")
    sha, one = shop.work("totals")
    shop.back()
    shop.git("cherry-pick", sha)

    (outcome,) = ask(shop, one)

    assert (outcome.landed, outcome.landed_how) == (1.0, "patch")


def test_commits_squashed_by_a_web_page_are_known_by_tree_or_lines(
    shop: Workshop,
) -> None:
    shop.branch("feature")
    _, one = shop.work("totals")
    _, two = shop.work("sums")
    shop.back()
    shop.day = 2
    shop.git("merge", "-q", "--squash", "feature")
    shop.commit("Add totals and sums (#12)")

    first, second = ask(shop, one, two)

    assert (first.landed, first.landed_how) == (1.0, "lines")
    assert (second.landed, second.landed_how) == (1.0, "tree")
    assert (first.lines, second.lines) == (10, 10)


def test_one_commit_with_two_sessions_is_shared_out_by_lines(shop: Workshop) -> None:
    ours, theirs = lines("ours", 12), lines("theirs", 8)
    shop.write("ours.py", ours)
    shop.write("theirs.py", theirs)
    sha = shop.commit("both")
    one = shop.trail("one", ours)
    two = shop.trail("two", theirs, sha)

    first, second = ask(shop, one, two)

    assert (first.lines, second.lines) == (12, 8)
    assert first.lines_appeared == 1.0
    assert first.landed is None


def test_a_session_without_commits_is_known_by_the_lines_that_appear(
    shop: Workshop,
) -> None:
    text = lines("left", 10)
    one = shop.trail("one", text)
    shop.day = 2
    shop.write("left.py", text[:5])
    shop.commit("half of it")

    (outcome,) = ask(shop, one)

    assert outcome.lines_appeared == 0.5
    assert (outcome.lines, outcome.alive_7, outcome.commits) == (5, 1.0, 0)


def test_a_revert_commit_takes_the_work_back(shop: Workshop) -> None:
    sha, one = shop.work("totals")
    shop.day = 20
    shop.git("revert", "--no-edit", sha)

    (outcome,) = ask(shop, one)

    assert (outcome.reverted, outcome.reverted_how) == (True, "commit")
    assert (outcome.alive_7, outcome.alive_30) == (1.0, 0.0)
    assert outcome.deaths == ((20, 10),)


def test_a_revert_by_hand_is_known_by_the_inverse_change(shop: Workshop) -> None:
    _, one = shop.work("totals")
    shop.day = 20
    (shop.folder / "totals.py").unlink()
    shop.commit("undo the totals for now")

    (outcome,) = ask(shop, one)

    assert (outcome.reverted, outcome.reverted_how) == (True, "commit")


def test_a_reverted_revert_leaves_the_work_in_place(shop: Workshop) -> None:
    sha, one = shop.work("totals")
    shop.day = 1
    shop.git("revert", "--no-edit", sha)
    shop.git("revert", "--no-edit", shop.head())

    (outcome,) = ask(shop, one)

    assert outcome.reverted_how != "commit"


def test_the_removal_of_most_lines_within_a_week_counts_as_reverted(
    shop: Workshop,
) -> None:
    _, one = shop.work("totals")
    shop.day = 4
    shop.write("totals.py", lines("totals")[:2] + lines("another way", 9))
    shop.commit("rewrite")

    (outcome,) = ask(shop, one)

    assert (outcome.reverted, outcome.reverted_how) == (True, "removal")
    assert outcome.alive_7 == pytest.approx(0.2)


def test_a_fix_to_the_same_lines_within_a_week_is_seen(shop: Workshop) -> None:
    _, one = shop.work("totals")
    _, two = shop.work("sums")
    shop.day = 3
    shop.write("totals.py", ["value_totals_0 = mended(0)", *lines("totals")[1:]])
    shop.commit("Fix off-by-one in totals")
    shop.day = 12
    shop.write("sums.py", ["value_sums_0 = mended(0)", *lines("sums")[1:]])
    shop.commit("fix sums")

    first, second = ask(shop, one, two)

    assert (first.fix_followed, second.fix_followed) == (True, False)
    assert (first.reverted, first.alive_30) == (False, 0.9)


def test_tags_that_contain_the_work_are_counted(shop: Workshop) -> None:
    shop.git("tag", "v0")
    _, one = shop.work("totals")
    shop.git("tag", "v1")
    shop.branch("release")
    shop.write("VERSION", ["1.1"])
    shop.commit("release")
    shop.git("tag", "-a", "v1.1", "-m", "v1.1")
    shop.back()

    (outcome,) = ask(shop, one)

    assert outcome.tags == 2


def test_young_work_has_no_30_day_figure(shop: Workshop) -> None:
    _, one = shop.work("totals")

    (outcome,) = ask(shop, one, after=10)

    assert (outcome.alive_7, outcome.alive_30, outcome.alive_90) == (1.0, None, None)
    assert outcome.followed_days == pytest.approx(10.0)


def test_work_younger_than_a_week_is_neither_reverted_nor_kept(
    shop: Workshop,
) -> None:
    _, one = shop.work("totals")

    (outcome,) = ask(shop, one, after=2)

    assert (outcome.reverted, outcome.fix_followed, outcome.alive_7) == (
        None,
        None,
        None,
    )


def test_what_was_committed_after_the_last_fetch_is_not_said_to_be_lost(
    shop: Workshop, tmp_path: Path
) -> None:
    shop.git("clone", "-q", str(shop.folder), str(tmp_path / "clone"))
    clone = Workshop.__new__(Workshop)
    clone.folder, clone.day = tmp_path / "clone", 0.0
    clone.branch("old")
    _, early = clone.work("early")
    fetched = clone.now + DAY
    clone.day = 5
    _, late = clone.work("late")
    clone.git("fetch", "-q")
    os.utime(clone.folder / ".git/FETCH_HEAD", (fetched, fetched))
    shutil.rmtree(clone.folder / ".git/logs")

    first, second = ask(clone, early, late)

    assert (first.landed, second.landed) == (0.0, None)


def test_lines_live_on_through_renames_moves_and_indents(shop: Workshop) -> None:
    _, one = shop.work("totals")
    shop.day = 1
    shop.git("mv", "totals.py", "sums.py")
    shop.commit("rename")
    shop.day = 2
    text = lines("totals")
    shop.write("sums.py", ["if True:", *(f"    {line}" for line in text[:5])])
    shop.write("rest.py", text[5:])
    shop.commit("split and indent")

    (outcome,) = ask(shop, one)

    assert (outcome.alive_90, outcome.deaths) == (1.0, ())


def test_a_deleted_repository_is_missing(shop: Workshop) -> None:
    _, one = shop.work("totals")
    shutil.rmtree(shop.folder)

    (outcome,) = ask(shop, one)

    assert (outcome.state, outcome.landed) == ("missing", None)


def test_a_moved_repository_is_found_where_the_person_says(
    shop: Workshop, tmp_path: Path
) -> None:
    _, one = shop.work("totals")
    elsewhere = tmp_path / "elsewhere"
    shop.folder.rename(elsewhere)

    (outcome,) = ask(shop, one, repositories=(elsewhere,))

    assert (outcome.state, outcome.landed) == ("moved", 1.0)


def test_a_folder_without_a_repository_has_none(tmp_path: Path) -> None:
    one = Trail(session="one", folder=str(tmp_path), lines=(1, 2, 3))

    (outcome,) = look([one], Settings(key=KEY))

    assert (outcome.state, outcome.lines_appeared) == ("none", None)


def test_a_shallow_clone_says_only_what_it_holds(
    shop: Workshop, tmp_path: Path
) -> None:
    _, early = shop.work("early")
    shop.day = 9
    _, late = shop.work("late")
    clone = tmp_path / "shallow"
    shop.git("clone", "-q", "--depth", "1", f"file://{shop.folder}", str(clone))
    for one in (early, late):
        one.folder = str(clone)

    first, second = ask(shop, early, late)

    assert {first.state, second.state} == {"shallow"}
    assert (first.landed in {None, 1.0}, second.landed) == (True, 1.0)


def test_a_worktree_is_the_same_repository(shop: Workshop, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    shop.git("worktree", "add", "-q", "-b", "side", str(tree))
    (tree / "totals.py").write_text("\n".join(lines("totals")) + "\n")
    shop.git("add", "-A", at=tree)
    shop.git("commit", "-q", "-m", "in a worktree", at=tree)
    one = shop.trail("one", lines("totals"), shop.git("rev-parse", "HEAD", at=tree))
    one.folder = str(tree)
    shop.git("merge", "-q", "--no-ff", "-m", "merge", "side")

    (outcome,) = ask(shop, one)

    assert (outcome.state, outcome.landed) == ("read", 1.0)


def test_a_submodule_is_a_repository_of_its_own(shop: Workshop, tmp_path: Path) -> None:
    inner = Workshop(tmp_path / "inner")
    shop.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "-q",
        str(inner.folder),
        "lib",
    )
    shop.commit("add a submodule")
    nested = Workshop.__new__(Workshop)
    nested.folder, nested.day = shop.folder / "lib", 1.0
    _, one = nested.work("totals")

    (outcome,) = ask(nested, one, branch="main")

    assert (outcome.state, outcome.landed) == ("read", 1.0)


def test_a_broken_object_stops_one_repository_and_no_other(
    shop: Workshop, tmp_path: Path
) -> None:
    _, one = shop.work("totals")
    blob = shop.git("rev-parse", "HEAD:totals.py")
    broken = shop.folder / ".git/objects" / blob[:2] / blob[2:]
    broken.chmod(0o600)
    broken.write_bytes(b"no zlib stream")
    other = Workshop(tmp_path / "other")
    _, two = other.work("sums")

    first, second = ask(shop, one, two)

    assert (first.state, second.state) == ("broken", "read")


def test_a_repository_that_takes_too_long_is_said_to_have_timed_out(
    shop: Workshop,
) -> None:
    _, one = shop.work("totals")

    (outcome,) = ask(shop, one, seconds=0.0)

    assert outcome.state == "timed out"


def test_a_clock_in_the_future_gives_no_negative_days(shop: Workshop) -> None:
    _, one = shop.work("totals")

    (outcome,) = ask(shop, one, after=-400)

    assert outcome.followed_days == 0.0
    assert (outcome.landed, outcome.alive_7) == (1.0, None)


def test_an_empty_repository_is_empty(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    Workshop.git(_bare(folder), "init", "-q")
    one = Trail(session="one", folder=str(folder), lines=(1,))

    (outcome,) = look([one], Settings(key=KEY))

    assert outcome.state == "empty"


def test_a_hostile_setting_of_the_repository_runs_nothing(
    shop: Workshop, tmp_path: Path
) -> None:
    mark = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    _, one = shop.work("totals")
    shop.git("config", "core.fsmonitor", str(script))
    shop.git("config", "diff.external", str(script))
    shop.git("config", "diff.py.textconv", str(script))
    shop.write(".gitattributes", ["*.py diff=py"])
    shop.commit("attributes")
    mark.unlink(missing_ok=True)

    (outcome,) = ask(shop, one)

    assert (outcome.landed, mark.exists()) == (1.0, False)


def _bare(folder: Path) -> Workshop:
    shop = Workshop.__new__(Workshop)
    shop.folder, shop.day = folder, 0.0
    return shop


def _merge(shop: Workshop, name: str) -> None:
    shop.git("merge", "-q", "--no-ff", "-m", f"merge {name}", name)


def _squash(shop: Workshop, name: str) -> None:
    shop.git("merge", "-q", "--squash", name)
    shop.commit(f"{name} (#1)")


def _rebase(shop: Workshop, name: str) -> None:
    shop.git("checkout", "-q", name)
    shop.git("rebase", "-q", "main")
    shop.back()
    shop.git("merge", "-q", "--ff-only", name)


def _leave(_shop: Workshop, _name: str) -> None:
    """The branch is never merged."""


WAYS: dict[str, Callable[[Workshop, str], None]] = {
    "merge": _merge,
    "squash": _squash,
    "rebase": _rebase,
    "leave": _leave,
}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_histories_made_at_random_are_read_as_they_were_made(
    shop: Workshop, seed: int
) -> None:
    chance = random.Random(seed)
    trails, landed, reverted = [], [], []
    for number in range(18):
        name = f"work{number}"
        shop.day += 1
        shop.branch(name)
        _, one = shop.work(name, count=chance.randint(4, 15))
        shop.back()
        shop.day += chance.randint(0, 3)
        way = chance.choice(sorted(WAYS))
        WAYS[way](shop, name)
        undone = way in {"squash", "rebase"} and chance.random() < 0.4
        if undone:
            shop.day += 2
            shop.git("revert", "--no-edit", "HEAD")
        trails.append(one)
        landed.append(0.0 if way == "leave" else 1.0)
        reverted.append(None if way == "leave" else undone)

    outcomes = ask(shop, *trails)

    assert [outcome.landed for outcome in outcomes] == landed
    assert [outcome.reverted for outcome in outcomes] == reverted
    assert [outcome.alive_90 for outcome in outcomes] == [
        None if gone is None else 0.0 if gone else 1.0 for gone in reverted
    ]
