"""Line breaks end sentences, headings are sentences of their own, the kind of text is guessed with a reason."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from spacy.language import Language

from components.analysis.findings import Findings
from components.analysis.genre import guess_genre
from components.analysis.picture_credits import credits
from components.domain.article import make_article
from components.domain.record import Genre, Record

Read = Callable[..., Record]


def sentences(record: Record) -> list[tuple[str, bool]]:
    return [(record.text[s.start : s.end], s.heading) for s in record.sentences]


def test_headings_are_sentences_of_their_own(read: Read) -> None:
    record = read(
        "Mayor Opens U.S. Bridge? Yes, She Does\n\nThe mayor opened it on Monday. She smiled.\n\n"
        "What Comes Next\n\nThe toll starts in June."
    )
    assert sentences(record) == [
        ("Mayor Opens U.S. Bridge? Yes, She Does", True),
        ("The mayor opened it on Monday.", False),
        ("She smiled.", False),
        ("What Comes Next", True),
        ("The toll starts in June.", False),
    ]
    assert [s.paragraph for s in record.sentences] == [0, 1, 1, 2, 3]
    assert record.title == "Mayor Opens U.S. Bridge? Yes, She Does"


def test_a_line_break_ends_a_sentence_without_a_full_stop(read: Read) -> None:
    record = read("The vote was close, 7 to 2\nThe mayor said she would go on with the plan for the bridge.")
    assert len(record.sentences) == 2


def test_sentences_cover_every_word_once(read: Read) -> None:
    text = "  One sentence here.\n\n\nTwo here! 😀 Three?\n"
    record = read(text)
    joined = "".join(text[s.start : s.end] for s in record.sentences)
    assert "".join(joined.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "😀", "(" * 400, "a" * 5000, "\u202e\u0000x", "“" * 300, "1999-99-99 " * 50]
)
def test_any_text_makes_a_record(read: Read, text: str) -> None:
    record = read(text)
    assert record.text == text
    spans = [(s.start, s.end) for s in record.sentences] + [(t.start, t.end) for t in record.timexes]
    spans += [p for q in record.quotes for p in q.content]
    assert all(0 <= s < e <= len(text) for s, e in spans)


BODY = "The council voted on Monday to close the bridge. Drivers were not amused by the decision."


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (BODY, "news"),
        (f"FOR IMMEDIATE RELEASE\n\n{BODY}\n\nMedia contact: Ida Berg", "release"),
        (f"Opinion: Keep the bridge open\n\n{BODY}", "opinion"),
        (f"{BODY} I think it is wrong. I believe the drivers deserve better.", "opinion"),
        (f"{BODY} “I think it is wrong. I believe drivers deserve better,” she said.", "news"),
        ("\n\n".join(f"{h}:30 a.m.\n{BODY}" for h in (8, 9, 10)), "live"),
        ("\n".join(f"{n}: Good evening to all of you.\n" for n in ("HOST", "BERG") * 4), "transcript"),
        ("Case No. 12-345\nArden, plaintiff, v. Berg, defendant, and Ruiz, respondent, ¶ 4 § 12 of the code.", "court"),
    ],
)
def test_the_kind_of_text(text: str, genre: Genre) -> None:
    found, reason = guess_genre(text)
    assert (found, bool(reason)) == (genre, True)


def test_a_readers_kind_stands(read: Read) -> None:
    record = read(BODY, genre="opinion")
    assert (record.genre, record.genre_rule) == ("opinion", "set by a reader")


@pytest.mark.parametrize(
    "text",
    ["said on Friday " * 1200, "(" * 3000, "Anna Smith said that " * 900, "“so” " * 1500, "China and " * 3000],
    ids=["no full stop", "brackets", "nested clauses", "marks", "one long list"],
)
def test_hostile_texts_cost_no_more_than_the_parser_does(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    doc._.dateline = Findings(article=make_article(text))
    spent = {"bare": 0.0, "ours": 0.0}
    for name, step in nlp.pipeline:
        start = time.perf_counter()
        doc = step(doc)
        spent["ours" if name.startswith("dateline_") else "bare"] += time.perf_counter() - start
    # A quadratic step takes tens of seconds on these.
    assert spent["ours"] < 4 * spent["bare"] + 2.0


@pytest.mark.parametrize(
    "line",
    [
        "HALIFAX, March 4, 2026 (Reuters) - ",
        "OTTAWA — ",
        "NEW YORK (AP) -- ",
        "PARIS, Jan. 5 (AFP) – ",
        "NAIROBI, Kenya (AP) _ ",
    ],
)
def test_the_line_of_place_and_date_is_a_sentence_of_its_own(read: Read, line: str) -> None:
    record = read(f"{line}Dockworkers walked off the job on Wednesday.")
    assert sentences(record) == [
        (line.strip(), False),
        ("Dockworkers walked off the job on Wednesday.", False),
    ]


def test_a_dash_inside_a_sentence_ends_none(read: Read) -> None:
    assert len(read("NASA and ESA – the two agencies – agreed on a date.").sentences) == 1


CREDITS = (
    "The far end of the hall, shortly after opening. Image: Nick Moreau.",
    "A model of the bridge Photograph: Nick Moreau/AFP",
    "The mayor on Monday. (Photo by Nick Moreau/Getty Images)",
    "The mayor on Monday (AP Photo/Nick Moreau) after the speech.",
    "The mayor on Monday. Nick Moreau/Reuters",
    "Photo courtesy of Nick Moreau",
    "PHOTO: Nick Moreau/Getty Images",
    "REUTERS/Nick Moreau",
    "NICK MOREAU/AFP via Getty Images",
    "Nick Moreau/The New York Times",
    "Credit: Nick Moreau for The Guardian",
)
NO_CREDITS = (
    "UBS agreed to buy Credit Suisse. The Swiss bank UBS said it was ready.",
    "Credit Agricole said on Monday it would sell the unit.",
    "Shares fell (Credit Suisse lost 5 percent, UBS gained).",
    "The lobby (Video Games Europe, led by Jane Smith) was pleased.",
    "England won the match courtesy of Harry Kane’s late header in Leeds.",
    "He bought a photograph by Ansel Adams for $1m.",
    "Watch the Video: Elon Musk tells staff to return",
    "Video: Obama speaks at the funeral of John Lewis",
    "The party leads. Reuters/Ipsos",
    "The mayor liked the photo: Nick Moreau had taken it on Monday.",
)


@pytest.mark.parametrize("caption", CREDITS)
def test_whoever_took_the_picture_is_not_whom_the_article_is_about(read: Read, caption: str) -> None:
    record = read(
        f"New bridge opened\n\n{caption}\n\nMayor Dana Whitfield opened the bridge in Leeds on Monday.\n\n{caption}"
    )
    assert record.actors[0].name == "Dana Whitfield"
    assert all(a.prominence == 0.0 for a in record.actors if "moreau" in a.name.lower())
    found = list(credits(caption, [(0, len(caption))]))
    assert len(found) == 1 and "moreau" in caption[slice(*found[0])].lower()


@pytest.mark.parametrize("line", NO_CREDITS)
def test_a_picture_in_the_story_is_no_credit(line: str) -> None:
    assert not list(credits(line, [(0, len(line))]))


def test_credits_of_any_length_take_no_time() -> None:
    began = time.perf_counter()
    for line in ("Photo: " + "Ab " * 30_000, "(Photo by " * 20_000, "A/" * 50_000, "Ab Cd/ " * 20_000):
        list(credits(line, [(0, len(line))]))
    assert time.perf_counter() - began < 2
