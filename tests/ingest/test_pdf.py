"""Every word of a PDF as printed, in order, whoever made it and however it is laid out."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from components.ingest.isolated_reader import IsolatedReader
from components.ingest.pdf.reader import read_pdf
from components.ingest.reading_result import Reading
from tests.benchmarks.pdf_matrix import GOAL, NEEDS, SMALL_SET, score
from tests.benchmarks.pdf_texts import SMALL
from tests.ingest.pdf_drawn import across, column, drawn

PDFS = Path(__file__).parent / "pdfs"
FERRY = (
    "The county engineer told the inquiry on Tuesday that the ferry had sailed with her bow door open on five days.\n"
    "“Nobody answered,” said Vince Talbot, who had written to the company in February. He asked for a light.\n"
    "The company does not dispute that it had the letter. A survey by a well-known firm was to follow in the autumn."
)
LIDO = (
    "The council approved a rescue plan for the lido on Monday, by two votes, after a long evening in the town hall.\n"
    "Its leader said that the pool would open again in July if the pumps arrive from Denmark in time."
)
BOX = "How a door works\nThe visor lifts on two arms and is held by three locks."


def text_of(data: bytes) -> str:
    return read_pdf(data).text


def paragraphs_of(data: bytes) -> list[str]:
    return [b.text for b in read_pdf(data).blocks if not b.cut]


@pytest.mark.parametrize("name", SMALL_SET)
def test_words_are_read_in_order_from_every_program_and_layout(name: str) -> None:
    data = (PDFS / f"{name.replace(' ', '_')}.pdf").read_bytes()
    right, extra = score(paragraphs_of(data), SMALL, name.split()[1])
    assert right >= GOAL and extra <= 1 - GOAL


def test_the_files_are_of_every_program_and_layout() -> None:
    assert {name.split()[0] for name in SMALL_SET} == set(NEEDS)
    layouts = {name.split()[1] for name in SMALL_SET}
    assert layouts >= {"one", "two", "three", "box", "justified", "pages", "footnotes", "table", "list", "smallcaps",
                       "dropcap"}  # fmt: skip
    assert sum(p.stat().st_size for p in PDFS.iterdir()) < 2**20


def test_the_reading_process_reads_the_same(reader: IsolatedReader) -> None:
    data = (PDFS / "chromium_two_serif.pdf").read_bytes()
    reading = reader.read("two.pdf", data)
    assert isinstance(reading, Reading)
    assert reading == read_pdf(data, "two.pdf") and any(b.zones for b in reading.blocks)


@pytest.mark.parametrize("gutter", [12, 16, 30])
def test_columns_that_were_written_row_by_row_are_read_one_after_the_other(gutter: int) -> None:
    text = FERRY.replace("\n", " ")
    left = column(text, 60, 120, 220)
    right = column(LIDO.replace("\n", " ") + " " + text, 60 + 220 + gutter, 120, 220)
    found = text_of(drawn([(60, 80, "Two stories of the week", 20), *across(left, right[: len(left)])]))
    whole = " ".join(found.split())
    assert text in whole
    assert LIDO.replace("\n", " ") in whole
    assert whole.index("autumn.") < whole.index("The council approved")


def test_three_columns_under_one_headline() -> None:
    sides = [column(FERRY.split("\n")[n] * 3, 40 + n * 172, 120, 160) for n in range(3)]
    data = drawn([(40, 80, "A headline that runs over all of the three columns", 22), *sides[0], *sides[1], *sides[2]])
    found = text_of(data)
    places = [found.index(" ".join(p.split()[:6])) for p in FERRY.split("\n")]
    assert places == sorted(places) and found.index("A headline") == 0


def test_columns_in_the_wrong_order_of_the_file_are_read_from_the_left() -> None:
    left, right = column(FERRY, 60, 120, 220), column(LIDO, 310, 120, 220)
    found = text_of(drawn([*right, *left, (60, 80, "The headline above both of them", 20)]))
    assert found.index("The headline") < found.index("The county engineer") < found.index("The council approved")


def test_two_articles_on_a_page_stay_apart() -> None:
    upper = [column(FERRY.split("\n")[0], 60, 120, 220), column(FERRY.split("\n")[1], 310, 120, 220)]
    lower = [column(LIDO.split("\n")[0], 60, 320, 220), column(LIDO.split("\n")[1], 310, 320, 220)]
    heads = [(60.0, 80.0, "Ferry sailed with door open", 20.0), (60.0, 285.0, "Lido to reopen in July", 20.0)]
    found = paragraphs_of(drawn([heads[0], *upper[0], *upper[1], heads[1], *lower[0], *lower[1]]))
    assert found == [heads[0][2], *FERRY.split("\n")[:2], heads[1][2], *LIDO.split("\n")]


@pytest.mark.parametrize("first", [True, False])
def test_a_box_is_whole_and_in_no_sentence(first: bool) -> None:
    beside = column(FERRY.replace("\n", " "), 60, 120, 260)[:6]
    words = " ".join(line[2] for line in beside)
    rest = FERRY.replace("\n", " ")[len(words) :].strip()
    below = column(rest + " " + LIDO.replace("\n", " "), 60, 120 + 6 * 12, 470)
    box = column(BOX, 350, 124, 160, size=9, leading=11)
    flow = [*beside, *below]
    found = paragraphs_of(drawn([*box, *flow] if first else [*flow, *box]))
    text = "\n".join(found)
    assert FERRY.replace("\n", " ") in text and LIDO.replace("\n", " ") in text
    assert "\n".join(BOX.split("\n")) in text


def test_a_paragraph_goes_on_over_columns_and_pages_past_heads_and_feet() -> None:
    text = " ".join([FERRY.replace("\n", " ")] * 20).replace(". ", ", and ", 200)
    lines = column(text, 60, 0, 220)
    each = 30
    pages = []
    for n in range(0, len(lines), 2 * each):
        part = lines[n : n + 2 * each]
        placed = [
            (left + 250 * (k // each), 100 + 12 * (k % each), words, size)
            for k, (left, _, words, size) in enumerate(part)
        ]
        number = len(pages) + 1
        head = "The Courier" if number % 2 else "News of the week"
        pages.append([(60, 40, head, 8), *placed, (290, 810, str(number), 9)])
    reading = read_pdf(drawn(*pages))
    assert len(pages) > 1
    assert [b.text for b in reading.blocks if not b.cut] == [" ".join(text.split())]
    assert {b.text for b in reading.blocks if b.cut} >= {"The Courier", "1", "2"}


def test_notes_follow_the_text_and_their_calls_are_in_no_word() -> None:
    lines = column(FERRY, 60, 100, 470)
    last = lines[-1]
    end = last[0] + _width(last[2]) + 0.2
    page = [*lines, (end, last[1] - 4, "1", 6), (60, 760, "1", 6), (64, 763, "The survey was never made.", 8)]
    second = column(LIDO, 60, 100, 470)
    found = paragraphs_of(drawn(page, second))
    assert found[-1] == "1 The survey was never made."
    assert found[2].endswith("in the autumn.")


def _width(words: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(words, "Times-Roman", 10))


def test_rows_of_a_table_stay_rows() -> None:
    rows = [
        ("Tern", "1987", "12 May", "14 faults"),
        ("Fulmar", "1992", "3 June", "5 faults"),
        ("Skua", "2011", "never", "none"),
    ]
    cells = [(60 + 110.0 * k, 300 + 16.0 * n, cell, 10.0) for n, row in enumerate(rows) for k, cell in enumerate(row)]
    found = text_of(drawn([*column(FERRY, 60, 100, 470), *cells]))
    assert " ".join(w for row in rows for w in row) in " ".join(found.split())


def test_the_initial_of_a_paragraph_is_part_of_its_word() -> None:
    below = (60.0, 140.0, "and a line below it, of the full width of the page.", 10.0)

    def page(letter: str, rest: str) -> str:
        lines = [*column(rest, 92, 104, 430)[:3], below]
        return text_of(drawn([(60, 128, letter, 40), *lines]))

    text = (
        "he county engineer told the inquiry on Tuesday that the ferry had sailed with her bow door open on five days."
    )
    assert page("T", text).startswith("The county")
    assert page("A", "judge has ordered the owners of the quarry to rebuild the road, and to pay for it.").startswith(
        "A judge"
    )
    assert page("A", "fter nine years of trouble the village has won its case against the quarry.").startswith(
        "After nine"
    )


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("a well-", "known firm", "a well-known firm"),
        ("his mother-in-", "law came", "his mother-in-law came"),
        ("his mother-", "in-law came", "his mother-in-law came"),
        ("the inter-", "ested firm", "the interested firm"),
        ("the after-", "noon was", "the afternoon was"),
        ("some twenty-", "five boxes", "some twenty-five boxes"),
        ("in an e-", "mail that", "in an e-mail that"),
        ("Ms Fairweather-", "Lund said", "Ms Fairweather-Lund said"),
        ("told Fair-", "weather that", "told Fairweather that"),
        ("AVAIL-", "ABLE NOW", "AVAILABLE NOW"),
        ("a cost-effi-", "cient way", "a cost-efficient way"),
        ("from 10 -", "that is", "from 10 - that is"),
        ("a 24-", "point type", "a 24-point type"),
        ("the photo-", "graphs were", "the photographs were"),
        ("a four-", "page letter", "a four-page letter"),
    ],
)
def test_only_a_line_breaks_own_hyphen_goes(first: str, second: str, whole: str) -> None:
    lines = [
        (60.0, 100.0, f"The letter reached {first}", 10.0),
        (60.0, 112.0, f"{second} before the end of the week.", 10.0),
    ]
    assert whole in text_of(drawn(lines))


def test_the_texts_own_words_say_whether_a_hyphen_stays() -> None:
    lines = [
        (60.0, 100.0, "A tell-tale is a piece of glass over a crack, and a look-", 10.0),
        (60.0, 112.0, "out is a man on a bridge; the look-out saw the tell-", 10.0),
        (60.0, 124.0, "tale break before anybody else on the ship did.", 10.0),
    ]
    assert text_of(drawn(lines)).count("look-out") == 2 and text_of(drawn(lines)).count("ell-tale") == 2


def test_where_no_word_is_broken_a_compound_keeps_its_hyphen_and_else_it_is_a_word() -> None:
    plain = "The long letter had come in March and was read twice by all."
    lines = [(60.0, 100.0 + 12 * n, plain, 10.0) for n in range(30)]
    end = [(60.0, 460.0, "All of them say that the ship had no back-", 10.0), (60.0, 472.0, "up engine at all.", 10.0)]
    broken = [(60.0, 88.0, "They read the inter-", 10.0), *lines]
    assert "no back-up engine" in text_of(drawn([*lines, *end]))
    broken[1] = (60.0, 100.0, "esting letter that had come in March.", 10.0)
    assert "no backup engine" in text_of(drawn([*broken, *end]))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_that_is_displayed_turned_is_read_as_it_was_set(rotate: int) -> None:
    lines = [*column(FERRY, 60, 120, 220), *column(LIDO, 310, 120, 220)]
    assert paragraphs_of(drawn(lines, rotate=rotate)) == [*FERRY.split("\n"), *LIDO.split("\n")]


def test_what_is_small_at_the_edge_is_cut_and_a_note_there_is_not() -> None:
    body = column(FERRY, 60, 120, 470)
    foot = [(60.0, 815.0, "https://courier.example/ferry", 8.0), (540.0, 815.0, "1/2", 8.0)]
    reading = read_pdf(
        drawn([(60, 25, "04/03/2026, 10:11", 8), *body, *foot, (60, 780, "1 The log is kept in pencil.", 8)])
    )
    assert reading.text.endswith("1 The log is kept in pencil.")
    assert "courier.example" not in reading.text and "10:11" not in reading.text


@pytest.mark.parametrize("sign", ["x", "´", "1"])
def test_a_page_of_scattered_signs_takes_no_longer_than_one_of_text(sign: str) -> None:
    spread = random.Random(5)  # noqa: S311
    signs = [
        (spread.uniform(20, 570), spread.uniform(20, 800), sign, spread.choice([6.0, 9.0, 30.0])) for _ in range(20_000)
    ]
    start = time.process_time()
    text = text_of(drawn([*column(FERRY, 60, 100, 470), *signs]))
    assert "engineer" in text and time.process_time() - start < 10


def test_what_ghostscript_writes_wrongly_is_mended() -> None:
    data = (PDFS / "gs_justified_sans.pdf").read_bytes()
    text = text_of(data)
    assert "“We fell two short, and two were asleep,” he told" in text and "office" in text
    assert "<We" not in text and "ofûce" not in text
