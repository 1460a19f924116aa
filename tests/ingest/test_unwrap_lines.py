"""Wrapped text reads as the unwrapped one does; what is meant as lines stays as it is."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.ingest.format_dispatch import read_file, read_pasted
from components.ingest.unwrap_lines import undo_quoting, unwrap
from tests.ingest import made

HEAD = "Ferry line to stop in autumn"
STORY = (
    "HARROWGATE, 14 May 2024 - The ferry between Harrowgate and the Skelling islands will stop in the autumn, the "
    "harbour board said on Tuesday, after a two-hour meeting behind closed doors.",
    "Its chairwoman, Ingrid van der Velde, blamed the cost of diesel and the state of the forty-year-old hull. “We "
    "looked at everything, and there was nothing left to look at,” she told reporters on the quay.",
    "Islanders said that they had not been asked. Tom Adeyemi, who runs the only shop on Great Skelling, said he would "
    "have to close it by Christmas. “My well-meaning cousins say: move to the mainland. I was born here,” he said.",
    "The county, which pays half of the line's costs, has offered a short-term loan of 200,000 pounds; the board will "
    "answer by 3 June, a spokesman said.",
)
TEXT = "\n\n".join((HEAD, *STORY))


def wrapped(width: int, hyphens: bool = True, first: str = "", between: str = "\n\n", prefix: str = "") -> str:
    def filled(paragraph: str) -> str:
        return textwrap.fill(
            paragraph, width, break_on_hyphens=hyphens, break_long_words=False,
            initial_indent=prefix + first, subsequent_indent=prefix,
        )  # fmt: skip

    return between.join(filled(p) for p in (HEAD, *STORY))


@pytest.mark.parametrize("width", [38, 50, 60, 65, 68, 72, 76, 80, 100])
@pytest.mark.parametrize("hyphens", [True, False])
def test_any_width_gives_the_same_text(width: int, hyphens: bool) -> None:
    assert read_file("a.txt", wrapped(width, hyphens).encode()).text == TEXT
    assert read_pasted(wrapped(width, hyphens)).text == TEXT


@pytest.mark.parametrize(
    "text",
    [
        wrapped(72).replace("\n", "\r\n"),
        wrapped(72).replace("\n", " \n"),
        wrapped(72, first="    ", between="\n"),
        wrapped(68, first="  ", between="\n"),
        wrapped(72, prefix="> ", between="\n>\n"),
        wrapped(72, prefix="> ", between="\n> \n"),
        wrapped(70, prefix=">> ", between="\n>>\n"),
        wrapped(72, prefix="    "),
    ],
    ids=["CRLF", "blanks at line ends", "indented", "indented by two", "quoted", "quoted with blanks", "twice quoted",
         "all set in"],
)  # fmt: skip
def test_every_way_of_wrapping_gives_the_same_text(text: str) -> None:
    assert read_file("a.txt", text.encode()).text == TEXT


def test_paragraphs_without_a_blank_line_stay_paragraphs() -> None:
    assert read_pasted(wrapped(66, between="\n")).text == "\n".join((HEAD, *STORY))


@settings(max_examples=150, deadline=None)
@given(st.integers(60, 80), st.booleans(), st.permutations(made.PARAGRAPHS), st.integers(2, 5))
def test_articles_come_back_whatever_their_order(width: int, hyphens: bool, order: list[str], count: int) -> None:
    text = "\n\n".join((made.TITLE, *order[:count]))
    lines = "\n\n".join(
        textwrap.fill(p, width, break_on_hyphens=hyphens, break_long_words=False) for p in text.split("\n\n")
    )
    assert unwrap(lines) == text


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ("The nurse was taken to St. Anne's Hospi-\ntal after midnight, and the ward was shut until the morn-\ning.",
         "The nurse was taken to St. Anne's Hospital after midnight, and the ward was shut until the morning."),
        ("The council voted for a short-\nterm loan after a long and bitter debate, and for a well-\nmeant plan.",
         "The council voted for a short-term loan after a long and bitter debate, and for a well-meant plan."),
        ("The council offered two-\nand three-year terms to all of those who had asked it for a lease of the\nland.",
         "The council offered two- and three-year terms to all of those who had asked it for a lease of the land."),
        ("Officials said nothing to the family of Kowal-\nczyk until Friday, when Kowalczyk was found near the\nquay.",
         "Officials said nothing to the family of Kowalczyk until Friday, when Kowalczyk was found near the quay."),
        ("The estate was wound up by the attorneys McKenna van der\nMerwe & Willemse of Benton. Maria José de la\n"
         "Cruz, a cousin, objected to all of it.",
         "The estate was wound up by the attorneys McKenna van der Merwe & Willemse of Benton. Maria José de la "
         "Cruz, a cousin, objected to all of it."),
    ],
    ids=["syllables", "compounds", "a hyphen that hangs", "a name that stands whole elsewhere", "names of many parts"],
)  # fmt: skip
def test_what_stands_at_line_ends(lines: str, whole: str) -> None:
    assert unwrap(lines) == whole


PROSE = wrapped(72)
MEANT = {
    "a list": "- flour for two loaves of bread\n- salt, a spoon of it\n- water that is warm\n- butter for the tin",
    "a numbered list": "1. The board closes the line in autumn\n2. The county pays the loan back\n3. Nobody is asked",
    "verse": "The boats lie dark along the wall,\nThe tide has gone and left them all,\nAnd no one mends the net\n"
    "That hangs above the doorway yet.",
    "verse in small letters": "so little\nis left of the quay\nwhere the red boats\nlay down in the rain",
    "an address": "Harbour Board\n12 Quay Street\nHarrowgate\nHG4 2QT",
    "a table": "Year    Passengers    Costs\n2021    41,200        1.2m\n2022    39,800        1.4m\n"
    "2023    30,100        1.9m",
    "a transcript": "VELDE: We looked at everything there was to look at on that day.\nADEYEMI: Nobody asked us.\n"
    "VELDE: That is not the case, and you know that it is not.\nADEYEMI: I do not.",
    "questions": "Q: Will the line close?\nA: In the autumn, if nobody pays for it.\nQ: Who would pay?\nA: The county.",
    "a sentence a line": "The ferry stops in autumn, the board said on Tuesday.\nIslanders were angry.\n"
    "The county pays half of the costs of the line, and it may pay more.\nThe board answers in June.",
    "headlines": "Ferry line to stop in autumn\nShop on island to close\nCounty offers loan to board\nStorm warning",
    "a signature": "Kind regards,\nIngrid van der Velde\nHarbour Board, Harrowgate\nTel. 0123 456 789",
    "paragraphs a line": "\n".join(STORY),
}


@pytest.mark.parametrize("name", list(MEANT))
def test_what_is_meant_as_lines_stays(name: str) -> None:
    assert unwrap(MEANT[name]) == MEANT[name]
    # In the middle of wrapped prose as well.
    assert unwrap(f"{PROSE}\n\n{MEANT[name]}\n\n{PROSE}") == f"{TEXT}\n\n{MEANT[name]}\n\n{TEXT}"


def test_an_item_of_a_list_that_was_wrapped_is_one_line() -> None:
    items = ("- the ferry to the Skelling islands, which the board will stop in the autumn of this year",
             "- the shop of Great Skelling, which its owner says he will have to close before Christmas")  # fmt: skip
    lines = "\n".join(textwrap.fill(i, 60, subsequent_indent="  ") for i in items)
    assert unwrap(f"{wrapped(60)}\n\n{lines}") == f"{TEXT}\n\n" + "\n".join(items)


def test_a_reply_above_a_quoted_text_is_a_paragraph_of_its_own() -> None:
    assert undo_quoting("See below.\n> one\n> two\n>\n> three") == "See below.\n\none\ntwo\n\nthree"
    assert undo_quoting("> 5 is more than 4\nand < 6") == "> 5 is more than 4\nand < 6"


@pytest.mark.parametrize("text", ["-" * 200_000 + "x\nand", "A " * 100_000 + "\nb", ("a b\n" * 60_000), "\t" * 200_000])
def test_odd_texts_cost_little(text: str) -> None:
    start = time.perf_counter()
    unwrap(text)
    assert time.perf_counter() - start < 5
