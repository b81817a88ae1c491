"""The page of a masked round goes through the same door, once a window."""

from pathlib import Path

import pytest

from metier.errors import DisclosureError
from metier.pooling.masks import Sum, study_of_sums, unmask
from metier.study.opening import opened
from pooling.masks.rounds import masked_round, people


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Sum:
    return unmask(masked_round(people(30), tmp_path_factory.mktemp("round")))


def test_a_round_of_thirty_people_makes_a_page_of_shares(
    whole: Sum, tmp_path: Path
) -> None:
    with opened(tmp_path / "study") as study:
        released = study_of_sums(study, whole)

    assert "made from masked totals" in (tmp_path / "study" / "report.html").read_text()
    assert released.summary.people == 30
    assert released.estimates
    assert {e.unit for e in released.estimates} == {"share"}
    assert all(e.people >= 10 for e in released.estimates)


def test_months_that_were_released_are_not_released_from_masks_again(
    whole: Sum, tmp_path: Path
) -> None:
    with opened(tmp_path / "study") as study:
        study_of_sums(study, whole)

    with (
        opened(tmp_path / "other") as study,
        pytest.raises(DisclosureError, match="Make a round of months"),
    ):
        study_of_sums(study, whole)
