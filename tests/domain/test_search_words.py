"""What is typed into the search field as terms; whatever is typed, nothing is an error."""

from __future__ import annotations

import pytest

from components.domain.article_search import ArticleSearch, address_of, search_in_address
from components.domain.folded_words import fold, fold_words
from components.domain.search_words import LONGEST, MOST_TERMS, search_words


def groups(typed: str) -> list[list[str]]:
    """The terms, alternatives together; a beginning of a word has its asterisk."""
    return [[t.words + ("*" if t.prefix else "") for t in group] for group in search_words(typed).groups]


@pytest.mark.parametrize(("typed", "found"), [
    ("bridge council", [["bridge"], ["council"]]),
    ('"city council" bridge', [["city council"], ["bridge"]]),
    ("“city council”", [["city council"]]),
    ("bridge OR tunnel OR ferry toll", [["bridge", "tunnel", "ferry"], ["toll"]]),
    ('bridge OR "old tunnel"', [["bridge", "old tunnel"]]),
    ("counc* toll", [["counc*"], ["toll"]]),
    ("U.S. two-thirds don't 1,000", [["U.S."], ["two-thirds"], ["don't"], ["1,000"]]),
    ("bridge or tunnel", [["bridge"], ["or"], ["tunnel"]]),
    ("bridge AND tunnel", [["bridge"], ["tunnel"]]),
    ("title:bridge NEAR(a b)", [["title"], ["bridge"], ["NEAR"], ["a"], ["b"]]),
    ('"city council', [["city"], ["council"]]),
    ("OR bridge", [["OR"], ["bridge"]]),
    ("bridge OR", [["bridge"], ["OR"]]),
    ("AT&T", [["AT"], ["T"]]),
    ("", []), ("- * \" () \"\" ^", []), ("—", []),
])  # fmt: skip
def test_what_is_typed_is_terms(typed: str, found: list[list[str]]) -> None:
    assert groups(typed) == found


def test_what_is_to_be_left_out_is_told_apart() -> None:
    found = search_words('bridge -toll -"old town" two-thirds')
    assert [t.words for t in found.without] == ["toll", "old town"]
    assert groups('bridge -toll -"old town" two-thirds') == [["bridge"], ["two-thirds"]]


def test_no_more_is_looked_at_than_anybody_types() -> None:
    assert len(search_words("a " * 1000).groups) == MOST_TERMS
    assert max(len(t.words) for g in search_words("x" * 9999).groups for t in g) == LONGEST
    assert groups("bri\x00dge\u202e toll\n\n") == [["bri"], ["dge"], ["toll"]]


def test_a_search_is_what_the_address_says_and_back() -> None:
    query = {"q": "bridge", "who": "Ida Berg", "from": "2026-01-02", "kind": "opinion", "sort": "date", "page": "3"}
    asked = search_in_address(query)
    assert (asked.words, asked.earliest, asked.kind, asked.order, asked.page) == (
        "bridge", "2026-01-02", "opinion", "date", 3
    )  # fmt: skip
    assert address_of(asked) == query and asked.narrows
    assert address_of(ArticleSearch()) == {} and not ArticleSearch(page=2, sort="title").narrows


@pytest.mark.parametrize(("name", "value"), [
    ("from", "2026-1-2"), ("to", "soon"), ("kind", "poem"), ("sort", "id; DROP"), ("page", "0"), ("page", "-1"),
    ("page", "²"), ("page", "9" * 30), ("q", "\x00 \n"),
])  # fmt: skip
def test_what_can_be_no_value_of_its_field_is_left_out(name: str, value: str) -> None:
    assert search_in_address({name: value}) == ArticleSearch()


@pytest.mark.parametrize(("search", "order"), [
    (ArticleSearch(), "added"), (ArticleSearch(sort="best"), "added"), (ArticleSearch(words="x"), "best"),
    (ArticleSearch(words="x", sort="added"), "added"), (ArticleSearch(sort="title"), "title"),
])  # fmt: skip
def test_the_best_match_is_first_only_where_words_are_looked_for(search: ArticleSearch, order: str) -> None:
    assert search.order == order


@pytest.mark.parametrize(("text", "folded", "words"), [
    ("  Élan  VITAL ", "elan vital", " elan vital "), ("C++", "c++", " c "), ("Straße", "strasse", " strasse "),
    ("Xi_Jinping’s", "xi_jinping’s", " xi jinping s "), ("—", "—", ""), ("", "", ""),
])  # fmt: skip
def test_case_accents_and_spacing_make_no_difference(text: str, folded: str, words: str) -> None:
    assert fold(text) == folded and fold_words(text) == words
