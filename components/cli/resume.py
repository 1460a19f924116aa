"""Goes on with a run that was stopped: what it wrote is matched to the input, which is walked again in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from components.cli.analyse_articles import SourceArticle
from components.cli.output import Failures
from components.domain.errors import DatelineError
from components.domain.record import Pipeline

_LEFT_OUT = "The run that this one goes on from left it out. Analyse it by itself to try again."


class _Written(msgspec.Struct, frozen=True):
    """What of a record tells of which article it is, and what made it."""

    id: str
    text: str
    pipeline: Pipeline


def unwritten(
    articles: Iterable[SourceArticle], lines: Iterable[bytes], pipeline: Pipeline, name: str, failures: Failures
) -> Iterator[SourceArticle]:
    """The articles after the last one that has its record in ``lines``; those between without one are told as failed.

    Raises DatelineError, before it gives the first article, where the records in ``name`` are none of this input or
    were not all made with ``pipeline``.
    """
    records = _records(lines, pipeline, name)
    record = next(records, None)
    without: list[str] = []
    for one in articles:
        if record is None:
            yield one
        elif (one.placed.article.id, one.placed.article.text) == (record.id, record.text):
            for source in without:
                failures.tell(source, _LEFT_OUT)
            without = []
            record = next(records, None)
        else:
            without.append(one.name)
    if record is not None:
        raise DatelineError(
            f"{name} can't be gone on with: its record of “{record.id}” is of no article of this input, or out of its "
            "order. Give the same input, or another --out. Nothing was changed."
        )


def _records(lines: Iterable[bytes], pipeline: Pipeline, name: str) -> Iterator[_Written]:
    for number, line in enumerate(lines, start=1):
        try:
            record = msgspec.json.decode(line, type=_Written)
        except msgspec.DecodeError as error:
            raise DatelineError(
                f"{name} can't be gone on with: its line {number} is no record ({error}). Nothing was changed."
            ) from error
        if record.pipeline != pipeline:
            raise DatelineError(
                f"{name} can't be gone on with: it was made by Dateline’s analysis {record.pipeline.dateline} with "
                f"spaCy {record.pipeline.spacy} and {record.pipeline.model}; this one is {pipeline.dateline} with "
                f"{pipeline.spacy} and {pipeline.model}. Run it without --resume. Nothing was changed."
            )
        yield record
