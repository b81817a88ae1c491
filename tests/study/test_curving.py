from pathlib import Path

import msgspec

from metier.estimates import Curve
from metier.study import Asked, Study
from study_logs import write_session


def test_a_small_study_has_no_curve_and_says_by_which_rule(tmp_path: Path) -> None:
    for number in range(3):
        write_session(
            tmp_path / "logs", f"session-{number}", day=f"2026-03-0{number + 1}"
        )
    study = Study(tmp_path / "study")
    study.ingest(Asked(sources=(tmp_path / "logs",), timezone="UTC"))
    study.annotate()

    (line,) = study.curve()

    assert "No specification could be estimated" in line
    written = (tmp_path / "study" / "curve.json").read_bytes()
    found = msgspec.json.decode(written, type=Curve)
    assert len(found.specifications) > 20
    assert found.estimated == 0
