"""The group's study from what people let go: estimates, the door, the page.

From facts the same estimators answer as over one's own study. From sums those that
are sums answer; the door then knows less of who stands beside a number, so it asks
for ten people where it asks for five (decision 110).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier import annotators, disclosure, report
from metier.baselines import BASELINES
from metier.errors import SettingError
from metier.estimates import answers, derive
from metier.facts import COLUMN_BY_NAME, Frame
from metier.figures import FIGURES
from metier.pooling.adding import pooled_estimates
from metier.pooling.files import Share
from metier.pooling.gathering import Gathered
from metier.pooling.schema import SHARED, TEXTS
from metier.records import (
    Estimate,
    Exclusion,
    Released,
    ReleasedEstimate,
    StudySummary,
)
from metier.study.atomic import write_bytes, write_text
from metier.study.opening import Opened, now
from metier.study.ruling import stricter
from metier.study.structures import structure, structure_of

__all__ = ["frame_of", "pool_study", "weeks_of"]

_HOURS = ("engaged_5", "engaged_15", "engaged_30", "agent", "open", "sessions")
LEDGER = "releases.json"
CLOSED = "closed-months.json"
_SAFEGUARDS = ("label error in intervals",)


def _unique(shares: Iterable[Share]) -> list[tuple[str, dict[str, object]]]:
    """Return every session once, with its person."""
    seen: dict[str, tuple[str, dict[str, object]]] = {}
    for share in shares:
        for row in share.rows:
            values = dict(zip(share.columns, row[1:], strict=True))
            seen.setdefault(str(row[0]), (share.person, values))
    return [seen[mark] for mark in sorted(seen)]


def frame_of(shares: Sequence[Share]) -> Frame:
    """Return the analysis frame of pooled facts, measures derived anew."""
    rows = _unique(shares)
    columns: dict[str, NDArray[np.generic]] = {
        "session": np.array([str(n) for n in range(len(rows))], dtype=object),
        "person": np.array([person for person, _ in rows], dtype=object),
    }
    for name in SHARED:
        values = [row.get(name) for _, row in rows]
        if name in TEXTS:
            columns[name] = np.array(values, dtype=object)
        else:
            columns[name] = np.array(
                [np.nan if v is None else float(str(v)) for v in values]
            )
    whole = columns | derive(columns)
    return Frame({name: whole[name] for name in whole if name in COLUMN_BY_NAME})


def weeks_of(shares: Sequence[Share]) -> dict[str, NDArray[np.generic]]:
    """Return hours a person and week, machines of one person added up."""
    hours: dict[tuple[str, str], list[float]] = {}
    for share in shares:
        for row in share.weeks:
            own = hours.setdefault((share.person, str(row[0])), [0.0] * len(_HOURS))
            for place, value in enumerate(row[1:]):
                own[place] += 0.0 if value is None else float(str(value))
    columns: dict[str, NDArray[np.generic]] = {
        "person": np.array([person for person, _ in hours], dtype=object),
        "week": np.array([week for _, week in hours], dtype=object),
    }
    for place, name in enumerate(_HOURS):
        columns[name] = np.array([values[place] for values in hours.values()])
    return columns


def pool_study(
    study: Opened,
    gathered: Gathered,
    *,
    authority: bool = False,
    agreed: disclosure.Policy | None = None,
) -> Released:
    """Make the group's estimates, release and page in the study folder.

    `agreed` holds the rules of a signed policy, if the pool has one.
    """
    if not study.fresh and not study.manifest.pooled:
        raise SettingError(
            f"{study.folder} is one person's own study. Choose another folder for the "
            "pool with --study."
        )
    shares = list(gathered.shares.values())
    sums = shares[0].kind == "sums"
    made = _estimates(shares, sums=sums)
    study.manifest.pooled = True
    study.manifest.people = len({share.person for share in shares})
    write_bytes(study.folder / "estimates.json", msgspec.json.encode(made))
    about = _summary(study, gathered)
    rules = stricter(study.manifest.rules, authority=authority)
    study.manifest.rules = rules
    policy = rules.policy() if agreed is None else _both(rules.policy(), agreed)
    if sums:
        # From sums less can be proven than from rows (decision 110).
        policy = msgspec.structs.replace(policy, readers_have_authority=True)
    released = _release(study, made, about, policy, shares)
    released = _with_closed_months(study, released, disclosure.window_of(about))
    write_bytes(study.folder / "released.json", disclosure.dump(released))
    write_text(
        study.folder / "report.html", report.render(released, FIGURES, BASELINES)
    )
    study.save("pool")
    return released


def _both(one: disclosure.Policy, other: disclosure.Policy) -> disclosure.Policy:
    """Return the stricter of two policies, rule by rule."""
    return msgspec.structs.replace(
        other,
        readers_have_authority=one.readers_have_authority
        or other.readers_have_authority,
        text_derived=tuple(sorted({*one.text_derived, *other.text_derived})),
    )


class _Closed(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers of single months as they were released; they may go out again."""

    annotator: str
    numbers: tuple[ReleasedEstimate, ...]


