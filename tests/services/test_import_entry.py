"""What becomes of a batch when it is added: as its reader left it, versions point to what is there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from components.domain.article import Article
from components.domain.errors import InputRefused
from components.domain.original_file import Original
from components.ingest.format_dispatch import read_pasted
from components.ingest.reading_result import article_of
from components.services.import_entry import (
    ImportEntry,
    ReadContent,
    ReadersChoices,
    articles_to_add,
    chosen_article,
    found_article,
    new_entries,
)
from components.services.similar_articles import SimilarArticle

FIRST = (
    "Council Votes\n\nBy Ida Berg\n2 March 2026\n\nThe council voted to close the bridge.\n\nDrivers were not amused."
)
SECOND = FIRST.replace("amused", "asked")


TEXTS: dict[int, str] = {}  # of the entries of a test, by number


def entry(number: int, text: str, like: SimilarArticle | None = None, **choices: object) -> ImportEntry:
    TEXTS[number] = text
    return ImportEntry(
        number=number,
        name=f"{number}.txt",
        state="read",
        found=found_article(article(text)),
        like=like,
        choices=ReadersChoices(**choices),  # type: ignore[arg-type]
    )


def content(number: int) -> ReadContent:
    reading = read_pasted(TEXTS[number])
    original = Original(name=f"{number}.txt", kind="text", data=TEXTS[number].encode())
    return ReadContent(reading=reading, article=article_of(reading), original=original)


def chosen(text: str, **choices: object) -> Article:
    one = entry(0, text, **choices)  # type: ignore[arg-type]
    return chosen_article(content(0), one.choices)


def to_add(entries: Sequence[ImportEntry], library: set[str]) -> list[tuple[Article, Original | None]]:
    return [(made, original) for _, made, original in articles_to_add(entries, library, content)]


def article(text: str) -> Article:
    return article_of(read_pasted(text))


def test_details_that_were_changed_replace_what_was_read() -> None:
    one = chosen(FIRST, details={"title": "Ours", "byline": None, "date": "2026-03-03"})
    assert (one.title, one.byline, one.date, one.date_basis) == ("Ours", None, "2026-03-03", "user")
    assert one.text == article(FIRST).text


def test_an_emptied_date_and_title_are_left_to_the_text() -> None:
    one = chosen(FIRST, details={"title": None, "date": None})
    assert (one.title, one.date, one.date_basis) == ("", None, None)


def test_a_cut_paragraph_is_no_part_of_the_article() -> None:
    blocks = read_pasted(FIRST).blocks
    last = len(blocks) - 1
    assert blocks[last].text == "Drivers were not amused."
    one = chosen(FIRST, changed=(last,))
    assert one.text.endswith("The council voted to close the bridge.")


def test_what_is_cut_wholly_is_refused_and_left_out() -> None:
    everything = tuple(range(len(read_pasted(FIRST).blocks)))
    with pytest.raises(InputRefused):
        chosen(FIRST, changed=everything)
    assert to_add([entry(0, FIRST, changed=everything)], set()) == []


def test_a_version_of_a_text_that_was_cut_points_to_the_cut_text() -> None:
    last = len(read_pasted(FIRST).blocks) - 1
    first = entry(0, FIRST, changed=(last,))
    second = entry(1, SECOND, SimilarArticle(article(FIRST).id, 0.9))
    (cut, _), (later, original) = to_add([first, second], set())
    assert cut.id != article(FIRST).id and later.version_of == cut.id
    assert original is not None and original.name == "1.txt"


def test_a_version_of_what_isnt_there_is_an_article_of_its_own() -> None:
    second = entry(1, SECOND, SimilarArticle(article(FIRST).id, 0.9))
    assert to_add([second], set())[0][0].version_of is None
    assert to_add([second], {article(FIRST).id})[0][0].version_of == article(FIRST).id


def test_no_version_where_the_reader_says_so() -> None:
    second = entry(1, SECOND, SimilarArticle(article(FIRST).id, 0.9), as_version=False)
    assert to_add([second], {article(FIRST).id})[0][0].version_of is None


def test_the_same_text_is_added_once() -> None:
    same = SimilarArticle(article(FIRST).id, 1.0)
    one, two = entry(0, FIRST), entry(1, FIRST, same)
    assert new_entries([one, two], set()) == [one]
    assert len(to_add([one, two], set())) == 1
    assert to_add([entry(0, FIRST, same)], {article(FIRST).id}) == []
    # The one that it was like is left out: now it is new.
    assert len(to_add([two], set())) == 1


def test_what_was_not_read_is_never_added() -> None:
    refused = ImportEntry(number=0, name="bad.pdf", state="refused", why="The PDF is damaged.")
    assert to_add([refused], set()) == []
