"""The step ``dateline_timex``: finds time expressions, settles the article date and resolves them against it."""

from __future__ import annotations

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.findings import findings, publish
from components.analysis.timex.config import DEFAULT_CONFIG, TimexConfig
from components.analysis.timex.document_creation_time import settle_article_date
from components.analysis.timex.expression_detection import find_phrases
from components.analysis.timex.live_blog_posts import posts_of
from components.analysis.timex.normalisation import normalise
from components.analysis.timex.symbolic_values import TimePhrase
from components.analysis.timex.verb_tense import VerbTenses
from components.domain.record import Timex


def detect_phrases(doc: Doc, config: TimexConfig = DEFAULT_CONFIG) -> list[TimePhrase]:
    """The time expressions of a parsed Doc as symbolic phrases; no date enters into it."""
    breaks = {start for start, _ in findings(doc).paragraphs}
    return find_phrases(doc.text, breaks, VerbTenses(doc, config).at, config)


def normalised_timexes(
    phrases: list[TimePhrase], article_date: str | None, doc: Doc | None = None, config: TimexConfig = DEFAULT_CONFIG
) -> list[Timex]:
    """The phrases resolved against an article date ("2026-01-13"); None or a date that can't be leaves them open.

    ``doc`` is the parsed text, for the posts of a live blog.
    """
    try:
        day = date.fromisoformat(article_date[:10]) if article_date else None
    except ValueError:
        day = None
    posts = posts_of(doc.text, findings(doc).paragraphs, day, config) if doc is not None else ()
    return normalise(phrases, day, posts, config)


@Language.factory("dateline_timex")
class TimexStep:
    """Writes the article date with its reason, and the time expressions in text order."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.config = TimexConfig()

    def __call__(self, doc: Doc) -> Doc:
        """Read a parsed Doc."""
        state = findings(doc)
        phrases = detect_phrases(doc, self.config)
        article_date = settle_article_date(doc.text, state.article, phrases, state.paragraphs, self.config)
        state.date, state.date_basis, state.date_rule = article_date
        state.timexes = normalised_timexes(phrases, state.date, doc, self.config)
        publish(doc, "dateline_timex", [((t.start, t.end), t.type) for t in state.timexes])
        return doc
