"""The batch worker's reading: the same records as one article at a time, and errors that cost one article."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.batch import worker
from components.analysis.batch.messages import Chunk, PlacedArticle
from components.analysis.pipeline import analyse
from components.domain.article import make_article
from components.domain.page_references import with_printed_pages
from components.domain.position_on_page import Zone
from components.domain.record import to_json

TEXTS = [
    "Mayor Ida Berg opened the new bridge on Monday. “It will serve us,” she said.",
    "Dmitri Zwingliani-Qourtz accused the Flumbergasted Harbour Board of lying, the Courier reported on 3 May 2024.",
    "The strike ended on Tuesday after Rosa Okonkwo-Lindqvist resigned.",
]


def chunk(*texts: str) -> Chunk:
    return Chunk(tuple(PlacedArticle(make_article(text, date="2024-05-14", date_basis="user")) for text in texts))


def test_a_record_is_the_same_to_the_byte_whatever_it_is_read_with(nlp: Language) -> None:
    alone = [to_json(analyse(nlp, one.article)) for one in chunk(*TEXTS).articles]
    assert [o.record for o in worker.outcomes(nlp, chunk(*TEXTS)).articles] == alone
    assert [o.record for o in worker.outcomes(nlp, chunk(*TEXTS[::-1])).articles] == alone[::-1]
    assert [worker.outcomes(nlp, chunk(text)).articles[0].record for text in TEXTS] == alone


def test_words_of_the_texts_are_not_kept(nlp: Language) -> None:
    before = len(nlp.vocab.strings)
    worker.outcomes(nlp, chunk("Quaxelbrunt Vorpalesque met Jibberwonk Snarkleford in Mimsyborogrove on Monday."))
    assert "Mimsyborogrove" not in nlp.vocab.strings
    assert len(nlp.vocab.strings) == before


def test_lemmas_that_are_remembered_stay_few(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    worker.outcomes(nlp, chunk(*TEXTS))
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    assert lemmatizer.cache
    monkeypatch.setattr(worker, "LEMMAS_KEPT", 0)
    record = worker.outcomes(nlp, chunk(TEXTS[0])).articles[0].record
    assert not lemmatizer.cache
    assert worker.outcomes(nlp, chunk(TEXTS[0])).articles[0].record == record


def test_an_article_that_stops_the_pipeline_costs_itself_alone(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = worker.outcomes(nlp, chunk(*TEXTS)).articles
    step: Any = nlp.get_pipe("dateline_tone")
    original = type(step).__call__

    def call(self: Any, doc: Doc) -> Doc:
        if "Flumbergasted" in doc.text:
            raise ValueError("no")
        return original(self, doc)

    monkeypatch.setattr(type(step), "__call__", call)
    for _ in range(2):  # nothing of the error is left behind
        found = worker.outcomes(nlp, chunk(*TEXTS)).articles
        assert [o.failed for o in found] == ["", "The reader stopped on this text (ValueError).", ""]
        assert (found[0], found[2]) == (whole[0], whole[2])


def test_pages_of_a_file_are_in_the_record(nlp: Language) -> None:
    article = make_article(TEXTS[0])
    zones = (Zone(0, 20, 3, (0, 0, 1, 1)),)
    [found] = worker.outcomes(nlp, Chunk((PlacedArticle(article, zones),))).articles
    expected = with_printed_pages(analyse(nlp, article), zones)
    assert expected.pages and found.record == to_json(expected)