def _with_closed_months(
    study: Opened, released: Released, window: disclosure.Window
) -> Released:
    """Put months that were released before beside these, and keep these for later."""
    path = study.folder / CLOSED
    annotator = released.summary.annotator
    before: tuple[ReleasedEstimate, ...] = ()
    if path.exists():
        found = msgspec.json.decode(path.read_bytes(), type=_Closed)
        # Answers of two annotators are never mixed in one line.
        before = found.numbers if found.annotator == annotator else ()
    fresh = disclosure.closed(released)
    keys = {estimate.key for estimate in fresh}
    kept = (*(one for one in before if one.key not in keys), *fresh)
    write_bytes(path, msgspec.json.encode(_Closed(annotator=annotator, numbers=kept)))
    return disclosure.with_closed(released, before, window)


def _estimates(shares: Sequence[Share], *, sums: bool) -> tuple[Estimate, ...]:
    if sums:
        return pooled_estimates(shares)
    return answers(FIGURES, frame_of(shares), weeks=weeks_of(shares))


def _release(
    study: Opened,
    made: tuple[Estimate, ...],
    about: StudySummary,
    policy: disclosure.Policy,
    shares: Sequence[Share],
) -> Released:
    cards = [c for c in annotators.cards() if c.annotator == about.annotator]
    path = ledger_of(study, shares[0].pool)
    ledger = disclosure.Ledger.read(path)
    here = _now(shares)
    window = disclosure.window_of(about)
    earlier = ledger.compare(window, here, policy)
    how = _structure(shares)
    released = disclosure.release(made, about, cards, policy, earlier, structure=how)
    ledger.add(released, window, here, now())
    ledger.write(path)
    return released


def ledger_of(study: Opened, pool: str) -> Path:
    """Return the ledger of the pool of this name, in whatever folder it is made."""
    name = blake2b(pool.encode(), digest_size=8).hexdigest()
    return study.secrets.parent / "pools" / name / LEDGER


def _now(shares: Sequence[Share]) -> disclosure.Now:
    """Say who and what is to be released."""
    people = tuple({share.person for share in shares})
    if shares[0].kind == "sums":
        marks = {mark for share in shares for mark in share.fingerprints}
        return disclosure.Now(people=people, sessions=tuple(sorted(marks)))
    frame = frame_of(shares)

    def answer(places: Sequence[int]) -> Iterable[Estimate]:
        keep = np.zeros(len(frame), dtype=np.bool_)
        keep[list(places)] = True
        return answers(FIGURES, frame.rows(keep))

    # In the order of the frame's rows.
    marks_ = sorted({str(row[0]) for share in shares for row in share.rows})
    return disclosure.Now(people=people, sessions=tuple(marks_), answer=answer)


def _structure(shares: Sequence[Share]) -> disclosure.Structure:
    """Return how the numbers hang together; sums do not say what is always known."""
    if shares[0].kind == "facts":
        return structure_of(frame_of(shares))
    return structure(month for share in shares for month in share.months)


def _summary(study: Opened, gathered: Gathered) -> StudySummary:
    shares = list(gathered.shares.values())
    rows = _unique(shares)
    marks = {mark for share in shares for mark in share.fingerprints}
    months = gathered.months
    refused = len(gathered.refused)
    return StudySummary(
        private=False,
        example=False,
        people=len({share.person for share in shares}),
        sessions=len(rows) + len(marks),
        sessions_seen=len(rows) + len(marks),
        first_day=f"{months[0]}-01" if months else None,
        last_day=f"{months[-1]}-28" if months else None,
        agents=_counted(rows, "agent", people=False),
        surfaces=_counted(rows, "surface", people=False),
        agent_people=_counted(rows, "agent", people=True),
        surface_people=_counted(rows, "surface", people=True),
        left_out=(Exclusion(reason="files refused", sessions=refused),)
        if refused
        else (),
        annotator=shares[0].annotator,
        scope="pool",
        metier_version=version("metier"),
        settings_hash=study.manifest.study,
        made=now(),
        safeguards_missing=(*_SAFEGUARDS, *(("rows",) if marks else ())),
    )


def _counted(
    rows: Sequence[tuple[str, dict[str, object]]], name: str, *, people: bool
) -> tuple[tuple[str, int], ...]:
    key: Callable[[int, str], object] = (
        (lambda _, person: person) if people else (lambda number, _: number)
    )
    pairs = {
        (key(number, person), str(values.get(name)))
        for number, (person, values) in enumerate(rows)
    }
    counts = Counter(value for _, value in pairs)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
