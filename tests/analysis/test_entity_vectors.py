"""Entities are those of spaCy alone, whether their vectors were begun before or not."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.encoder import inference_threads
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


@pytest.mark.parametrize("joining", ["merge_noun_chunks", "merge_entities"])
def test_so_they_are_where_another_step_joins_words_before(bare: Language, joining: str) -> None:
    expected, ours = (spacy.load(model_name()) for _ in range(2))
    ours.add_pipe("dateline_entities", first=True)
    for one in (expected, ours):
        one.add_pipe(joining, before="ner")
    assert [entities(doc) for doc in ours.pipe(TEXTS)] == [entities(doc) for doc in expected.pipe(TEXTS)]


def test_a_pipeline_is_saved_and_loaded_with_the_step(bare: Language, tmp_path: Path) -> None:
    made = spacy.load(model_name())
    made.add_pipe("dateline_entities", first=True)
    expected = [entities(doc) for doc in bare.pipe(TEXTS)]
    assert [entities(doc) for doc in made.pipe(TEXTS)] == expected
    made.to_disk(tmp_path / "saved")
    assert [entities(doc) for doc in spacy.load(tmp_path / "saved").pipe(TEXTS)] == expected
    for one in ("ner", "dateline_entities"):  # the recogniser alone, and all but the step
        again = spacy.load(model_name())
        if one == "ner":
            again.get_pipe("ner").from_bytes(made.get_pipe("ner").to_bytes())  # type: ignore[attr-defined]
        else:
            again.from_bytes(made.to_bytes(exclude=[one]), exclude=[one])
        assert [entities(doc) for doc in again.pipe(TEXTS)] == expected
    assert [entities(doc) for doc in made.pipe(TEXTS)] == expected, "as before it was saved"


def test_several_threads_may_read_with_one_pipeline_at_once(bare: Language) -> None:
    expected = [entities(bare(text)) for text in TEXTS]
    for _ in range(3):
        made = spacy.load(model_name())
        made.add_pipe("dateline_entities", first=True)
        with ThreadPoolExecutor(4) as pool:
            assert [entities(doc) for doc in pool.map(made, TEXTS)] == expected


def with_shared_vectors() -> Language:
    shared = spacy.blank("en")
    shared.add_pipe("tok2vec")
    recogniser = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "hidden_width": 64,
        "extra_state_tokens": False, "maxout_pieces": 2, "use_upper": True,
        "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"},
    }  # fmt: skip
    shared.add_pipe("ner", config={"model": recogniser})
    return shared


def with_rules() -> Language:
    ruled = spacy.blank("en")
    ruled.add_pipe("entity_ruler", name="ner").add_patterns([{"label": "GPE", "pattern": "Ottawa"}])  # type: ignore[attr-defined]
    return ruled


@pytest.mark.parametrize("made", [lambda: spacy.blank("en"), with_shared_vectors, with_rules])
def test_where_the_vectors_are_anothers_or_none_nothing_is_begun(made: Callable[[], Language]) -> None:
    pipeline = made()
    pipeline.add_pipe("dateline_entities", first=True)
    if "ner" in pipeline.pipe_names and "tok2vec" in pipeline.pipe_names:
        pipeline.initialize()
    doc = pipeline.get_pipe("dateline_entities")(pipeline.make_doc("Ottawa said on Monday that it would reply."))
    assert findings(doc).entity_vectors is None
    assert pipeline(doc.text).text == doc.text
