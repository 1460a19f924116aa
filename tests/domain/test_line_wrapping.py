"""Which line breaks are wraps: by the width of the lines and by whether a sentence goes on."""

from __future__ import annotations

import textwrap

import pytest

from components.domain.line_wrapping import has_indented_paragraphs, lines_of, wrapped_breaks

PROSE = (
    "The council voted on Monday to close the bridge, which carries four thousand cars a day, until June, when the "
    "repairs that the engineers asked for two years ago should at last be finished, a spokeswoman told reporters after "
    "the meeting in the town hall. Drivers who cross the river each morning were not amused and said that nobody had "
    "asked them. The mayor promised a ferry."
)


def wraps(text: str) -> list[int]:
    return sorted(wrapped_breaks(lines_of(text)))


@pytest.mark.parametrize("width", [34, 50, 65, 72, 76, 80, 100])
def test_every_break_of_a_wrapped_paragraph_is_a_wrap(width: int) -> None:
    wrapped = textwrap.fill(PROSE, width)
    assert wraps(wrapped) == list(range(wrapped.count("\n")))


@pytest.mark.parametrize("width", [65, 72])
def test_paragraphs_stay_apart(width: int) -> None:
    one = textwrap.fill(PROSE, width)
    lines = one.count("\n") + 1
    assert wraps(f"{one}\n\n{one}") == [n for n in range(2 * lines) if n not in (lines - 1, lines, 2 * lines)]


@pytest.mark.parametrize("text", [
    "A sentence a line.\nAnother sentence.\nA third one of the same length.\nAnd so on.",
    "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you",
    "Town Hall\n12 River Street\nArden AB1 2CD\nUnited Kingdom",
    "- the first item of the list\n- the second item of the list\n- the third item of the list\n- the last",
    "1. open the box\n2. take out the parts\n3. put them together\n4. close it",
    "Q: When did you hear of it?\nA: On Monday, in the car.\nQ: From whom?\nA: From the radio.",
    "MAYOR: We open on Monday.\nREPORTER: At what time?\nMAYOR: At noon.",
    "Subject: the bridge\nDate: Monday\nFrom: the mayor of Arden\nTo: all of you",
    "Name  Votes  Share\nBerg  1,200  54.1\nRuiz  1,018  45.9",
    "One long paragraph that was never wrapped by anything at all and just goes on and on in a single line of text.",
    "", "\n\n", "word",
])  # fmt: skip
def test_lines_that_are_meant_stay(text: str) -> None:
    assert wraps(text) == []


def test_a_list_within_wrapped_prose_keeps_its_items() -> None:
    prose = textwrap.fill(PROSE, 65)
    items = "- a ferry that leaves each morning\n- a bus over the old bridge\n- a promise"
    last = prose.count("\n")
    found = wraps(f"{prose}\n\n{items}\n\n{prose}")
    assert [n for n in found if last < n <= last + 5] == []
    assert len(found) == 2 * last


def test_a_dash_that_wrapping_put_at_a_lines_start_is_no_item() -> None:
    text = "\n".join([
        "The council voted on Monday to close the old bridge, that carries",
        "– as everybody in the town knows – four thousand cars a day, until",
        "June, when the repairs that the engineers asked for two years ago",
        "should at last be finished, a spokeswoman told reporters there.",
    ])  # fmt: skip
    assert wraps(text) == [0, 1, 2]


def test_a_word_broken_at_a_lines_end_goes_on() -> None:
    text = "\n".join([
        "The council voted on Monday to close the bridge, which carries a",
        "great many cars, until June, when the long awaited recon-",
        "Struction that the engineers asked for two years ago should at",
        "last be finished, a spokeswoman told reporters after the meeting.",
    ])  # fmt: skip
    assert 1 in wraps(text)


def test_lines_know_where_they_begin_and_how_far_they_are_set_in() -> None:
    lines = lines_of("  one\n\ttwo three\n\nfour ")
    assert [(line.text, line.indent, line.start, line.width) for line in lines] == [
        ("one", 2, 2, 5), ("two three", 8, 7, 17), ("", 0, 17, 0), ("four", 0, 18, 4),
    ]  # fmt: skip


def indented(paragraphs: int, indent: str) -> str:
    return "\n".join(textwrap.fill(PROSE, 60, initial_indent=indent) for _ in range(paragraphs))


@pytest.mark.parametrize(("text", "is_so"), [
    (indented(3, "    "), True), (indented(3, ""), False), (indented(1, "    "), False),
    ("\n\n".join([indented(1, "    ")] * 3), False),
])  # fmt: skip
def test_paragraphs_that_begin_with_an_indented_line(text: str, is_so: bool) -> None:
    lines = lines_of(text)
    joined = wrapped_breaks(lines)
    assert has_indented_paragraphs(lines, joined) is is_so
    if is_so:
        begins = [n for n, line in enumerate(lines) if line.indent]
        assert all(n - 1 not in joined for n in begins)


def test_two_items_within_wrapped_prose_are_a_list_and_one_dash_is_none() -> None:
    prose = textwrap.fill(PROSE, 65)
    last = prose.count("\n")
    items = "- a ferry that leaves each morning at seven\n- a bus over the old bridge"
    two = f"{prose}\n\n{items}\n\n{prose}"
    assert [n for n in wraps(two) if last < n <= last + 4] == []


def test_one_paragraph_that_was_never_wrapped_ends_nothing_for_the_others() -> None:
    prose = textwrap.fill(PROSE, 65)
    long = "One paragraph in a single line that nobody ever wrapped, much longer than all the others of this text are,"
    text = f"{long}\n{prose}"
    count = prose.count("\n")
    assert set(range(1, count + 1)) <= set(wraps(text))


def test_sentences_that_fill_their_lines_are_wrapped_too() -> None:
    prose = textwrap.fill(PROSE, 65)
    full = "The council will meet again on the Monday after the long holidays."
    text = f"{prose}\n\n{full}\nNobody knows yet what it will decide there."
    first = prose.count("\n") + 2
    assert first in wraps(text)
