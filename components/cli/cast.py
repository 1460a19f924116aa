"""``cast``: one cast of many records."""

from __future__ import annotations

import argparse

import msgspec

from components.cli.ordered_map import ordered_map
from components.cli.output import Failures, output
from components.cli.records_input import read_records

_ENCODER = msgspec.json.Encoder()


def cast(options: argparse.Namespace) -> Failures:
    """Write {"actors": [{id, name, kind, members: [{article, actor}], …}]}, actors of most articles first."""
    # numpy and the names' data are loaded only where they are used
    from components.collection.cast import article_units, stream_cast

    failures = Failures()
    with ordered_map(options) as over, output(options.out) as out:
        out.write(b'{"actors": [')
        articles = read_records(options.records, failures, article_units, over)
        for number, actor in enumerate(stream_cast(articles)):
            out.write((b",\n" if number else b"\n") + _ENCODER.encode(actor))
        out.write(b"\n]}\n")
    return failures
