from array import array

import msgspec

from metier.formats import shelves
from metier.formats.shelves import Hashes, Shelf, Wardrobe
from metier.records import Action


class Note(msgspec.Struct):
    text: str


def action(position: int) -> Action:
    return Action(id=f"t{position}", position=position, tool="Bash", kind="run")


def test_records_come_back_in_the_order_asked_for() -> None:
    shelf = Shelf(Action)
    for position in (3, 1, 2):
        shelf.append(action(position))

    shelf.sort(array("q", (3, 1, 2)))

    assert [item.position for item in shelf] == [1, 2, 3]
    assert [item.position for item in reversed(shelf)] == [3, 2, 1]
    assert [item.position for item in shelf[1:]] == [2, 3]
    assert shelf[-1] == action(3)
    assert shelf.put(0) == action(3)


def test_a_record_larger_than_what_is_read_at_once_comes_back_whole() -> None:
    shelf = Shelf(Note)
    texts = ["a", "b" * (shelves.WINDOW + 1), "c"]

    for text in texts:
        shelf.append(Note(text))

    assert [note.text for note in shelf] == texts


def test_hashes_are_found_after_they_were_sorted_in() -> None:
    known = Hashes()

    for number in range(shelves.NEW + 10):
        known[f"name {number}"] = number

    assert known.get("name 7") == 7
    assert known.get(f"name {shelves.NEW + 5}") == shelves.NEW + 5
    assert "name 0" in known
    assert "nothing" not in known


def test_a_record_changed_after_it_was_put_away_keeps_every_change() -> None:
    held = Wardrobe(Note, most=2)
    for name in "abcd":
        held[name] = Note(name)

    for name in "abcdabcd":
        note = held.get(name)
        assert note is not None
        note.text += "!"

    assert held.get("e") is None
    done = held.finished(Note, lambda note: note)
    assert [note.text for note in done] == ["a!!", "b!!", "c!!", "d!!"]
