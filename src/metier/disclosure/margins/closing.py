"""Cells withheld because another withheld cell would follow from its margins.

One cell after the other is withheld, the smallest first, until the proof holds:
what is withheld in a table is together as large as a cell must be, and none of it
can be confined to an interval narrower than the policy says (decision 53).
"""

from collections.abc import Mapping

from metier.disclosure.margins.cells import Cell, Name
from metier.disclosure.margins.proof import Hidden, Proof
from metier.disclosure.margins.tables import Table, tables
from metier.disclosure.policy import Policy
from metier.errors import ProofError
from metier.records import Rule

__all__ = ["Margins"]

_MARGINS: Rule = "would follow from its margins"
_SILENT: Rule = "team too small for this figure"


class Margins:
    """The tables of a release, and what has to be withheld in them."""

    def __init__(
        self, cells: Mapping[Name, Cell], policy: Policy, everything: int
    ) -> None:
        """Find the tables; `everything` is the study's size.

        That is printed, and so is that nobody is in a cell.
        """
        self._policy = policy
        self._printed = {name for name in cells if name.sessions in {0, everything}}
        self._least = {
            name: policy.strictest(cell.figures) for name, cell in cells.items()
        }
        self.tables = tables(cells)
        """Every table of the release."""
        sessions = {name: least.sessions for name, least in self._least.items()}
        plain = [table for table in self.tables if table.plain]
        self._plain = Proof(plain, sessions)
        self._proof = Proof(self.tables, sessions)
        self._small: frozenset[Name] = frozenset()
        self._open: set[Name] = set()
        self._given_up: set[Name] = set()
        self._of: dict[Name, list[Table]] = {}
        for table in self.tables:
            members = (
                table.cells if table.whole is None else (*table.cells, table.whole)
            )
            for name in members:
                self._of.setdefault(name, []).append(table)

    def close(self, hidden: Hidden) -> dict[Name, Rule | None]:
        """Return the withheld cells and those that must be withheld for them."""
        self._small = frozenset(name for name in hidden if not self._is_large(name))
        self._open.clear()
        self._given_up.clear()
        printed = {name: hidden[name] for name in self._printed if name in hidden}
        closed = {name: rule for name, rule in hidden.items() if name not in printed}
        return {**self._close(closed), **printed}

    def _close(self, closed: dict[Name, Rule | None]) -> dict[Name, Rule | None]:
        while True:
            while self._hide_for_sums(closed):
                pass
            narrow = self._narrow(closed)
            if narrow:
                if not self._give_up(narrow, closed):
                    self._widen(narrow, closed)
                continue
            chance = self._narrow_by_chance(closed)
            if not chance:
                return self._open_again(closed)
            beside = (self._beside(name) for name in chance)
            if not any(self._hide_smallest(names, closed) for names in beside):
                # Nobody who reads the names can know it.
                self._open.update(chance)

    def _give_up(self, narrow: list[Name], closed: dict[Name, Rule | None]) -> bool:
        """Show what was withheld for others' sake and follows all the same.

        It hides nothing; each cell is given up only once.
        """
        useless = [
            name
            for name in narrow
            if closed[name] == _MARGINS and name not in self._given_up
        ]
        for name in useless:
            del closed[name]
        self._given_up.update(useless)
        return bool(useless)

    def _open_again(self, closed: dict[Name, Rule | None]) -> dict[Name, Rule | None]:
        """Show what turned out not to be needed, the largest first."""
        added = [name for name, rule in closed.items() if rule == _MARGINS]
        for name in sorted(added, key=lambda name: (-name.sessions, name)):
            without = {other: rule for other, rule in closed.items() if other != name}
            if self._holds(without):
                closed = without
        return closed

    def holds(self, hidden: Hidden) -> bool:
        """Say whether nothing withheld follows: the proof that a release needs."""
        return self._holds(
            {name: rule for name, rule in hidden.items() if name not in self._printed}
        )

    def _holds(self, hidden: Hidden) -> bool:
        sums = all(
            self._together(inside)
            for table in self.tables
            if table.whole is None or table.whole not in hidden
            if (inside := self._to_guard(table, hidden))
            if any(name not in hidden for name in table.cells)
        )
        return sums and not self._narrow(hidden) and not self._narrow_by_chance(hidden)

    def _narrow(self, hidden: Hidden) -> list[Name]:
        """List the withheld cells that a reader of names can confine too closely."""
        found = self._plain.narrower(hidden, self._policy.interval)
        return [name for name in found if name not in self._open]

    def _narrow_by_chance(self, hidden: Hidden) -> list[Name]:
        """List small cells that follow for whoever knows what sets are made of.

        People outside software are the other occupations; but that all sessions of a
        band were left unattempted is chance. The sessions tell no difference.
        """
        found = self._proof.narrower(hidden, self._policy.interval)
        return [name for name in found if name in self._small - self._open]

    def _is_large(self, name: Name) -> bool:
        """Say whether enough sessions and people are in a cell."""
        least = self._least[name]
        return name.sessions >= least.sessions and name.people >= least.people

    def _hide_for_sums(self, hidden: dict[Name, Rule | None]) -> bool:
        """Withhold a cell in each table whose withheld ones add up to few."""
        changed = False
        for table in self.tables:
            if table.whole is not None and table.whole in hidden:
                continue
            inside = self._to_guard(table, hidden)
            if inside and not self._together(inside):
                changed |= self._hide_smallest(table.cells, hidden)
        return changed

    def _to_guard(self, table: Table, hidden: Hidden) -> list[Name]:
        """List what a table withholds: its cells and, if one is, its unknown rest."""
        inside = [name for name in table.cells if name in hidden]
        if not table.plain and not self._small.intersection(inside):
            return []
        if inside and table.remainder is not None:
            inside.append(table.remainder)
        return inside

    def _together(self, inside: list[Name]) -> bool:
        """Say whether two cells or more are together as large as a cell must be."""
        least = [self._least[name] for name in inside if name in self._least]
        sessions = max(one.sessions for one in least)
        people = max(one.people for one in least)
        return (
            len(inside) > 1
            and sum(name.sessions for name in inside) >= sessions
            and max(name.people for name in inside) >= people
        )

    def _hide_smallest(
        self, names: tuple[Name, ...], hidden: dict[Name, Rule | None]
    ) -> bool:
        """Withhold the smallest cell that is shown; say whether there was one."""
        kept = hidden.keys() | self._printed
        shown = [name for name in names if name not in kept]
        shown = [name for name in shown if name not in self._given_up] or shown
        if not shown:
            return False
        victim = min(shown, key=lambda c: (self._opens(c, hidden), c.sessions, c))
        hidden[victim] = _MARGINS
        return True

    def _opens(self, name: Name, hidden: Hidden) -> int:
        """Count the tables in which this would be the first withheld cell."""
        return sum(
            not any(cell in hidden for cell in table.cells) for table in self._of[name]
        )

    def _widen(self, narrow: list[Name], hidden: dict[Name, Rule | None]) -> None:
        """Withhold one more cell beside those that can be confined too closely."""
        beside = [self._beside(name) for name in narrow]
        wholes = [
            tuple(t.whole for t in self._of[name] if t.whole is not None)
            for name in narrow
        ]
        if any(self._hide_smallest(names, hidden) for names in (*beside, *wholes)):
            return
        # All is withheld, and yet the printed rules tell too much: print less.
        for names in beside:
            loud = [name for name in names if hidden.get(name, _SILENT) != _SILENT]
            if loud:
                hidden.update(dict.fromkeys(loud, _SILENT))
                return
        # Something further off tells it.
        if self._hide_smallest(self._connected(narrow, hidden), hidden):
            return
        # How many sessions a large cell has is no secret by itself: it is withheld
        # for what it would say, or for others' sake, and those hold without it.
        large = [name for name in narrow if self._is_large(name)]
        self._open.update(large)
        if large:
            return
        raise ProofError(
            f"{' & '.join(narrow[0].conditions)}: a withheld cell follows from what is "
            "shown, whatever else is withheld. Nothing is written; leave out the "
            "figure that splits so few sessions, and please report it."
        )

    def _connected(self, narrow: list[Name], hidden: Hidden) -> tuple[Name, ...]:
        """List all cells of tables that withheld cells link to these."""
        found: dict[Name, None] = {}
        reached = list(narrow)
        while reached:
            for table in self._of.get(reached.pop(), ()):
                whole = () if table.whole is None else (table.whole,)
                for name in (*table.cells, *whole):
                    if name not in found:
                        found[name] = None
                        if name in hidden:
                            reached.append(name)
        return tuple(found)

    def _beside(self, name: Name) -> tuple[Name, ...]:
        """List the cells that share a table with one."""
        return tuple(cell for table in self._of[name] for cell in table.cells)
