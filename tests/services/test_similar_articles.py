"""Which article a text is like: found without comparing it with all, and the same one as if it were."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest

from components.domain.article import make_article
from components.services.library import Library
from components.services.similar_articles import may_be_near, most_like, most_like_counted, word_counts
from components.store.database import Store
from tests.ingest import made

WORDS = [f"word{n}" for n in range(400)]


@pytest.fixture
def store(library_url: str) -> Iterator[Store]:
    one = Store(library_url)
    yield one
    one.close()


def made_text(chance: random.Random, words: int) -> str:
    """A text in which some words are far more frequent than others, as in English."""
    common = ["the", "of", "and", "to", "a", "in"]
    return " ".join(chance.choice(common if chance.random() < 0.3 else WORDS) for _ in range(words))


def variants(text: str, chance: random.Random) -> dict[str, str]:
    """What happens to a text between two versions of it."""
    words = text.split()
    corrected = [w if chance.random() > 0.1 else "other" for w in words]
    half = len(words) // 2
    return {
        "the same": text,
        "corrected": " ".join(corrected),
        "cut at the end": " ".join(words[: int(len(words) * 0.75)]),
        "cut by half": " ".join(words[:half]),
        "with more": f"{text} {made_text(chance, len(words) // 2)}",
        "halves changed over": " ".join(words[half:] + words[:half]),
        "shuffled": " ".join(chance.sample(words, len(words))),
        "near the border": " ".join(w if chance.random() > 0.3 else "other" for w in words),
    }


def test_the_article_found_is_the_one_that_comparing_with_all_finds(store: Store) -> None:
    chance = random.Random(5)  # noqa: S311 - made texts
    texts = [made_text(chance, n) for n in (25, 29, 30, 31, 60, 200, 450, 450, 900, 3000)]
    texts.append("the " * 2000 + made_text(chance, 500))  # more of one word than a byte counts
    library = Library(store)
    library.add([make_article(t) for t in texts])
    known = [(make_article(t).id, t) for t in texts] + [(a.id, library.article(a.id).text) for a in library.listing()]
    found = []
    for text in texts:
        for name, variant in variants(text, chance).items():
            article = make_article(variant)
            expected = most_like(article.text, known)
            assert library.most_similar(article) == expected, (name, len(text.split()))
            found.append(expected)
    assert any(f is None for f in found) and any(f is not None and 0.7 < f.share < 0.9 for f in found)


def test_a_short_text_is_like_itself_alone(store: Store) -> None:
    library = Library(store)
    library.add([make_article("The mayor resigned on Friday.")])
    same = library.most_similar(make_article("The mayor resigned on Friday."))
    assert same is not None and same.is_same_text
    assert library.most_similar(make_article("The mayor resigned on Monday.")) is None


def test_a_deleted_article_is_like_nothing_until_it_is_back(store: Store) -> None:
    library = Library(store)
    article = make_article("\n\n".join(made.PARAGRAPHS))
    library.add([article])
    later = make_article(article.text.replace("$12 million", "$13 million"))
    library.delete(article.id)
    assert library.most_similar(later) is None and library.most_similar(article) is None
    library.undelete(article.id)
    like = library.most_similar(later)
    assert like is not None and like.id == article.id
    assert library.most_similar(article) is not None


def test_articles_of_an_older_library_are_counted_when_they_are_needed(store: Store) -> None:
    library = Library(store)
    article = make_article("\n\n".join(made.PARAGRAPHS))
    library.add([article])
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM word_counts")
    like = library.most_similar(make_article(article.text.replace("$12 million", "$13 million")))
    assert like is not None and like.id == article.id


def test_a_text_is_compared_with_few() -> None:
    chance = random.Random(9)  # noqa: S311 - made texts
    vocabulary = [f"name{n}" for n in range(20_000)]
    texts = [" ".join(made_text(chance, 200).split() + chance.choices(vocabulary, k=250)) for _ in range(300)]
    known = {str(n): word_counts(t) for n, t in enumerate(texts)}
    near = [len(may_be_near(t, known)) for t in texts[:30]]
    assert max(near) <= 5 and min(near) >= 1


def test_among_many_that_are_nearly_the_same_few_are_compared_and_one_is_found() -> None:
    chance = random.Random(3)  # noqa: S311 - made texts
    text = made_text(chance, 300)
    texts = {str(n): f"{text} number{n} of{n} many{n}" for n in range(200)}
    asked: list[str] = []

    def given(ids: Sequence[str]) -> list[tuple[str, str]]:
        asked.extend(ids)
        return [(one, texts[one]) for one in ids]

    like = most_like_counted(f"{text} another one here", {n: word_counts(t) for n, t in texts.items()}, given)
    assert like is not None and like.share > 0.95 and len(asked) <= 30
