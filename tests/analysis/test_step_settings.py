"""The steps' factories: what a config changes, what is refused, and that each step is given what it requires."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from components.analysis import pipeline
from components.analysis.findings import Findings, findings
from components.domain.article import make_article

TEXT = "Anna Smith met Tom Ruiz on Monday. She was calm, Smith said. Ruiz is a corrupt liar, wrote the Daily Post."


def pronouns(doc: Doc) -> list[str]:
    return [doc.text[m.start : m.end] for a in findings(doc).actors for m in a.mentions if m.form == "pronoun"]


def test_every_step_is_given_what_it_requires(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()
    assert analysis["problems"] == {name: [] for name in nlp.pipe_names}
    assert set(pipeline.STEPS) < set(analysis["summary"])
    assert "doc._.dateline" in analysis["summary"]["dateline_actors"]["assigns"]


def test_a_step_without_those_before_it_is_a_problem() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_actors")
    assert "doc.sents" in nlp.analyze_pipes()["problems"]["dateline_actors"]


def test_how_likely_a_pronouns_antecedent_must_be(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert pronouns(doc) == ["She"] and findings(doc).left_open == []
    doc = nlp.create_pipe("dateline_actors", config={"min_pronoun_probability": 1.01})(doc)
    assert pronouns(doc) == []
    assert [doc.text[slice(*span)] for span in findings(doc).left_open] == ["She"]


def test_how_likely_an_attitude_must_be_to_be_told(nlp: Language) -> None:
    doc = nlp("Anna Smith met Tom Ruiz on Monday. Smith condemned Ruiz in the evening.")
    assert len(findings(doc).tones) == 1 and not findings(doc).unsure_tones
    doc = nlp.create_pipe("dateline_tone", config={"min_probability": 1.0, "min_act_probability": 1.0})(doc)
    assert findings(doc).tones == [] and [t.why for t in findings(doc).unsure_tones] == ["it is too unlikely"]


def test_how_sure_an_act_must_be_to_be_told(nlp: Language) -> None:
    doc = nlp("Anna Smith met Tom Ruiz on Monday.")
    (told,) = findings(doc).relations
    assert findings(doc).unsure_relations == []
    for least, is_told in ((told.confidence, True), (round(told.confidence + 0.01, 2), False)):
        doc = nlp.create_pipe("dateline_events", config={"min_relation_confidence": least})(doc)
        assert [r.verb for r in findings(doc).relations] == ["meet"] * is_told
        assert [(r.verb, r.why) for r in findings(doc).unsure_relations] == (
            [] if is_told else [("meet", "it is unsure whom the text means")]
        )


def test_how_long_a_row_of_the_encoder_is(nlp: Language) -> None:
    doc = nlp(TEXT)
    state = findings(doc)
    assert state.encoded is not None and len(state.encoded.rows) == 3
    state.encoded = None
    nlp.create_pipe("dateline_reading", config={"max_row_pieces": 8})(doc)
    assert state.encoded is not None and max(len(row.ids) for row in state.encoded.rows) == 8
    assert sorted(set(state.encoded.row_sentences)) == [0, 1, 2]


@pytest.mark.parametrize(("paragraphs", "starts"), [(6, True), (0, False)])
def test_where_the_line_of_place_and_date_may_stand(paragraphs: int, starts: bool) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_layout", config={"max_dateline_paragraph": paragraphs})
    doc = nlp.make_doc("OAKVILLE, March 3 — The bridge was closed on Monday.")
    doc._.dateline = Findings(article=make_article(doc.text))
    doc = nlp.get_pipe("dateline_layout")(doc)
    assert next(t for t in doc if t.text == "The").is_sent_start is (True if starts else None)


@pytest.mark.parametrize("config", [{"min_pronoun_probability": "much"}, {"no_such_setting": 1}])
def test_a_config_that_the_step_cannot_have_is_refused(config: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(config))):
        spacy.blank("en").add_pipe("dateline_actors", config=config)
