"""``attitude``: rows in, for each one line that says whether its holder speaks well or ill of its target."""

from __future__ import annotations

import argparse
import json
from typing import cast

import msgspec

from components.cli.analyse_sources import json_lines
from components.cli.output import Failures, output
from components.cli.own_output import OwnOutput
from components.cli.progress import counted
from components.domain.errors import InputRefused


class AttitudeRow(msgspec.Struct, frozen=True):
    """A row of ``attitude --jsonl``: who holds it and of whom it is, as spans of ``text``."""

    text: str
    holder: tuple[int, int]
    target: tuple[int, int]


def attitude(options: argparse.Namespace) -> Failures:
    """Write for each row whether its holder speaks well or ill of its target, and how likely."""
    failures = Failures()
    rows = []
    own = OwnOutput([options.out] if options.out else [], resumed=False)
    for source in json_lines(options.jsonl, failures, own).each:
        line = cast("bytes", source.row)
        try:
            rows.append(msgspec.json.decode(line, type=AttitudeRow))
        except msgspec.DecodeError as error:
            # Answers stand in the order of the rows: a row left out would shift all that follow.
            raise InputRefused(f"{source.name}: {error}. Mend the row; nothing was written.") from error
    from components.analysis.tone.attitude_model import label_pairs

    with output(options.out) as out:
        for label, score in label_pairs((r.text, r.holder, r.target) for r in counted(rows, len(rows))):
            out.write(json.dumps({"label": label, "score": score}).encode() + b"\n")
    return failures
