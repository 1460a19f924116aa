"""``export`` and ``score-corrections``: the files that the pages give, and how often readers corrected what."""

from __future__ import annotations

import argparse
import json

from components.cli.links import opened_store
from components.cli.output import Failures, output
from components.domain.errors import NotFound
from components.domain.record import Record
from components.exports.export_formats import export_article
from components.services import corrections, corrections_import_export
from components.store import article_queries
from components.store.database import Store


def export(options: argparse.Namespace) -> Failures:
    """Write an article in one of the forms."""
    with opened_store() as store:
        record = _record(store, options.article, machine=options.machine)
        if options.format == "corrections":
            data = corrections_import_export.correction_file(store, options.article, record.title)
        else:
            data = export_article(record, options.format, options.view)
    with output(options.out) as out:
        out.write(data)
    return Failures()


def _record(store: Store, article_id: str, *, machine: bool) -> Record:
    with store.reading() as connection:
        if article_queries.get_article(connection, article_id) is None:
            raise NotFound(f"The article “{article_id}” is not in the library: “links” and the addresses show the ids.")
        read = article_queries.get_record if machine else article_queries.get_corrected_record
        record = read(connection, article_id)
        if record is None:
            raise NotFound("The article has not been read yet: open it in Dateline once.")
        return record


def score_corrections(options: argparse.Namespace) -> Failures:
    """How often readers corrected what, a line of JSON each."""
    with opened_store() as store, output(options.out) as out:
        for what, n, of in corrections.correction_counts(store):
            share = round(n / of, 4) if of else None
            out.write(json.dumps({"what": what, "corrected": n, "of": of, "share": share}).encode() + b"\n")
    return Failures()
