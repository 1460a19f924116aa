"""What kind of text an article is, guessed from its own words; shown with its reason and correctable."""

from __future__ import annotations

import re
from typing import NamedTuple

from components.analysis.speaker_turns import is_transcript, turns_of
from components.analysis.timex.live_blog_posts import posts_of
from components.domain.article import Article
from components.domain.record import Genre
from components.domain.text_outline import paragraph_spans

HEAD_CHARACTERS = 1_500  # from the beginning, in which a text's head is looked for


class Sign(NamedTuple):
    """A pattern that makes a text one of a kind where it is found ``min_count`` times or more."""

    genre: Genre
    head_only: bool
    pattern: re.Pattern[str]
    min_count: int
    reason: str


_NAME = r"(?:[A-Z][A-Z .'-]{2,30}|Q|A|Question|Answer|(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+)"
SIGNS = (
    Sign(
        "release",
        True,
        re.compile(r"(?im)^\W*(?:for immediate release|press release|news release|media contact\b)"),
        1,
        "it says that it is a release",
    ),
    Sign(
        "court",
        False,
        re.compile(r"(?i)\b(?:plaintiffs?|defendants?|appellants?|respondents?|petitioners?),|\bcase no\.|[¶§]"),
        4,
        "it names parties and paragraphs as court papers do",
    ),
    Sign(
        "live",
        False,
        re.compile(r"(?m)^\s*(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|[A-Z]{2,4}\b)?\s*$|Updated? at \d{1,2}\b)"),
        3,
        "many paragraphs begin with a time of day",
    ),
    Sign(
        "transcript",
        False,
        re.compile(rf"(?m)^\s*{_NAME}\s*:\s+\S"),
        6,
        "many paragraphs begin with a speaker's name and a colon",
    ),
    Sign(
        "opinion",
        True,
        re.compile(r"(?im)^\W*(?:opinion|op-ed|editorial|commentary|letters? to the editor)\b"),
        1,
        "its head says so",
    ),
    Sign(
        "opinion",
        False,
        re.compile(r"\bI(?:’m|'m| am| do| really| still| also)? (?:think|believe|hope|fear|argue|suspect|wonder)\b"),
        2,
        "its writer says “I” and gives views",
    ),
)
# Quoted words are their speaker's: an "I think" in them does not make the article an opinion.
_QUOTED = re.compile(r"“[^”\n]*[”\n]|\"[^\"\n]*[\"\n]|``.*?''|^\s*[“\"].*$", re.MULTILINE)


def guess_genre(text: str) -> tuple[Genre, str]:
    """The kind of text and the reason, in words for a reader."""
    unquoted = _QUOTED.sub(" ", text)
    paragraphs = paragraph_spans(text)
    if posts_of(text, paragraphs):
        return "live", "it is made of posts, each with its time"
    if is_transcript(turns_of(text, paragraphs), paragraphs):
        return "transcript", "most of its paragraphs are what somebody says after a label with a colon"
    for sign in SIGNS:
        searched = text[:HEAD_CHARACTERS] if sign.head_only else unquoted if sign.genre == "opinion" else text
        if sum(1 for _ in sign.pattern.finditer(searched)) >= sign.min_count:
            return sign.genre, sign.reason
    return "news", "nothing in it says otherwise"


def genre_of(article: Article) -> tuple[Genre, str]:
    """The kind of text that an article is, and the reason: a reader's word goes before the guess."""
    return (article.genre, "set by a reader") if article.genre else guess_genre(article.text)
