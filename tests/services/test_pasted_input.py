"""One field for links and texts: what is fetched, and what is never."""

from __future__ import annotations

import pytest

from components.services.pasted_input import pasted_addresses


@pytest.mark.parametrize(
    ("pasted", "addresses"),
    [
        ("https://example.org/story", ["https://example.org/story"]),
        ("  HTTP://Example.org/a?b=c#d \n", ["HTTP://Example.org/a?b=c#d"]),
        ("https://a.example/1\n\nhttps://b.example/2\nhttps://a.example/1", ["https://a.example/1", "https://b.example/2"]),
        ("www.example.org", ["https://www.example.org"]),
        ("example.org/news/story-1", ["https://example.org/news/story-1"]),
    ],
)  # fmt: skip
def test_lines_that_are_addresses_are_fetched(pasted: str, addresses: list[str]) -> None:
    assert pasted_addresses(pasted) == addresses


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        " \n ",
        "The mayor opened the bridge.",
        "https://example.org/story\nThe mayor opened the bridge.",
        "See https://example.org/story",
        "ftp://example.org/story",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "Bridge",
        "and/or",
        "3.5",
    ],
)
def test_anything_else_is_a_text_and_nothing_in_it_is_fetched(pasted: str) -> None:
    assert pasted_addresses(pasted) is None
