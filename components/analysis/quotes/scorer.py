"""The scorer of ``dateline_quotes``: which contents were found, of what kind, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from components.analysis.findings import findings
from components.analysis.scoring import Scorer, matched, mean, prefixed, span_prf
from components.domain.record import Quote, QuoteKind
from components.domain.spans import Span

Content = tuple[Span, ...]


def score_quotes(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """``quotes_p``, ``_r``, ``_f`` by their contents; ``quotes_speaker_acc`` and ``quotes_kind_acc``.

    Accuracies are of the quotes whose content both have. Two speakers are one where they share a mention, or where
    neither quote has one. All are 0..1.
    """
    listed = list(examples)
    return {
        **prefixed("quotes", span_prf(listed, lambda doc: _kind_by_content(doc).keys())),
        "quotes_speaker_acc": mean([_are_same_speaker(*pair) for pair in matched(listed, _speaker_by_content)]),
        "quotes_kind_acc": mean([expected == found for expected, found in matched(listed, _kind_by_content)]),
    }


def _kind_by_content(doc: Doc) -> dict[Content, QuoteKind]:
    return {quote.content: quote.kind for quote in findings(doc).quotes}


def _speaker_by_content(doc: Doc) -> dict[Content, set[Span]]:
    return {quote.content: _speaker_mentions(doc, quote) for quote in findings(doc).quotes}


def _speaker_mentions(doc: Doc, quote: Quote) -> set[Span]:
    """Where the quote's speaker is named; nothing where it has none."""
    return {(m.start, m.end) for a in findings(doc).actors if a.id == quote.speaker for m in a.mentions}


def _are_same_speaker(mentions: set[Span], others: set[Span]) -> bool:
    return bool(mentions & others) or not (mentions or others)


def make_quotes_scorer() -> Scorer:
    """The scorer, for the config of a pipeline."""
    return score_quotes


registry.scorers.register("dateline.quotes_scorer.v1", func=make_quotes_scorer)
