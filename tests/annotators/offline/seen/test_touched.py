import msgspec
import pytest

from builders import edit, run, session, turn
from metier.annotators.offline.seen.touched import touched
from metier.records import Action


def read(path: str) -> Action:
    return msgspec.structs.replace(edit(path), tool="Read", kind="read")


def write(path: str) -> Action:
    return msgspec.structs.replace(edit(path), tool="Write", kind="write")


def seen(*done: Action, cwd: str = "/home/a/shop") -> dict[str, float]:
    return touched(session(turn("go on", *done), cwds=(cwd,)))


def test_an_edit_of_a_file_in_the_folder_is_inside() -> None:
    assert seen(edit("/home/a/shop/src/cart.py"))["inside_code"] == 1.0
    assert seen(edit("src/cart.py"))["inside_code"] == 1.0


@pytest.mark.parametrize(
    "path",
    ["/home/a/letter.md", "/var/folders/x/try.py", "/home/a/.claude/plans/one.md"],
)
def test_files_elsewhere_scraps_and_plans_are_outside(path: str) -> None:
    found = seen(edit(path))

    assert found["inside"] == 0.0
    assert found["outside_only"] == 1.0


def test_reading_without_a_change_is_looking() -> None:
    assert seen(read("/home/a/shop/src/cart.py"))["looked_still"] == 1.0
    assert seen(run("sed -n '1,80p' src/cart.py"))["looked_still"] == 1.0
    assert seen(run("git pull --ff-only"))["neither"] == 1.0


def test_reading_an_agent_s_own_memory_is_no_look_at_the_work() -> None:
    found = seen(read("/home/a/.claude/projects/x/memory/MEMORY.md"))

    assert found["looked"] == 0.0


def test_what_a_shell_writes_is_a_change() -> None:
    assert seen(run("sed -i s/a/b/ src/cart.py"))["shell_changes"] == 1.0
    assert seen(run("ls src 2>/dev/null"))["shell_changes"] == 0.0


def test_a_new_document_after_looking_is_made_from_code() -> None:
    looked = seen(read("src/cart.py"), write("docs/cart.md"))
    alone = seen(write("docs/cart.md"))

    assert (looked["docs_from_code"], looked["docs_alone"]) == (1.0, 0.0)
    assert (alone["docs_from_code"], alone["docs_alone"]) == (0.0, 1.0)


def test_office_documents_are_no_codebase() -> None:
    found = seen(read("/home/a/shop/offer.docx"))

    assert (found["office"], found["looked"]) == (1.0, 0.0)


def test_documents_that_say_how_to_make_something_are_designs() -> None:
    found = seen(write("docs/plans/checkout-design.md"), write("docs/faq.md"))

    assert found["designs_share"] == 0.5
