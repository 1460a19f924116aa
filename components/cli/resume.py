"""Goes on with a run that was stopped: what it wrote is matched to the input, which is walked again in its order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from components.cli.analyse_articles import SourceArticle
from components.cli.output import Failures
from components.domain.article import Article
from components.domain.errors import DatelineError
from components.domain.record import DateBasis, Pipeline

_LEFT_OUT = "The run that this one goes on from left it out. Analyse it by itself to try again."


class _Written(msgspec.Struct, frozen=True):
    """What of a record tells of which article it is, and what made it."""

    id: str
    text: str
    pipeline: Pipeline
    title: str = ""
    date: str | None = None
    date_basis: DateBasis | None = None

    def is_of(self, article: Article) -> bool:
        """Whether it is of this article, with the title and the date that are given with it."""
        return self.is_of_text(article) and self._has_title(article) and self._has_date(article)

    def is_of_text(self, article: Article) -> bool:
        """Whether it is of an article with this id and text."""
        return (self.id, self.text) == (article.id, article.text)

    def _has_title(self, article: Article) -> bool:
        title = article.title.strip()
        return not title or self.title == title  # without one, the analysis takes it from the text

    def _has_date(self, article: Article) -> bool:
        if article.date and _is_day(article.date[:10]):
            return self.date == article.date[:10]
        return self.date_basis not in {"metadata", "user"}  # without one, the analysis takes it from the text


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
    otherwise = False  # whether there is an article of the record's id and text with another title or date
    for one in articles:
        if record is None:
            yield one
        elif record.is_of(one.placed.article):
            for source in without:
                failures.tell(source, _LEFT_OUT)
            without, otherwise = [], False
            record = next(records, None)
        else:
            otherwise = otherwise or record.is_of_text(one.placed.article)
            without.append(one.name)
    if record is not None:
        differs = (
            "was made with another title or date than this run gives"
            if otherwise
            else "is of no article of this input, or out of its order"
        )
        raise DatelineError(
            f"{name} can't be gone on with: its record of “{record.id}” {differs}. Give the same input and --date, or "
            "another --out. Nothing was changed."
        )


def _is_day(date: str) -> bool:
    try:
        dt.date.fromisoformat(date)
    except ValueError:
        return False
    return True


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
