"""The people of the example: their trade, their language, how much they know."""

from metier.simulation.dice import dice
from metier.simulation.published import GROUPS
from metier.simulation.writing.truth import PersonTruth

__all__ = ["LANGUAGES", "draw_people", "weights"]

NAMES = (
    "ana",
    "ben",
    "chiara",
    "deniz",
    "elif",
    "finn",
    "greta",
    "hana",
    "igor",
    "jun",
    "kofi",
    "lena",
    "marta",
    "nils",
    "olga",
    "pablo",
    "quynh",
    "rosa",
    "samir",
    "tara",
    "uwe",
    "vera",
    "wim",
    "xenia",
    "yuki",
    "zoe",
    "adil",
    "bea",
    "carl",
    "dora",
    "emre",
    "fatou",
    "gil",
    "heidi",
    "ivo",
    "joana",
    "kaito",
    "luz",
    "milo",
    "nora",
    "otto",
    "pia",
    "rafa",
    "sofia",
    "tomas",
    "ugo",
    "vito",
    "wanda",
    "ximena",
    "yara",
    "zeno",
    "aiko",
    "bruno",
    "celia",
    "dario",
    "enya",
    "fritz",
    "gaia",
    "hugo",
    "ines",
)
LANGUAGES = ("es", "pt", "fr", "de", "zh", "ja", "ko", "ru")

LANGUAGE_EVERY = 7
"""Every seventh person writes in another language than English."""

SOFTWARE = "15"
SOFTWARE_WEIGHT = 1.5
"""Software people have somewhat more sessions each."""


def draw_people(seed: int, count: int) -> tuple[PersonTruth, ...]:
    """Draw people so that every group has as many, of every ability."""
    order = dice(seed, "people").sample(range(count), count)
    people = []
    for index in range(count):
        # Abilities are spread evenly and dealt at random, so that no group knows more.
        place = (order[index] + 0.5) / count
        language = "en"
        if index % LANGUAGE_EVERY == LANGUAGE_EVERY - 1:
            language = LANGUAGES[index // LANGUAGE_EVERY % len(LANGUAGES)]
        people.append(
            PersonTruth(
                name=_name(index),
                soc=GROUPS[index % len(GROUPS)],
                language=language,
                ability=round(2.5 * (place - 0.5), 3),
            )
        )
    return tuple(people)


def weights(people: tuple[PersonTruth, ...]) -> list[float]:
    """Say how many sessions each person has, relative to the others."""
    return [SOFTWARE_WEIGHT if person.soc == SOFTWARE else 1.0 for person in people]


def _name(index: int) -> str:
    round_, place = divmod(index, len(NAMES))
    return f"{NAMES[place]}{round_ + 1}" if round_ else NAMES[place]
