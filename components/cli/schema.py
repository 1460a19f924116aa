"""``schema``: the JSON schema of the record."""

from __future__ import annotations

import argparse
import json
from inspect import cleandoc
from typing import Any

import msgspec

from components.cli.output import Failures, output
from components.domain.record import Record


def schema(options: argparse.Namespace) -> Failures:
    """Write the JSON schema of the record."""
    with output(options.out) as out:
        out.write(json.dumps(_dedented(msgspec.json.schema(Record)), indent=2, sort_keys=True).encode() + b"\n")
    return Failures()


def _dedented(part: Any) -> Any:
    """A schema whose descriptions are without their docstrings' indentation, which Python 3.13 takes out by itself."""
    if isinstance(part, dict):
        return {k: cleandoc(v) if k == "description" and isinstance(v, str) else _dedented(v) for k, v in part.items()}
    return [_dedented(p) for p in part] if isinstance(part, list) else part
