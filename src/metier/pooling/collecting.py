"""A pool as its collector makes it: by the rules agreed, for as long as agreed, noted.

The policy is looked for beside the shared files. What was shared too
long ago is not read; every reading is noted for those measured.
"""

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from metier.errors import NothingFoundError, SettingError
from metier.pooling import agreed
from metier.pooling.gathering import Gathered
from metier.pooling.studying import pool_study
from metier.study.opening import Opened

if TYPE_CHECKING:
    from metier.pooling.masks import Sum
    from metier.records import Released

__all__ = ["collect", "collect_masked", "policy_beside"]


def policy_beside(places: Sequence[str]) -> Path | None:
    """Return the policy file that lies with the shared files, if one does."""
    for place in places:
        folder = Path(place)
        folder = folder.parent if folder.is_file() else folder
        if (folder / agreed.FILE).exists():
            return folder / agreed.FILE
    return None


def _rules(
    study: Opened, pool: str, kind: str, policy: Path | None
) -> tuple[agreed.Rules | None, int | None]:
    """Return the rules in force and the number of their policy."""
    name = blake2b(pool.encode(), digest_size=8).hexdigest()
    remembered = study.secrets.parent / "pools" / name / agreed.FILE
    rules = agreed.enforced(policy, remembered, pool)
    if rules is None:
        return None, None
    if rules.kind not in {"any", kind}:
        raise SettingError(
            f"the policy of the pool {pool!r} allows {rules.kind}, and these are "
            f"{kind}. Ask people for what was agreed."
        )
    return rules, agreed.read(remembered).agreed.number


def collect(
    study: Opened,
    gathered: Gathered,
    *,
    policy: Path | None = None,
    authority: bool = False,
) -> "Released":
    """Make the group's page by the rules agreed, and note that it was made."""
    first = next(iter(gathered.shares.values()))
    rules, number = _rules(study, first.pool, first.kind, policy)
    days = agreed.RETENTION_DAYS if rules is None else rules.retention_days
    left, over = agreed.without_expired(gathered, days)
    if not left.shares:
        raise NothingFoundError(
            f"all {over} files were shared more than {days} days ago, and rows are "
            "read no longer than that. What was released stays in the page; have them "
            "made again, and delete the old ones with `metier pool --purge`."
        )
    agreed.note(
        study.folder,
        agreed.access(
            "pool",
            files=gathered.files,
            people=len({share.person for share in left.shares.values()}),
            months=left.months,
            policy=number,
        ),
    )
    return pool_study(
        study,
        left,
        authority=authority,
        agreed=None if rules is None else rules.policy(),
    )


def collect_masked(
    study: Opened, found: "Sum", *, files: int, policy: Path | None = None
) -> "Released":
    """Make the group's page from a masked round, and note that it was made."""
    from metier.pooling.masks import study_of_sums  # noqa: PLC0415 - an extra

    rules, number = _rules(study, found.pool, "masked", policy)
    agreed.note(
        study.folder,
        agreed.access(
            "pool --masked",
            files=files,
            people=len(found.people),
            months=found.months,
            policy=number,
        ),
    )
    return study_of_sums(study, found, None if rules is None else rules.policy())
