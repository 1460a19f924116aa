"""``analyse``: articles or rows in, a record each out, on one process or many."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from contextlib import closing

from components.analysis.batch.cluster import ClusterReaders
from components.analysis.batch.in_order import Readers, outcomes_in_order
from components.analysis.batch.local import LocalReaders
from components.analysis.version import pipeline_version
from components.cli.analyse_articles import SourceArticle, articles
from components.cli.analyse_sources import Sources, files, json_lines, parquet
from components.cli.output import Failures
from components.cli.own_output import OwnOutput
from components.cli.progress import Progress
from components.cli.record_output import RecordFile, StandardOutput
from components.cli.resume import unwritten
from components.cli.stopping import stopped_by_signals
from components.domain.errors import InputRefused


def date(value: str) -> str:
    """A date as an argument."""
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{value}” is not a date: write YYYY-MM-DD") from None


def file_name(value: str) -> str:
    """A file's name as an argument."""
    if not value.strip():
        raise argparse.ArgumentTypeError("it names no file: write one, or leave it away")
    return value


def worker_count(value: str) -> int:
    """A number of workers as an argument."""
    if not value.isdecimal() or not 1 <= int(value) <= 1_000:
        raise argparse.ArgumentTypeError(f"“{value}” is no number of workers: write one from 1 to 1000")
    return int(value)


def analyse(options: argparse.Namespace) -> Failures:
    """Write the record of each article, in the order of the input."""
    if sum(map(bool, (options.paths, options.jsonl, options.parquet))) != 1:
        raise InputRefused("Name files or folders, or give --jsonl FILE or --parquet FILE: one of them.")
    if options.workers and options.scheduler:
        raise InputRefused("Give --workers, which run here, or --scheduler, whose cluster has its own: one of the two.")
    if options.resume and not options.out:
        raise InputRefused("--resume goes on with a file: name it with --out.")
    failures = Failures(options.quiet)
    with stopped_by_signals(), RecordFile(options.out) if options.out else StandardOutput() as out:
        own = OwnOutput([out.name, str(out.part)] if isinstance(out, RecordFile) else [], options.resume)
        sources = _sources(options, failures, own)
        progress = Progress(sources.total, sources.unit)
        each = articles(sources.each, options.date, failures)
        if isinstance(out, RecordFile) and options.resume:
            to_do: Iterator[SourceArticle] = unwritten(each, out.written(), pipeline_version(), out.name, failures)
        else:
            to_do = each
            if isinstance(out, RecordFile) and out.had_part:
                failures.remark(str(out.part), "An earlier run left it; it is written over, as --resume wasn't given.")
        with closing(each), closing(progress):
            _write(to_do, options, out, progress, failures)
        if isinstance(out, RecordFile) and failures.count and not out.holds_records:
            # No input could be read, so that a file of an earlier run is worth more than an empty one.
            failures.remark(out.name, "Nothing was written, as no article could be read.")
        else:
            out.finish()
    return failures


def _sources(options: argparse.Namespace, failures: Failures, own: OwnOutput) -> Sources:
    if options.jsonl:
        return json_lines(options.jsonl, failures, own)
    return parquet(options.parquet, failures, own) if options.parquet else files(options.paths, failures, own)


def _write(
    to_do: Iterator[SourceArticle],
    options: argparse.Namespace,
    out: RecordFile | StandardOutput,
    progress: Progress,
    failures: Failures,
) -> None:
    first = next(to_do, None)
    if first is None:
        return  # no worker is started for nothing

    def from_first() -> Iterator[SourceArticle]:
        progress.begin(first.upto)
        yield first
        yield from to_do

    with closing(_readers(options)) as readers, closing(outcomes_in_order(readers, from_first())) as outcomes:
        for one, outcome in outcomes:
            if outcome.record:
                out.write(outcome.record)
            else:
                failures.tell(one.name, outcome.failed)
            progress.done(one.upto)


def _readers(options: argparse.Namespace) -> Readers:
    if not options.scheduler:
        return LocalReaders(options.workers or 1)
    return ClusterReaders(options.scheduler)
