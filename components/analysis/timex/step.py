"""The step ``dateline_timex``: finds time expressions, settles the article date and resolves them against it."""

from __future__ import annotations

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.findings import findings, publish
from components.analysis.timex.document_creation_time import settle_article_date
from components.analysis.timex.expression_detection import find_phrases
from components.analysis.timex.live_blog_posts import posts_of
from components.analysis.timex.normalisation import normalise
from components.analysis.timex.symbolic_values import TimePhrase
from components.analysis.timex.verb_tense import VerbTenses
from components.domain.record import Timex


def detect_phrases(doc: Doc) -> list[TimePhrase]:
    """The time expressions of a parsed Doc as symbolic phrases; no date enters into it."""
    breaks = {start for start, _ in findings(doc).paragraphs}
    return find_phrases(doc.text, breaks, VerbTenses(doc).at)


def normalised_timexes(phrases: list[TimePhrase], day: str | None, doc: Doc | None = None) -> list[Timex]:
    """The phrases resolved against an article date ("2026-01-13"); None or a date that can't be leaves them open.

    ``doc`` is the parsed text, for the posts of a live blog.
    """
    try:
        known = date.fromisoformat(day[:10]) if day else None
    except ValueError:
        known = None
    return normalise(phrases, known, posts_of(doc.text, findings(doc).paragraphs, known) if doc is not None else ())


@Language.factory("dateline_timex")
class TimexStep:
    """Writes the article date with its reason, and the time expressions in text order."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read a parsed Doc."""
        found = findings(doc)
        phrases = detect_phrases(doc)
        settled = settle_article_date(doc.text, found.article, phrases, found.paragraphs)
        found.date, found.date_basis, found.date_rule = settled.date, settled.basis, settled.rule
        found.timexes = normalised_timexes(phrases, found.date, doc)
        publish(doc, "dateline_timex", [((t.start, t.end), t.type) for t in found.timexes])
        return doc
