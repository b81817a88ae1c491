"""The last two stages: what may go out, and the page that shows it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import StudyError
from metier.records import Card, Estimate, Exclusion, Released, StudySummary
from metier.study.agreeing import own_cards
from metier.study.atomic import write_bytes, write_text
from metier.study.estimating import Chosen, chosen, read_estimates
from metier.study.locking import standing
from metier.study.manifest import Manifest
from metier.study.opening import Opened, now
from metier.study.settings import Settings, hash_of, zone

if TYPE_CHECKING:
    from metier.disclosure import Now, Structure

__all__ = ["release", "report", "summary"]

RELEASED = "released.json"
LEDGER = "releases.json"
PAGE = "report.html"

HALO = "moved by a counterfactual ending"
"""What a card calls it when another ending moved a rating."""

OWN = "A reference that this study was held against by its own people."
"""What a card of a group's own says of what it was compared with."""


def summary(
    chosen_: Chosen, manifest: Manifest, estimates: Iterable[Estimate] = ()
) -> StudySummary:
    """Say what the study is made of: counts and closed sets."""
    settings, columns = manifest.settings, chosen_.columns
    days = _days(np.asarray(columns["started"], dtype=np.float64), settings)
    people = len(set(columns["person"]))
    return StudySummary(
        private=not manifest.pooled,
        example=manifest.example,
        people=people,
        sessions=len(chosen_.frame),
        sessions_seen=chosen_.seen,
        first_day=days[0],
        last_day=days[1],
        agents=_counted(columns["agent"]),
        surfaces=_counted(columns["surface"]),
        agent_people=_counted(columns["agent"], columns["person"]),
        surface_people=_counted(columns["surface"], columns["person"]),
        left_out=_together(manifest.left_out, chosen_.not_counted),
        kept_though_deleted=manifest.seen.kept_though_deleted,
        not_attempted=int(np.sum(np.asarray(columns["attempted"], dtype=float) == 0)),
        annotator=chosen_.annotator,
        scope=settings.scope,
        timezone=settings.timezone,
        metier_version=version("metier"),
        settings_hash=hash_of(settings),
        made=now(),
        safeguards_missing=_missing(tuple(estimates), chosen_.annotator),
    )


def release(study: Opened) -> Released:
    """Let out what may go out, and write it down.

    A group's release is held against all earlier ones of the study and remembered
    before it is written: one that nobody remembers could be subtracted later.
    """
    from metier import annotators, disclosure  # noqa: PLC0415 - in this stage alone

    manifest = study.manifest
    policy = manifest.rules.policy()
    estimates = read_estimates(study.folder)
    found = chosen(study.folder, manifest.settings)
    about = _locked(study, summary(found, manifest, estimates))
    own = own_cards(study.folder)
    if not about.private:
        # The name of a file of labels is nobody else's business.
        own = tuple(msgspec.structs.replace(card, reference=OWN) for card in own)
    every = (*annotators.cards(), *own)
    cards = [card for card in every if card.annotator == found.annotator]
    about = _with_cards(about, cards)
    how = None if about.private else _structure(found)
    # Nobody can be found in an example, and one's own numbers are one's own.
    remembered = not (about.private or about.example)
    if remembered:
        path = study.secrets / LEDGER
        ledger = disclosure.Ledger.read(path)
        here = _now(found)
        window = disclosure.window_of(about)
        earlier = ledger.compare(window, here, policy)
        released = disclosure.release(
            estimates, about, cards, policy, earlier, structure=how
        )
        ledger.add(released, window, here, now())
        ledger.write(path)
    else:
        released = disclosure.release(estimates, about, cards, policy, structure=how)
    write_bytes(study.folder / RELEASED, disclosure.dump(released))
    return released


