"""What came of the mutants, as a table and as JSON."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.mutants.making import Mutant
from tests.mutants.runs import Result

EQUIVALENT = Path(__file__).resolve().parent / "equivalent.toml"


class Equivalents:
    """Mutants that are known to be no faults."""

    def __init__(self, path: Path = EQUIVALENT) -> None:
        listed = tomllib.loads(path.read_text(encoding="utf-8")).get("mutant", [])
        self._reasons = {(one["file"], one["before"], one["after"]): one["reason"] for one in listed}

    def reason(self, mutant: Mutant) -> str | None:
        """Why a mutant is no fault; None where it isn't listed."""
        return self._reasons.get((mutant.file, mutant.before, mutant.after))

    def gone(self, tree: Path) -> list[str]:
        """Entries whose line is no longer there."""
        return sorted({f"{file}: {before}" for file, before, _ in self._reasons if not _stands(tree / file, before)})


def _stands(file: Path, before: str) -> bool:
    if not file.exists():
        return False
    return before in " ".join(line.strip() for line in file.read_text(encoding="utf-8").splitlines())


def _counts(results: Sequence[Result]) -> dict[str, Counter[str]]:
    """By package, and of all."""
    packages: dict[str, Counter[str]] = {}
    for one in results:
        packages.setdefault("/".join(one.mutant.file.split("/")[:2]), Counter())[one.status] += 1
    return packages | {"all": Counter(one.status for one in results)}


def table(results: Sequence[Result]) -> str:
    """A line for each package, and one for all."""
    head = f"{'package':<22}{'mutants':>8}{'caught':>8}{'survived':>10}{'no test':>9}{'equivalent':>12}{'share':>7}"
    lines = [head]
    for name, counts in _counts(results).items():
        faults = counts.total() - counts["equivalent"]
        share = f"{100 * counts['caught'] / faults:.0f}%" if faults else "-"
        figures = f"{counts.total():>8}{counts['caught']:>8}{counts['survived']:>10}{counts['no test']:>9}"
        lines.append(f"{name:<22}{figures}{counts['equivalent']:>12}{share:>7}")
    return "\n".join(lines)


def survivors(results: Sequence[Result]) -> str:
    """Each mutant that no test noticed."""
    return "\n".join(
        f"{x.mutant.file}:{x.mutant.line} ({x.mutant.kind}; {_tried(x)})\n  - {x.mutant.before}\n  + {x.mutant.after}"
        for x in results
        if x.status in {"survived", "no test"}
    )


def _tried(result: Result) -> str:
    if result.status == "no test":
        return "no test runs it"
    beyond = f", {result.left_out} more would take longer than the limit" if result.left_out else ""
    return f"{result.ran} tests passed{beyond}"


def as_json(results: Sequence[Result], **about: Any) -> str:
    """Everything but the mutants' whole texts."""
    listed = [
        {
            "file": x.mutant.file,
            "line": x.mutant.line,
            "kind": x.mutant.kind,
            "before": x.mutant.before,
            "after": x.mutant.after,
            "status": x.status,
            "by": x.by,
            "ran": x.ran,
            "left_out": x.left_out,
            "seconds": round(x.seconds, 2),
        }
        for x in results
    ]
    packages = {name: dict(counts) for name, counts in _counts(results).items()}
    return json.dumps(about | {"packages": packages, "mutants": listed}, indent=1, ensure_ascii=False) + "\n"
