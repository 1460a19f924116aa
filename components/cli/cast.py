"""``cast``: one cast of many records."""

from __future__ import annotations

import argparse

import msgspec

from components.cli.output import Failures, output
from components.cli.records_input import read_records

_ENCODER = msgspec.json.Encoder()


def cast(options: argparse.Namespace) -> Failures:
    """Write {"actors": [{id, name, kind, members: [{article, actor}], …}]}, actors of most articles first."""
    from components.collection.cast import stream_cast  # numpy and the names' data are loaded only where they are used

    failures = Failures()
    with output(options.out) as out:
        out.write(b'{"actors": [')
        for number, actor in enumerate(stream_cast(read_records(options.records, failures))):
            out.write((b",\n" if number else b"\n") + _ENCODER.encode(actor))
        out.write(b"\n]}\n")
    return failures
