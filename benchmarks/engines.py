"""The same corpus read on every engine: the same bytes of facts, and what each took.

    python benchmarks/engines.py [FOLDER] [--engines local,dask,ray,spark]

Needs the extras `dask`, `ray` and `spark`, and Java for the last.
"""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

import corpora
from measuring import measured

TABLES = ("sessions", "evidence", "moments", "annotations")


def main() -> None:
    """Read on each engine; stop where the bytes differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--engines", default="local,dask,ray,spark")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        work = Path(passing)
        corpus = asked.corpus or corpora.generated(work / "corpus", count=60)
        (work / "people.csv").write_text("*,me\n")
        expected: dict[str, bytes] = {}
        for name in asked.engines.split(","):
            folder = work / "study"
            cost = measured(
                *("ingest", "--study", str(folder), "--from", str(corpus)),
                *("--people", str(work / "people.csv"), "--json", "--engine", name),
                METIER_HOME=str(work / "metier"),
                HOME=os.environ.get("HOME", str(work)),
            )
            found = {
                table: (folder / f"{table}.parquet").read_bytes() for table in TABLES
            }
            same = not expected or found == expected
            expected = expected or found
            print(
                f"{name:8} {cost.wall_s:6.1f} s wall, "
                f"{cost.answer['sessions_read']} sessions, "
                f"{'the same bytes' if same else 'OTHER BYTES'}",
                flush=True,
            )
            if not same:
                raise SystemExit(1)
            # The salt stays, so that ids are the same; what was read is forgotten.
            shutil.rmtree(folder / "parts", ignore_errors=True)
            for path in [*folder.glob("*.parquet"), *work.rglob("index.sqlite")]:
                path.unlink()


if __name__ == "__main__":
    main()
