"""Write the given names that nearly always are a woman's or a man's (``components/name_lists/given_names.json``).

    python -m training.given_names

From nomquamgender (MIT), which joins 36 public sources (Van Buskirk, Clauset and Larremore 2023, "An open-source
cultural consensus approach to name-based gender classification"). The package itself takes a quarter of a gigabyte in
memory; these are its names that are common enough to be met and clear enough to be of use.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

OUT = Path(__file__).parents[1] / "components" / "name_lists" / "given_names.json"
SOURCES, PEOPLE = 3, 1000  # that must hold a name
UNSURE = 0.1  # share of the other gender up to which a name is clear: the package's own threshold


def main() -> None:
    """See the module."""
    known = json.loads((resources.files("nomquamgender") / "name_data.json").read_text("utf-8"))
    names: dict[str, list[str]] = {"female": [], "male": []}
    for name, (sources, people, female, *_) in known.items():
        if sources < SOURCES or people < PEOPLE or not re.fullmatch(r"[a-z][a-z'-]+", name):
            continue
        if female <= UNSURE or female >= 1 - UNSURE:
            names["female" if female > 0.5 else "male"].append(name)
    made = {
        "source": "nomquamgender 0.1.4 (MIT licence, Ian Van Buskirk): names of at least "
        f"{PEOPLE} people in {SOURCES} sources, of which at most one in ten is of the other gender; "
        "made by training/given_names.py",
        **{gender: " ".join(sorted(listed)) for gender, listed in names.items()},
    }
    OUT.write_text(json.dumps(made, indent=2) + "\n", "utf-8")
    print({gender: len(listed) for gender, listed in names.items()})


if __name__ == "__main__":
    main()
