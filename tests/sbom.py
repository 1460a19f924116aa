"""``make sbom``: what Dateline installs and ships, as a CycloneDX file (build/sbom.json).

The packages are those of the locks, with their hashes, read by cyclonedx-py; those that only an option needs (reading
scans, PostgreSQL, Dask) are marked so. Models, fonts and word lists that lie in the repository are added by hand.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.txt", "requirements-ocr.txt", "requirements-postgres.txt", "requirements-dask.txt")
VERSION = SchemaVersion.V1_6
# Files that are shipped: what CycloneDX calls them, and under which licence they are.
SHIPPED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("components/analysis/models/*", "machine-learning-model", {"name": "made here, see docs/models.md"}),
    ("components/exports/assets/fonts/*.woff2", "file", {"id": "OFL-1.1"}),
    ("components/ingest/english_words/*.gz", "data", {"name": "SCOWL: components/ingest/english_words/LICENCE.txt"}),
)  # fmt: skip
Component = dict[str, Any]


def sbom() -> dict[str, Any]:
    """The whole bill of materials; raises CalledProcessError where a lock can't be read."""
    found: dict[str, Component] = {}
    for lock in LOCKS:
        bill = _bill_of(lock)
        for package in bill["components"]:
            del package["description"]  # the line of the lock
            package["bom-ref"] = package["purl"]
            package["scope"] = "required" if lock == LOCKS[0] else "optional"
            found.setdefault(package["purl"], package)
    parts = [*found.values(), *_shipped(bill["metadata"]["component"]["version"])]
    root = bill["metadata"]["component"]["bom-ref"]
    bill["components"] = parts
    bill["dependencies"] = [{"ref": root, "dependsOn": [one["bom-ref"] for one in parts]}]
    return bill


def faults(bill: dict[str, Any]) -> str | None:
    """What of it is no valid CycloneDX; None where all is."""
    found = JsonStrictValidator(VERSION).validate_str(json.dumps(bill))
    return None if found is None else str(found)


def _bill_of(lock: str) -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", str(ROOT / lock), "--pyproject"]
    command += [str(ROOT / "pyproject.toml"), "--output-reproducible", "--spec-version", VERSION.to_version()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    bill: dict[str, Any] = json.loads(done.stdout)
    return bill


def _shipped(version: str) -> Iterable[Component]:
    for pattern, kind, licence in SHIPPED:
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            yield {
                "type": kind,
                "bom-ref": name,
                "name": name,
                "version": version,
                "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
                "licenses": [{"license": licence}],
            }


def main(out: str) -> int:
    """Write it; 1 where it is not valid."""
    bill = sbom()
    if (why := faults(bill)) is not None:
        sys.stderr.write(f"{why}\n")
        return 1
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    Path(out).write_text(json.dumps(bill, indent=1), "utf-8")
    sys.stdout.write(f"{len(bill['components'])} components: {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
