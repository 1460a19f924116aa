"""Credits of pictures: the very words, within which bounds, and where in a text they stand."""

from __future__ import annotations

import pytest

from components.analysis.picture_credits import credits
from components.domain.spans import Span


def found(text: str, paragraphs: list[Span] | None = None) -> list[str]:
    return [text[s:e] for s, e in credits(text, [(0, len(text))] if paragraphs is None else paragraphs)]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Image: Nick Moreau.", "Image: Nick Moreau."),
        ("A hall. Image: Nick Moreau", "Image: Nick Moreau"),
        ("“Hello.” Photo: Nick Moreau", "Photo: Nick Moreau"),
        ("Image:Nick Moreau", "Image:Nick Moreau"),
        ("Image : Nick Moreau", "Image : Nick Moreau"),
        ("A hall Graphic: Nick Moreau", "Graphic: Nick Moreau"),
        ("Photo by Nick Moreau", "Photo by Nick Moreau"),
        ("Photo credit: Nick Moreau", "Photo credit: Nick Moreau"),
        ("A hall. Photo by: Nick Moreau", "Photo by: Nick Moreau"),
        ("Screenshot courtesy of Nick Moreau", "Screenshot courtesy of Nick Moreau"),
        ("Handout: Leeds Police", "Handout: Leeds Police"),
        ("File photo: Leeds Police", "File photo: Leeds Police"),
        ("Credit: Nick Moreau", "Credit: Nick Moreau"),
        ("CREDIT: Nick Moreau", "CREDIT: Nick Moreau"),
        ("A hall. Courtesy of: Nick Moreau", "Courtesy of: Nick Moreau"),
        ("Courtesy: Nick Moreau", "Courtesy: Nick Moreau"),
        ("A hall. AP Photo / Nick Moreau", "AP Photo / Nick Moreau"),
        ("A hall AFP PHOTO/Nick Moreau", "AFP PHOTO/Nick Moreau"),
        ("REUTERS/Nick Moreau.", "REUTERS/Nick Moreau."),
        ("Nick Moreau/AFP", "Nick Moreau/AFP"),
        ("A hall. Nick Moreau/AP", "Nick Moreau/AP"),
        ("Nick Moreau/AFP via Getty Images", "Nick Moreau/AFP via Getty Images"),
        ("Nick Moreau/Leeds Post", "Nick Moreau/Leeds Post"),
        ("Photo: A. B. Moreau", "Photo: A. B. Moreau"),
        ("Photo: Nick Moreau for the Leeds Post", "Photo: Nick Moreau for the Leeds Post"),
        ("Photo: Nick Moreau, Ida Berg", "Photo: Nick Moreau, Ida Berg"),
        ("The mayor [Photo by Nick Moreau] smiled.", "[Photo by Nick Moreau]"),
        ("The mayor (Courtesy of: Nick Moreau) smiled.", "(Courtesy of: Nick Moreau)"),
        ("The mayor (AP Photo/Nick Moreau) smiled.", "(AP Photo/Nick Moreau)"),
        ("The mayor (Nick Moreau/AFP, file) smiled.", "(Nick Moreau/AFP, file)"),
    ],
)
def test_the_words_of_a_credit(text: str, credit: str) -> None:
    assert found(text) == [credit]


@pytest.mark.parametrize(
    "text",
    [
        "image: Nick Moreau",  # nothing begins with a capital
        "The hall image: Nick Moreau",
        "credit: Nick Moreau",
        "Photo: nick Moreau",
        "Photo Nick Moreau",  # no mark between
        "Credit Nick Moreau",
        "A hall Photo by Nick Moreau",  # not at the beginning of a sentence
        "A hall Credit: Nick Moreau",
        "Nick/AFP",  # not two words
        "Reuters/Nick",
        "The mayor. Nick Moreau/Leeds Post",  # no agency, and not on a line of its own
        "(Nick Moreau/Leeds Post)",
        "Photo: Nick Moreau smiled.",
        "(Photo: Nick Moreau",
        "",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("words", "taken"), [(1, True), (10, True), (11, False)])
def test_a_credit_names_ten_words_at_most(words: int, taken: bool) -> None:
    text = "Photo: " + " ".join("ABCDEFGHIJK"[:words])
    assert found(text) == ([text] if taken else [])


@pytest.mark.parametrize(("words", "taken"), [(1, False), (2, True), (5, True), (6, False)])
def test_a_person_before_an_agency_has_two_to_five_names(words: int, taken: bool) -> None:
    text = " ".join("ABCDEF"[:words]) + "/AFP"
    assert found(text) == ([text] if taken else [])


@pytest.mark.parametrize(("characters", "taken"), [(0, True), (20, True), (21, False)])
def test_brackets_hold_little_besides_the_credit(characters: int, taken: bool) -> None:
    text = f"(Nick Moreau/AFP{',' + '-' * (characters - 1) if characters else ''})"
    assert found(text) == ([text] if taken else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor (Photo: Nick Moreau) smiled (Image: Ida Berg).",
            ["(Photo: Nick Moreau)", "(Image: Ida Berg)"],
        ),
        ("A (Photo: Nick Moreau) hall. Photo: Ida Berg", ["(Photo: Nick Moreau)", "Photo: Ida Berg"]),
        ("(Credit: Nick Moreau) Photo: Ida Berg", ["(Credit: Nick Moreau)", "Photo: Ida Berg"]),
        ("(Photo by Nick Moreau)", ["(Photo by Nick Moreau)"]),
    ],
)
def test_several_credits_come_in_the_order_of_the_text_and_none_twice(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_credits_are_counted_from_the_beginning_of_the_text() -> None:
    text = "A hall.\n\nPhoto: Nick Moreau\n\nThe mayor (Image: Ida Berg) smiled."
    paragraphs = [(0, 7), (9, 27), (29, len(text))]
    assert list(credits(text, paragraphs)) == [(9, 27), (39, 56)]
    assert found(text, paragraphs) == ["Photo: Nick Moreau", "(Image: Ida Berg)"]


def test_only_the_paragraphs_given_are_looked_at() -> None:
    text = "Photo: Nick Moreau\n\nPhoto: Ida Berg"
    assert list(credits(text, [(20, len(text))])) == [(20, len(text))]
    assert list(credits(text, [])) == []