def _now(found: Chosen) -> "Now":
    """Say who and what is to be released; a session that has grown is another one."""
    from metier.disclosure import Now  # noqa: PLC0415 - in this stage alone
    from metier.estimates import answers  # noqa: PLC0415 - same
    from metier.figures import FIGURES  # noqa: PLC0415 - same

    sizes = (found.columns[name] for name in ("session", "turns", "actions"))

    def answer(places: Sequence[int]) -> Iterable[Estimate]:
        keep = np.zeros(len(found.frame), dtype=np.bool_)
        keep[list(places)] = True
        return answers(FIGURES, found.frame.rows(keep))

    return Now(
        people=tuple({str(name) for name in found.columns["person"]}),
        sessions=tuple(" ".join(map(str, row)) for row in zip(*sizes, strict=True)),
        answer=answer,
    )


def _structure(found: Chosen) -> "Structure":
    from metier.study.structures import structure_of  # noqa: PLC0415 - in this stage alone

    return structure_of(found.frame)


def _missing(estimates: tuple[Estimate, ...], annotator: str) -> tuple[str, ...]:
    """Name the safeguards of methods 10 that these numbers do not have."""
    from metier import annotators  # noqa: PLC0415 - in this stage alone

    measured = {
        measure.name
        for card in annotators.cards()
        if card.annotator == annotator and card.facet == "expertise"
        for measure in card.measures
    }
    there = {
        # A rate carried over from a card stands beside a number and is not its own.
        "label error in intervals": any(item.gold for item in estimates),
        "halo": HALO in measured,
        "bounds": any(item.key.statistic == "bounds" for item in estimates),
    }
    return tuple(name for name, found in there.items() if not found)


def _with_cards(about: StudySummary, cards: Sequence[Card]) -> StudySummary:
    """Drop what is missing no longer, since this study's own cards measured it."""
    measured = {measure.name for card in cards for measure in card.measures}
    missing = tuple(
        one for one in about.safeguards_missing if one != "halo" or HALO not in measured
    )
    return msgspec.structs.replace(about, safeguards_missing=missing)


def _locked(study: Opened, about: StudySummary) -> StudySummary:
    lock, changed = standing(study)
    return msgspec.structs.replace(about, primary_lock=lock, lock_changed=changed)


def report(folder: Path) -> Path:
    """Draw the page from what was released alone."""
    from metier import disclosure, report  # noqa: PLC0415 - in this stage alone
    from metier.baselines import BASELINES  # noqa: PLC0415 - same
    from metier.figures import AFTERWARDS, BRIDGED, FIGURES  # noqa: PLC0415 - same

    path = folder / RELEASED
    if not path.exists():
        raise StudyError(
            f"{folder}: there is no {RELEASED} yet. Run `metier release` first, or "
            "`metier run` for all stages."
        )
    released = disclosure.read(path)
    there = {item.key.figure for item in released.estimates}
    there |= {item.key.figure for item in released.withheld}
    asked = FIGURES + tuple(figure for figure in AFTERWARDS if figure.id in there)
    bridged = {i.key.figure for i in released.estimates if i.key.series == "bridge"}
    asked = tuple(
        BRIDGED[figure.id] if figure.id in bridged & set(BRIDGED) else figure
        for figure in asked
    )
    page = report.render(released, asked, BASELINES)
    write_text(folder / PAGE, page)
    return folder / PAGE


def _days(
    started: NDArray[np.float64], settings: Settings
) -> tuple[str | None, str | None]:
    known = started[~np.isnan(started)]
    if not len(known):
        return None, None
    place = zone(settings.timezone)
    first, last = (
        datetime.fromtimestamp(float(moment), place).date().isoformat()
        for moment in (known.min(), known.max())
    )
    return first, last


def _counted(
    values: NDArray[np.generic], people: NDArray[np.generic] | None = None
) -> tuple[tuple[str, int], ...]:
    """Count sessions at each value, or people where they are given."""
    pairs: Iterable[tuple[object, object]] = (
        enumerate(values) if people is None else zip(people, values, strict=True)
    )
    counts = Counter(str(value) for _, value in set(pairs))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _together(*lists: tuple[Exclusion, ...]) -> tuple[Exclusion, ...]:
    total: dict[str, int] = {}
    for exclusions in lists:
        for item in exclusions:
            total[item.reason] = total.get(item.reason, 0) + item.sessions
    return tuple(Exclusion(reason=r, sessions=n) for r, n in total.items())
