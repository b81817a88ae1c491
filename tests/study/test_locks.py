import subprocess
import sys
from pathlib import Path

import pytest

from metier.errors import StudyLockedError
from metier.study.locks import held


def test_a_second_run_is_told_who_holds_the_study(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path\n"
        "from metier.study.locks import held\n"
        "with held(Path(sys.argv[1])):\n  print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"

        with (
            pytest.raises(StudyLockedError, match=f"process {other.pid}"),
            held(tmp_path),
        ):
            pass
        other.kill()


def test_a_lock_of_a_killed_run_is_free(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from metier.study.locks import held\n"
        "with held(Path(sys.argv[1])):\n  os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)

    with held(tmp_path):
        pass


def test_a_study_can_be_held_again_after_it_was_let_go(tmp_path: Path) -> None:
    with held(tmp_path):
        pass

    with held(tmp_path):
        pass
