import numpy as np
import pytest

from builders import session, turn
from metier.annotators import cards
from metier.annotators.offline import Model, chances, features, models, number, seen_by
from metier.annotators.offline.models import chosen, person_share
from metier.codebook import FACETS

ORDINAL = Model(
    kind="ordinal",
    levels=("1", "2", "3"),
    features=("depth",),
    mean=(1.0,),
    scale=(2.0,),
    weights=((1.0,),),
    intercepts=(-1.0, 1.0),
)


def test_an_ordinal_model_spreads_its_levels_around_the_score() -> None:
    middle = chances(ORDINAL, {"depth": 1.0})

    low = 1 / (1 + np.exp(1.0))
    assert middle == pytest.approx([low, 1 - 2 * low, low])
    assert chosen(ORDINAL, {"depth": 1.0}) == 1
    assert chosen(ORDINAL, {"depth": 9.0}) == 2


def test_an_outlier_counts_as_three_deviations_at_most() -> None:
    assert chances(ORDINAL, {"depth": 7.0}) == pytest.approx(
        chances(ORDINAL, {"depth": 7_000.0})
    )


def test_a_linear_model_gives_a_number() -> None:
    model = Model(
        kind="linear",
        features=("size", "turns"),
        mean=(0.0, 0.0),
        scale=(1.0, 1.0),
        weights=((2.0, -1.0),),
        intercepts=(0.5,),
    )

    assert number(model, {"size": 1.0, "turns": 2.0}) == pytest.approx(0.5)


def test_every_shipped_model_finds_its_features_in_its_own_view() -> None:
    seen = features(session(turn("add totals")), ())

    for name, model in models().items():
        view = seen_by(name, seen)
        assert set(model.features) <= set(view), name
        assert len(model.features) == len(model.mean) == len(model.scale)
        assert all(len(row) == len(model.features) for row in model.weights)


def test_models_of_expertise_look_at_nothing_but_typed_words() -> None:
    for name, prefix in (("expertise", "w_"), ("expertise_first", "f_")):
        assert all(one.startswith(prefix) for one in models()[name].features)


def test_the_model_of_the_outcome_looks_at_none_of_the_person_s_words() -> None:
    spoken = ("t_", "w_", "f_", "r_", "d_", "h_", "compl", "confirm")

    assert not [
        name for name in models()["outcome"].features if name.startswith(spoken)
    ]


def test_there_is_a_card_for_every_facet_and_it_names_its_reference() -> None:
    by_facet = {card.facet: card for card in cards()}

    assert {facet.name for facet in FACETS} <= set(by_facet)
    for card in by_facet.values():
        assert "come from a language model" in card.reference
        assert "people and repositories" in card.design
        assert card.answered >= 0.8
        assert card.measures


def test_a_share_is_the_mean_of_two_readings() -> None:
    direct = np.array([0.5, 2.0, 0.4])
    user, agent = np.log1p([3.0, 1.0, 0.0]), np.log1p([1.0, 0.0, 0.0])

    share = person_share(direct, user, agent)

    assert share == pytest.approx([(0.5 + 3 / 4.3) / 2, (1 + 1 / 1.3) / 2, 0.2])
