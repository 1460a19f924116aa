"""Entities are those of spaCy alone, whether their vectors were begun before or not."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from components.analysis.encoder import inference_threads
from components.analysis.entity_vectors import take_begun
from components.analysis.findings import findings
from components.analysis.version import model_name
from components.services.library import seed_articles
from tests import court_story

TEXTS = (seed_articles()[0].text, "", "Ottawa said on Monday that it would reply to Reuters.", court_story.TEXT)
ANALYSIS = ["dateline_entities", "tok2vec", "tagger", "dateline_layout", "parser", "ner"]


@pytest.fixture(scope="module")
def bare() -> Language:
    return spacy.load(model_name())


def entities(doc: Doc) -> list[tuple[int, int, str]]:
    return [(e.start, e.end, e.label_) for e in doc.ents]


@pytest.mark.parametrize("threads", [1, 2])
def test_entities_are_those_of_spacy_alone(
    nlp: Language, bare: Language, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inference_threads, "thread_count", lambda: threads)
    expected = [entities(doc) for doc in bare.pipe(TEXTS)]
    assert sum(map(len, expected)) > 20
    with nlp.select_pipes(enable=ANALYSIS):
        one_by_one = [nlp(text) for text in TEXTS]
        assert [entities(doc) for doc in one_by_one] == expected
        assert [entities(doc) for doc in nlp.pipe(TEXTS, batch_size=3)] == expected
        assert all(findings(doc).entity_vectors is None for doc in one_by_one), "held no longer than needed"
    with nlp.select_pipes(enable=ANALYSIS[1:]):  # nothing is begun
        assert [entities(doc) for doc in nlp.pipe(TEXTS)] == expected


def test_a_recogniser_that_shares_its_vectors_or_none_is_left_as_it_is() -> None:
    without = spacy.blank("en")
    assert take_begun(without) is False
    shared = spacy.blank("en")
    shared.add_pipe("tok2vec")
    recogniser = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "hidden_width": 64,
        "extra_state_tokens": False, "maxout_pieces": 2, "use_upper": True,
        "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"},
    }  # fmt: skip
    model: Model[object, object] = shared.add_pipe("ner", config={"model": recogniser}).model  # type: ignore[attr-defined]
    layer = model.layers[0]
    assert take_begun(shared) is False and model.layers[0] is layer
