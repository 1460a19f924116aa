"""Prints what the tests import besides this repository, for ``server.py`` to import it once: a program of its own."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

sys.path.pop(0)  # this folder
sys.path.insert(0, str(Path.cwd()))
before = dict(os.environ)
import components  # noqa: E402 - it sets what packages read when they are imported

set_by_it = {name: value for name, value in os.environ.items() if before.get(name) != value}

import pytest  # noqa: E402


def main(out: Path, arguments: list[str]) -> int:
    """Collect the tests and write names and environment."""
    code = int(pytest.main(["-q", "--collect-only", "-p", "no:cacheprovider", "-p", "no:xdist", *arguments]))
    ours = (str(Path(str(components.__file__)).parents[1]), str(Path(__file__).parent))
    names = [
        name
        for name, module in list(sys.modules.items())
        if (file := getattr(module, "__file__", None)) and not file.startswith(ours) and name != "__main__"
    ]
    out.write_text(json.dumps({"modules": names, "environment": set_by_it}), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
