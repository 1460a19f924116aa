"""Prominence: what each actor has points for, on drafts made by hand, and the order that follows."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.salience import salience_scores
from components.analysis.findings import Findings
from components.domain.article import make_article
from components.domain.record import Form, Record

Read = Callable[..., Record]
Parts = dict[str, float]

VOCAB = spacy.blank("en").vocab
CONFIG = ActorsConfig()


def words(count: int, subjects: tuple[int, ...] = ()) -> Doc:
    """``count`` words of four letters, each followed by a blank and with a parse of its own."""
    deps = ["nsubj" if i in subjects else "dep" for i in range(count)]
    return Doc(VOCAB, words=["word"] * count, heads=list(range(count)), deps=deps)


def draft(*mentions: tuple[int, Form]) -> ActorDraft:
    return ActorDraft("A", "person", [ActorMention(at, at + 1, form, "") for at, form in mentions])


def scored(doc: Doc, drafts: list[ActorDraft], **layout: object) -> list[tuple[float, Parts]]:
    state = Findings(article=make_article(doc.text), **layout)  # type: ignore[arg-type]
    return salience_scores(doc, state, drafts, CONFIG)


def parts(doc: Doc, *mentions: tuple[int, Form], **layout: object) -> Parts:
    return scored(doc, [draft(*mentions)], **layout)[0][1]


# A text of 100 words has 500 characters, of which the first 50 (10 words) are its beginning.
@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([(99, "name")], {"names": 1.18, "mentions": 0.42, "spread": 0.02, "named": 1.5}),
        ([(98, "name"), (99, "name")], {"names": 1.87, "mentions": 0.66, "spread": 0.02, "named": 1.5}),
        ([(99, "nominal")], {"mentions": 0.32, "spread": 0.02}),
        ([(99, "pronoun")], {"mentions": 0.24, "spread": 0.02}),
        ([(99, "adjective")], {"mentions": 0.2, "spread": 0.02}),
        ([(98, "nominal"), (99, "pronoun")], {"mentions": 0.47, "spread": 0.02}),
        ([(9, "adjective")], {"lead": 0.5, "mentions": 0.2, "spread": 0.02}),
        ([(10, "adjective")], {"mentions": 0.2, "spread": 0.02}),
        ([(10, "adjective"), (19, "adjective")], {"mentions": 0.35, "spread": 0.02}),
        ([(10, "adjective"), (20, "adjective")], {"mentions": 0.35, "spread": 0.04}),
        ([], {}),
    ],
)
def test_points_by_form_and_place(mentions: list[tuple[int, Form]], expected: Parts) -> None:
    assert parts(words(100), *mentions) == expected


@pytest.mark.parametrize(
    ("at", "lead", "expected"),
    [(40, (200, 250), 0.75), (49, (200, 250), 0.75), (50, (200, 250), None), (39, (200, 250), None)],
)
def test_the_lead_is_the_first_paragraph(at: int, lead: tuple[int, int], expected: float | None) -> None:
    assert parts(words(100), (at, "adjective"), paragraphs=[lead, (300, 500)]).get("lead") == expected


def test_a_heading_is_not_the_lead() -> None:
    layout = {"paragraphs": [(200, 250), (300, 350), (350, 500)], "headings": [(200, 250)]}
    assert "lead" not in parts(words(100), (40, "name"), **layout)
    assert parts(words(100), (60, "name"), **layout)["lead"] == 0.75


def test_a_text_of_headings_alone_has_no_lead() -> None:
    layout = {"paragraphs": [(0, 500)], "headings": [(0, 500)]}
    assert parts(words(100), (0, "adjective"), **layout) == {"lead": 0.5, "mentions": 0.2, "spread": 0.02}


def test_standing_in_the_lead_and_the_beginning_adds_up() -> None:
    assert parts(words(100), (0, "adjective"), paragraphs=[(0, 100)])["lead"] == 1.25


@pytest.mark.parametrize(("at", "expected"), [(39, None), (40, 1.5), (49, 1.5), (50, None)])
def test_the_headline(at: int, expected: float | None) -> None:
    assert parts(words(100), (at, "name"), headline=(200, 250)).get("headline") == expected


@pytest.mark.parametrize(("at", "counts"), [(39, True), (40, False), (49, False), (50, True)])
def test_the_second_headline_and_credits_count_for_nothing(at: int, counts: bool) -> None:
    assert bool(parts(words(100), (at, "name"), alternative=(200, 250))) is counts
    assert bool(parts(words(100), (at, "name"), credits=[(200, 250)])) is counts


def test_a_credit_does_not_take_the_other_mentions_with_it() -> None:
    found = parts(words(100), (40, "name"), (60, "name"), credits=[(200, 250)])
    assert found == {"names": 1.18, "mentions": 0.42, "spread": 0.02, "named": 1.5}


@pytest.mark.parametrize(
    ("subjects", "expected"), [((), None), ((60,), 0.28), ((60, 70), 0.44), ((60, 70, 80), 0.55), ((61,), None)]
)
def test_being_a_subject(subjects: tuple[int, ...], expected: float | None) -> None:
    found = parts(words(100, subjects), (60, "name"), (70, "name"), (80, "name"))
    assert found.get("subject") == expected


@pytest.mark.parametrize(("relation", "counts"), [("nsubj", True), ("nsubjpass", True), ("dobj", False)])
def test_which_relations_are_a_subjects(relation: str, counts: bool) -> None:
    doc = Doc(VOCAB, words=["word"] * 3, heads=[0, 1, 2], deps=["dep", relation, "dep"])
    assert ("subject" in parts(doc, (1, "name"))) is counts


def test_the_highest_has_one_and_the_others_their_share_of_it() -> None:
    drafts = [draft((99, "adjective")), draft((98, "name")), draft((1, "name"), (97, "pronoun"))]
    scores = [score for score, _ in scored(words(100), drafts)]
    low = 0.6 * math.log1p(0.4) + 0.02
    middle = 1.7 * math.log1p(1) + 0.6 * math.log1p(1) + 0.02 + 1.5
    high = 0.5 + 1.7 * math.log1p(1) + 0.6 * math.log1p(1.5) + 0.04 + 1.5
    assert scores == [round(low / high, 3), round(middle / high, 3), 1.0]


def test_nobody_and_nothing_have_no_score() -> None:
    assert scored(words(10), []) == []
    assert scored(words(10), [draft()]) == [(0.0, {})]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Anna Smith met Tom Ruiz. Tom Ruiz smiled. Ruiz left.", ["Tom Ruiz", "Anna Smith"]),
        ("Anna Smith met Tom Ruiz.", ["Anna Smith", "Tom Ruiz"]),
        # Those of one score stand in the order of the text.
        ("Germany attacked Spain, Russia and France.", ["Germany", "Spain", "Russia", "France"]),
        ("German troops attacked Russia.", ["Russia", "German troops", "Germany"]),
    ],
)
def test_the_order_of_actors(read: Read, text: str, order: list[str]) -> None:
    actors = read(text).actors
    assert [a.name for a in actors] == order
    assert actors[0].prominence == 1.0
    assert [a.prominence for a in actors] == sorted((a.prominence for a in actors), reverse=True)


def test_the_headline_outweighs_one_more_mention(read: Read) -> None:
    body = "Germany met France in the old hall on Monday. Germany smiled, and then everybody left the hall."
    assert [a.name for a in read(body).actors[:2]] == ["Germany", "France"]
    first, second = read(f"France Visits the Old Hall\n\n{body}").actors[:2]
    assert (first.name, first.parts["headline"]) == ("France", 1.5)
    assert second.name == "Germany" and "headline" not in second.parts
