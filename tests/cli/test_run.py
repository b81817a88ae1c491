import json
import signal
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from metier.cli import app
from metier.facts import parquet
from programs import metier, run_code, start
from study_logs import write_session

DATA = ".local/share/metier/study"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of somebody who used Claude Code."""
    for number in range(6):
        write_session(
            tmp_path / ".claude", f"session-{number}", day=f"2026-03-0{number + 1}"
        )
    return tmp_path


def test_metier_alone_makes_the_page_of_this_machines_logs(home: Path) -> None:
    done = metier(home=home)

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    page = home / DATA / "report.html"
    assert done.stdout.splitlines()[-1] == f"The page: {page}"
    assert page.stat().st_size < 2_000_000
    assert len(done.stdout.splitlines()) <= 24
    assert max(map(len, done.stdout.splitlines()[:-1])) <= 80


def test_the_study_may_be_named_before_or_after_the_command(home: Path) -> None:
    first = metier("--study", home / "s", "run", "--quiet", home=home)
    second = metier("run", "--quiet", f"--study={home / 't'}", home=home)

    assert (first.returncode, first.stdout, first.stderr) == (0, "", "")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert (home / "s" / "report.html").exists()
    assert (home / "t" / "report.html").exists()


def test_json_is_one_object_for_programs(home: Path) -> None:
    done = metier("run", "--json", "--since", "2026-03-03", home=home)

    told = json.loads(done.stdout)
    assert told["summary"]["sessions"] == 4
    assert told["summary"]["private"] is True
    assert Path(told["page"]).exists()


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (("run", "--from", "/nowhere"), "/nowhere is not there"),
        (("run", "--since", "soon"), "'soon' is neither a date such as 2026-03-01"),
        (("run", "--timezone", "Mars"), "'Mars' is no time zone"),
        (("run", "--scope", "all"), "there are two, default and study"),
        (
            ("run", "--since", "2026-03-02", "--until", "2026-03-01"),
            "--until 2026-03-01 lies before --since 2026-03-02",
        ),
        (("report", "--study", "s"), "there is no released.json yet"),
        (("release", "--study", "s"), "there is no estimates.json yet"),
        (("estimate", "--study", "s"), "there is no sessions.parquet yet"),
        (("sql", "SELECT 1", "--study", "s"), "there is no study here yet"),
        (("codebook", "mood"), "'mood' is no facet"),
        (("run", "--agent", "clippy"), "'clippy' is no agent that metier reads"),
        (("run", "--since", "2030-01-01"), "6 outside the window"),
        (("forget",), "say what to forget"),
        (("run", "--people", "/none.csv"), "the people file cannot be read"),
    ],
)
def test_an_expected_error_is_one_sentence_and_exit_code_one(
    home: Path, flags: tuple[str, ...], sentence: str
) -> None:
    whole = [str(home / "s") if flag == "s" else flag for flag in flags]

    environ = {"HOME": str(home), "METIER_HOME": str(home / "metier")}
    done = CliRunner().invoke(app, whole, env=environ)

    assert done.exit_code == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_error_that_nobody_expected_keeps_its_traceback(home: Path) -> None:
    code = (
        "from metier.study import Study; from metier.cli import main\n"
        "Study.run = lambda *_, **__: 1 / 0\nmain()\n"
    )

    done = run_code(code, home)

    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    assert "Traceback" in done.stderr


def test_a_run_can_be_repeated_from_its_manifest(home: Path) -> None:
    metier("run", "--quiet", "--since", "2026-03-03", "--scope", "study", home=home)
    folder = home / DATA
    first = (folder / "estimates.json").read_bytes()
    metier("run", "--quiet", home=home)
    assert (folder / "estimates.json").read_bytes() != first

    metier("run", "--quiet", "--since", "2026-03-03", "--scope", "study", home=home)
    again = metier("run", "--quiet", "--again", home=home)

    assert again.returncode == 0, again.stderr
    assert (folder / "estimates.json").read_bytes() == first


def test_a_study_in_an_agents_folder_is_refused(home: Path) -> None:
    done = metier("run", "--study", home / ".claude" / "study", home=home)

    assert done.returncode == 1
    assert "an agent's own folder" in done.stderr


def test_without_logs_it_says_where_it_looked_and_what_to_try(tmp_path: Path) -> None:
    (tmp_path / ".claude" / "projects").mkdir(parents=True)

    done = metier(home=tmp_path)

    assert done.returncode == 1
    assert str(tmp_path / ".claude" / "projects") in done.stderr
    assert "--or-example" in done.stderr


def test_or_example_uses_the_logs_that_are_there_and_says_so(home: Path) -> None:
    done = metier("run", "--or-example", home=home)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Using the logs of this machine: ")


def test_ctrl_c_says_what_is_kept_and_a_second_run_goes_on(home: Path) -> None:
    for number in range(120):
        write_session(home / ".claude", f"more-{number}", turns=20)
    with start("run", home=home) as program:
        # While the transcripts are being read: most of the run is still to come.
        wait_for(home / DATA / "parts")
        program.send_signal(signal.SIGINT)
        _, err = program.communicate(timeout=60)

    assert program.returncode == 130
    assert "stopped. What was finished is kept" in err
    assert "Traceback" not in err
    assert metier("run", "--quiet", home=home).returncode == 0
    assert len(parquet.read(home / DATA / "sessions.parquet")) == 126


@pytest.mark.parametrize("moment", ["parts", "sessions.parquet", "weeks.parquet"])
def test_a_kill_anywhere_loses_nothing_that_was_finished(
    home: Path, moment: str
) -> None:
    for number in range(40):
        write_session(home / ".claude", f"more-{number}", turns=10)
    with start("run", home=home) as program:
        wait_for(home / DATA / moment)
        program.kill()

    again = metier("run", "--quiet", home=home)

    assert again.returncode == 0, again.stderr
    assert len(parquet.read(home / DATA / "sessions.parquet")) == 46
    assert not list((home / DATA).rglob("*.writing"))
    assert not list((home / DATA / "parts").iterdir())


def wait_for(path: Path) -> None:
    for _ in range(600):
        if path.exists():
            return
        time.sleep(0.02)
    raise AssertionError(f"{path} did not appear")


def test_two_runs_at_once_do_not_mix(home: Path) -> None:
    for number in range(40):
        write_session(home / ".claude", f"more-{number}", turns=10)
    with start("run", "--quiet", home=home) as first:
        wait_for(home / DATA / "study.json")
        second = metier("run", "--quiet", home=home)
        first.communicate(timeout=60)

    assert first.returncode == 0
    assert second.returncode == 1
    assert f"another run of metier works on this study (process {first.pid})" in (
        second.stderr
    )
