"""Prominence: what each actor has points for, on drafts made by hand, and the order that follows."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.prominence_features import says_only_where
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


def scored(
    doc: Doc, drafts: list[ActorDraft], config: ActorsConfig = CONFIG, **layout: object
) -> list[tuple[float, Parts]]:
    state = Findings(article=make_article(doc.text), **layout)  # type: ignore[arg-type]
    return salience_scores(doc, state, drafts, config)


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


@pytest.mark.parametrize("first", [1, 3, 8])
def test_the_first_to_belong_go_by_their_points_and_the_others_stand_below_them(first: int) -> None:
    """Who is among the first is for the weights to say; that they are so many, and how they are scored, is not."""
    drafts = [draft(*((n + 10 * k, "name") for k in range(1 + n % 4))) for n in range(10)]
    found = scored(words(100, (2, 13, 36)), drafts, ActorsConfig(first_actors=first))
    order = sorted(range(10), key=lambda n: -found[n][0])
    totals = [sum(parts.values()) for _, parts in found]
    chosen, others = order[:first], order[first:]
    highest = max(totals[n] for n in chosen)
    assert [found[n][0] for n in chosen] == pytest.approx([totals[n] / highest for n in chosen], abs=0.01)
    assert all(0 < found[n][0] < 0.991 * found[chosen[-1]][0] for n in others)


def test_eight_are_among_the_first() -> None:
    assert CONFIG.first_actors == 8


def test_whoever_acts_goes_before_a_place_that_only_says_where_however_often_it_does() -> None:
    doc = words(100, (5, 15, 25))
    place = ActorDraft("P", "place", [ActorMention(at, at + 1, "name", "") for at in (4, 14, 24, 34, 44)])
    person = draft((5, "name"), (15, "name"), (25, "name"))
    found = scored(doc, [place, person], ActorsConfig(first_actors=1))
    assert sum(found[0][1].values()) > sum(found[1][1].values())  # by its points the place would come first
    assert found[0][0] < found[1][0] == 1.0
    # Where there is room for both among the first, points decide.
    assert [score for score, _ in scored(doc, [place, person])] == [1.0, 0.933]


@pytest.mark.parametrize(
    ("text", "only_where"),
    [
        ("Anna Smith slept in Berlin.", True),
        ("Anna Smith visited Berlin.", True),
        ("Anna Smith attacked Berlin.", False),
        ("Anna Smith was attacked by Berlin.", False),
        ("Anna Smith fought against Berlin.", False),
        ("Berlin attacked Anna Smith.", False),
        ("Berlin was attacked.", False),
        ("Berlin is the capital.", True),
        ("Berlin’s streets were empty.", True),
        ("Berlin’s government resigned.", False),
    ],
)
def test_whether_a_place_only_says_where(nlp: Language, text: str, only_where: bool) -> None:
    doc = nlp(text)
    at = next(token.i for token in doc if token.text == "Berlin")
    assert says_only_where(doc, ActorMention(at, at + 1, "name", ""), doc[at]) is only_where


def test_an_adjective_of_a_place_acts_for_nobody(nlp: Language) -> None:
    doc = nlp("Germany attacked Russia.")
    assert says_only_where(doc, ActorMention(0, 1, "adjective", ""), doc[0])
    assert not says_only_where(doc, ActorMention(0, 1, "name", ""), doc[0])


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
