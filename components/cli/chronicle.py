"""``chronicle``: one merged timeline of many records."""

from __future__ import annotations

import argparse
from typing import Any

import msgspec

from components.cli.ordered_map import ordered_map
from components.cli.output import Failures, output
from components.cli.records_input import read_records
from components.collection.chronicle import ChronicleDay, ChronicleEntry, chronicle_of, tellings_of

_ENCODER = msgspec.json.Encoder()


def chronicle(options: argparse.Namespace) -> Failures:
    """Write {"ranked": [{date, summary: [sentence…], weight, articles, outlets, events: […]}]}, days by importance."""
    failures = Failures()
    with ordered_map(options) as over, output(options.out) as out:
        out.write(b'{"ranked": [')
        articles = read_records(options.records, failures, tellings_of, over)
        for number, day in enumerate(chronicle_of(articles).days):
            out.write((b",\n" if number else b"\n") + _ENCODER.encode(_day(day)))
        out.write(b"\n]}\n")
    return failures


def _day(day: ChronicleDay) -> dict[str, Any]:
    return {
        "date": day.day,
        "summary": day.summary,
        "weight": round(day.weight, 4),
        "articles": day.articles,
        "outlets": day.outlets,
        "events": [_event(e) for e in day.entries],
    }


def _event(entry: ChronicleEntry) -> dict[str, Any]:
    """An entry, its day left out: that is the day's it stands in."""
    fields = {name: getattr(entry, name) for name in entry.__struct_fields__ if name != "day"}
    return fields | {"weight": round(entry.weight, 4)}
