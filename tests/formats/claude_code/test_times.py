"""How long the agent worked."""

from pathlib import Path

from claude_logs import Log, count_one


def test_the_logged_duration_is_the_agent_s_time(tmp_path: Path) -> None:
    log = Log()
    log.prompt("work")
    log.wait(300)
    log.says("Done.")
    log.add(type="system", subtype="turn_duration", durationMs=90_000)
    log.wait(1000)
    log.prompt("more")
    log.wait(4)
    log.says("Done.")

    counted = count_one(log, tmp_path)

    assert counted["agent_s"] == 95
    assert counted["engaged_s"] < counted["span_s"]


def test_a_long_command_is_work_and_a_long_wait_for_an_edit_is_not(
    tmp_path: Path,
) -> None:
    log = Log(version="2.1.120")
    log.prompt("work")
    call = log.call("Bash", {"command": "make"})
    log.wait(299)
    log.result(call)
    call = log.call("Edit", {"file_path": "/a", "old_string": "x", "new_string": "y"})
    log.wait(299)
    log.result(call)

    assert count_one(log, tmp_path)["agent_s"] == 302
