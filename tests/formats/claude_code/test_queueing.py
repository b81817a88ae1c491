"""Texts typed while the agent worked."""

from pathlib import Path

from claude_logs import Log, count_one, read


def test_a_queue_entry_may_be_a_list_of_blocks(tmp_path: Path) -> None:
    log = Log()
    log.prompt("look")
    image = {"type": "image", "source": {"type": "base64", "data": ""}}
    log.queue("enqueue", [{"type": "text", "text": "at this"}, image])
    log.queue("remove")
    path = log.write(tmp_path / "s-1.jsonl")

    (session,) = read(path)

    steer = next(item for item in session.inputs if item.kind == "steer")
    assert (steer.text, steer.words_own, steer.images) == ("at this", 2, 1)


def test_a_queued_local_command_or_a_cancelled_text_is_no_steer(
    tmp_path: Path,
) -> None:
    log = Log()
    log.prompt("look")
    log.queue("enqueue", "/model")
    log.queue("remove")
    log.queue("enqueue", "no, wait")
    log.queue("remove", "no, wait", reason="cancelled")
    log.queue("enqueue", "for the agent")
    log.queue("remove", "for the agent", reason="delivered_to_agent")

    assert count_one(log, tmp_path)["steers"] == 0


def test_a_task_record_that_stays_in_the_queue_hides_no_steer(tmp_path: Path) -> None:
    log = Log()
    log.prompt("look")
    log.queue("enqueue", '{"task_id":"b1","description":"Run tests"}')
    log.queue("enqueue", "also here")
    log.queue("remove")

    assert count_one(log, tmp_path)["steers"] == 1
