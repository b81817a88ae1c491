"""Whose a line is: where one commit holds several sessions' work, lines decide."""

from collections import Counter
from collections.abc import Sequence

from metier.outcomes.history import Commit
from metier.outcomes.landings import Landed
from metier.outcomes.trails import Trail

__all__ = ["Owners"]

_SLACK_S = 3_600.0


class Owners:
    """The rule that gives each line added on the branch to a session or to nobody."""

    def __init__(
        self,
        trails: Sequence[Trail],
        landings: Sequence[Sequence[Landed]],
        chain: Sequence[Commit],
    ) -> None:
        """Take trails with their landings, both in the same order."""
        self._trails = trails
        self._chain = chain
        self._edited = [Counter(one.lines) for one in trails]
        self._committed = [
            Counter(line for commit in one.commits for line in commit.lines)
            for one in trails
        ]
        self._by_line: dict[int, list[int]] = {}
        for counted in (self._edited, self._committed):
            for number, lines in enumerate(counted):
                for line in lines:
                    self._by_line.setdefault(line, []).append(number)
        self._direct = self._directly(landings)

    def _directly(self, landings: Sequence[Sequence[Landed]]) -> dict[int, int]:
        """Find the commits of the chain that are one session's own, by index."""
        direct: dict[int, int] = {}
        for number, landed in enumerate(landings):
            for one in landed:
                if one.index is None or one.how not in {"sha", "patch"}:
                    continue
                commit = self._chain[one.index]
                if len(commit.parents) <= 1:
                    direct.setdefault(one.index, number)
        return direct

    def assign(self, line: int, index: int) -> int | None:
        """Return the session that a line added by commit `index` belongs to."""
        time = self._chain[index].committed + _SLACK_S
        numbers = [
            number
            for number in dict.fromkeys(self._by_line.get(line, ()))
            if (self._trails[number].started or 0.0) <= time
        ]
        for counted in (self._edited, self._committed):
            # The latest session that began before the commit and still has the line.
            able = [number for number in numbers if counted[number][line] > 0]
            if able:
                chosen = max(able, key=lambda n: self._trails[n].started or 0.0)
                self._edited[chosen][line] -= 1
                self._committed[chosen][line] -= 1
                return chosen
        return self._direct.get(index)
