"""Draws a sample of mutants: so many a package, kinds in proportion, at most one a line; the same for the same seed."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.making import Mutant, Place, places_of

# How often a kind is drawn beside the others, whatever it is counted in the code: most of what could be mutated are
# arguments and words, and most such mutants end the program at once or change a sentence.
_WEIGHTS = {"comparison": 3, "condition": 3, "boolean": 2, "number": 2, "return": 2, "arithmetic": 2, "argument": 2,
            "constant": 1, "loop": 1, "method": 1, "string": 1, "assignment": 1}  # fmt: skip
_LEAST = 12  # mutants of each package


def files_of(tree: Path, paths: Sequence[str]) -> dict[str, list[str]]:
    """The modules below each package that the paths name; without paths of every package."""
    chosen = [tree / p for p in paths] or [tree / "components"]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in chosen:
        if not path.exists():
            raise FileNotFoundError(f"There is no {path.relative_to(tree)}.")
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            parts = file.relative_to(tree).parts
            if len(parts) > 2 and "migrations" not in parts:
                found["/".join(parts[:2])].append("/".join(parts))
    return dict(sorted(found.items()))


def shares(sizes: dict[str, int], number: int) -> dict[str, int]:
    """How many mutants of each package: by the square root of its size, with a minimum for each."""
    least = min(_LEAST, number // len(sizes))
    roots = {name: math.sqrt(size) for name, size in sizes.items()}
    given: dict[str, int] = {}
    # The smallest first: what they get by the minimum is taken from the larger ones.
    for name in sorted(roots, key=lambda n: (roots[n], n)):
        left = number - sum(given.values())
        waiting = sum(root for other, root in roots.items() if other not in given)
        given[name] = max(least, round(left * roots[name] / waiting)) if waiting else 0
    return {name: min(given[name], sizes[name]) for name in sizes}


def draw(tree: Path, paths: Sequence[str], number: int, seed: int) -> list[Mutant]:
    """The sample, package by package."""
    packages = files_of(tree, paths)
    made = {
        package: [x for file in files for x in places_of(file, (tree / file).read_text(encoding="utf-8"))]
        for package, files in packages.items()
    }
    made = {package: places for package, places in made.items() if places}
    lines = {package: len({(x.file, x.line) for x in places}) for package, places in made.items()}
    drawn = []
    for package, count in shares(lines, number).items():
        chance = random.Random(f"{seed} {package}")  # noqa: S311 - a sample, no secret
        drawn += sorted(_sample(made[package], count, chance), key=lambda x: (x.file, x.line))
    return drawn


def _sample(places: list[Place], count: int, chance: random.Random) -> list[Mutant]:
    by_kind: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_kind[place.kind].append(place)
    for kind in by_kind.values():
        chance.shuffle(kind)
    taken: dict[tuple[str, int], Mutant] = {}
    while len(taken) < count and by_kind:
        kinds = sorted(by_kind)
        kind = chance.choices(kinds, [_WEIGHTS[k] for k in kinds])[0]
        place = by_kind[kind].pop()
        if not by_kind[kind]:
            del by_kind[kind]
        if (place.file, place.line) not in taken and (mutant := place.mutant()):
            taken[place.file, place.line] = mutant
    return list(taken.values())
