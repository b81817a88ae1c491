import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from metier.reliability import alpha, confusion, exact, gwet, kappa, pearson
from metier.reliability.agreement import Scale

LEVELS = ("1", "2", "3", "4", "5")
SCALES: tuple[tuple[Scale, str | None], ...] = (
    ("nominal", None),
    ("linear", "linear"),
    ("quadratic", "quadratic"),
)

# Krippendorff's own example: four observers, twelve units, values 1 to 5.
READERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = [list(unit) for unit in zip(*READERS, strict=True)]


def rated(seed: int, n: int = 200) -> tuple[list[str], list[str]]:
    random = np.random.default_rng(seed)
    first = random.integers(1, 6, n)
    second = np.clip(first + random.integers(-1, 2, n), 1, 5)
    return [str(a) for a in first], [str(b) for b in second]


@pytest.mark.parametrize(("scale", "weights"), SCALES)
@pytest.mark.parametrize("seed", [1, 2])
def test_kappa_equals_the_reference_implementation(
    seed: int, scale: Scale, weights: str | None
) -> None:
    first, second = rated(seed)

    ours = kappa(confusion(first, second, LEVELS), scale)

    theirs = cohen_kappa_score(first, second, labels=LEVELS, weights=weights)
    assert ours == pytest.approx(theirs, abs=1e-12)


def test_kappa_by_hand() -> None:
    table = np.array([[20.0, 5.0], [10.0, 15.0]])

    assert exact(table) == pytest.approx(0.70)
    assert kappa(table) == pytest.approx(0.40)


def test_kappa_is_undefined_where_nobody_used_a_second_level() -> None:
    assert kappa(np.array([[9.0, 0.0], [0.0, 0.0]])) is None
    assert kappa(np.zeros((2, 2))) is None


def test_a_prevailing_level_empties_kappa_but_not_ac1() -> None:
    table = np.array([[94.0, 3.0], [3.0, 0.0]])

    assert kappa(table) == pytest.approx(-0.0309, abs=1e-3)
    assert gwet(table) == pytest.approx(0.936, abs=1e-3)


def test_ac1_by_hand() -> None:
    # Agreement .70; use .55 and .45; chance 2 * .55 * .45 = .495.
    table = np.array([[20.0, 5.0], [10.0, 15.0]])

    assert gwet(table) == pytest.approx((0.70 - 0.495) / (1 - 0.495))


def test_ac2_by_hand() -> None:
    # Three levels, quadratic: one step agrees .75, two steps 0; weights add to 6.
    table = np.array([[4.0, 1.0, 0.0], [0.0, 3.0, 1.0], [0.0, 0.0, 1.0]])
    agreed = 0.8 + 0.75 * 0.2
    use = np.array([0.45, 0.40, 0.15])
    chance = 6 / 6 * float((use * (1 - use)).sum())

    assert gwet(table, "quadratic") == pytest.approx((agreed - chance) / (1 - chance))


def test_alpha_equals_krippendorff_s_published_example() -> None:
    assert alpha(UNITS) == pytest.approx(0.743, abs=5e-4)
    assert alpha(UNITS, "ordinal") == pytest.approx(0.815, abs=5e-4)
    assert alpha(UNITS, "interval") == pytest.approx(0.849, abs=5e-4)


def test_alpha_is_undefined_without_disagreement_to_expect() -> None:
    assert alpha([[1, 1], [1, 1], [1, None]]) is None


def test_weights_count_a_session_read_twice_once() -> None:
    once = confusion(["1", "2"], ["1", "1"], ("1", "2"))

    twice = confusion(
        ["1", "2", "2"], ["1", "1", "1"], ("1", "2"), weights=[1.0, 0.5, 0.5]
    )

    assert (once == twice).all()


def test_correlation_equals_numpy_and_is_undefined_without_movement() -> None:
    first = np.array([1.0, 2.0, 4.0, 3.0])
    second = np.array([2.0, 2.5, 3.0, 5.0])

    assert pearson(first, second) == pytest.approx(np.corrcoef(first, second)[0, 1])
    assert pearson(first, np.ones(4)) is None
