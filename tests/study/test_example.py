"""The example fills the study's exhibits; what it withholds is listed by rule.

When a figure, an annotator or a threshold changes, read the new list before it is
accepted: METIER_ACCEPT=1 pytest tests/study/test_example.py writes it anew.
"""

import json
import os
from pathlib import Path

import pytest

from metier.disclosure import read
from metier.records import Released
from metier.study import Asked, Study
from metier.study.examples import or_example

PARTS = ("figure", "panel", "series", "group", "split", "statistic")
LIST = Path(__file__).with_name("withheld.json")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Released:
    home = tmp_path_factory.mktemp("home")
    environ = {"HOME": str(home), "METIER_HOME": str(home / "metier")}
    found = or_example(home / "study", Asked(), named=True, environ=environ)
    Study(found.folder, environ).run(found.asked)
    return read(found.folder / "released.json")


def test_nine_of_ten_cells_carry_numbers(released: Released) -> None:
    shown, withheld = len(released.estimates), len(released.withheld)

    assert shown / (shown + withheld) >= 0.9


def test_every_withheld_cell_is_listed_with_the_rule_that_hid_it(
    released: Released,
) -> None:
    found = {
        "/".join(getattr(cell.key, part) for part in PARTS): cell.rule
        for cell in released.withheld
    }
    if os.environ.get("METIER_ACCEPT"):
        LIST.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")

    assert found == json.loads(LIST.read_text())
