"""The steps' scorers: two texts annotated by hand against two answers, and a pipeline that is evaluated."""

from __future__ import annotations

import msgspec
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from components.analysis.findings import Findings, findings
from components.analysis.scoring import span_prf
from components.domain.article import make_article
from components.domain.record import Actor, ActorKind, Form, Mention, Tone, ToneLabel
from components.domain.spans import Span

BLANK = spacy.blank("en")
FIRST = "Ada Marsh met Tom Ruiz. She left."
SECOND = "Leeds waited."


def actor(name: str, kind: ActorKind, *spans: Span) -> Actor:
    form: Form = "name"
    return Actor(id=name, name=name, kind=kind, mentions=tuple(Mention(start=s, end=e, form=form) for s, e in spans))


def tone(label: ToneLabel, target: str | None = None) -> Tone:
    return Tone(start=0, end=23, target=target, label=label, score=0.0)


def annotated(text: str, actors: list[Actor] | None = None, tones: list[Tone] | None = None) -> Doc:
    doc = BLANK.make_doc(text)
    doc._.dateline = Findings(article=make_article(text), actors=actors or [], tones=tones or [])
    return doc


def test_mentions_their_kinds_and_who_is_one_with_whom() -> None:
    marsh, ruiz, she, leeds = (0, 9), (14, 22), (24, 27), (0, 5)
    examples = [
        Example(
            annotated(FIRST, [actor("Marsh", "person", marsh), actor("Ruiz", "organisation", ruiz, she)]),
            annotated(FIRST, [actor("Marsh", "person", marsh, she), actor("Ruiz", "person", ruiz)]),
        ),
        Example(
            annotated(SECOND, [actor("waited", "person", (6, 12))]),
            annotated(SECOND, [actor("Leeds", "place", leeds)]),
        ),
    ]
    scores = BLANK.create_pipe("dateline_actors").score(examples)
    # 3 of 4 found are right, 3 of 4 expected are found.
    assert (scores["mentions_p"], scores["mentions_r"], scores["mentions_f"]) == (0.75, 0.75, 0.75)
    # Of the three mentions that both have, Ruiz's is of another kind; "She" stands with Ruiz, and is a person's.
    assert scores["actors_kind_acc"] == pytest.approx(1 / 3)
    # Precision: Marsh 1/1, Ruiz 1/2, She 1/2, waited 0; recall: Marsh 1/2, She 1/2, Ruiz 1/1, Leeds 0.
    assert (scores["actors_b3_p"], scores["actors_b3_r"], scores["actors_b3_f"]) == (0.5, 0.5, 0.5)


def test_attitudes_by_holder_target_and_label() -> None:
    examples = [
        Example(
            annotated(FIRST, tones=[tone("negative", "Marsh"), tone("positive", "Leeds"), tone("neutral", "Ruiz")]),
            annotated(FIRST, tones=[tone("positive", "Marsh"), tone("positive", "Leeds"), tone("negative", "Ruiz")]),
        ),
        Example(annotated(SECOND, tones=[tone("negative", "Leeds")]), annotated(SECOND)),
    ]
    scores = BLANK.create_pipe("dateline_tone").score(examples)
    # Told: Marsh's other label, Leeds right, Leeds again in the second text; of the reference's three one is found.
    assert (scores["tones_p"], scores["tones_r"]) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
    other_voice = annotated(SECOND, tones=[msgspec.structs.replace(tone("negative", "Leeds"), voice="Marsh")])
    told_by_another = Example(annotated(SECOND, tones=[tone("negative", "Leeds")]), other_voice)
    assert BLANK.create_pipe("dateline_tone").score([told_by_another])["tones_f"] == 0.0


def test_what_nobody_annotated_is_not_counted() -> None:
    answered = annotated(SECOND, [actor("Leeds", "place", (0, 5))])
    alone = Example(answered, BLANK.make_doc(SECOND))
    assert span_prf([alone], lambda doc: [1]) == {"p": 0.0, "r": 0.0, "f": 0.0}
    both = [alone, Example(answered, annotated(SECOND, [actor("Leeds", "place", (0, 5))]))]
    assert BLANK.create_pipe("dateline_actors").score(both)["mentions_f"] == 1.0


def test_a_step_without_a_scorer_has_no_scores() -> None:
    step = BLANK.create_pipe("dateline_tone", config={"scorer": None})
    assert step.score([Example(annotated(SECOND), annotated(SECOND))]) == {}


def test_the_pipeline_is_evaluated(nlp: Language) -> None:
    text = "Anna Smith met Tom Ruiz in Leeds on Monday. Ruiz is a corrupt liar, she said."
    right = nlp(text)
    scores = nlp.evaluate([Example(nlp.make_doc(text), right)])
    assert scores["mentions_f"] == scores["actors_b3_f"] == scores["actors_kind_acc"] == scores["tones_f"] == 1.0
    assert scores["paragraphs_f"] == 1.0
    wrong = nlp(text)
    findings(wrong).actors = findings(wrong).actors[:1]
    assert 0 < nlp.evaluate([Example(nlp.make_doc(text), wrong)])["mentions_p"] < 1
