"""The kind of text with its reason, on both sides of each border."""

from __future__ import annotations

import pytest

from components.analysis.genre import HEAD_CHARACTERS, guess_genre
from components.domain.record import Genre

BODY = "The council voted on Monday to close the bridge."
NEWS: tuple[Genre, str] = ("news", "nothing in it says otherwise")
RELEASE: tuple[Genre, str] = ("release", "it says that it is a release")
COURT: tuple[Genre, str] = ("court", "it names parties and paragraphs as court papers do")
TIMES: tuple[Genre, str] = ("live", "many paragraphs begin with a time of day")
POSTS: tuple[Genre, str] = ("live", "it is made of posts, each with its time")
TRANSCRIPT: tuple[Genre, str] = ("transcript", "many paragraphs begin with a speaker's name and a colon")
TURNS: tuple[Genre, str] = ("transcript", "most of its paragraphs are what somebody says after a label with a colon")
HEAD: tuple[Genre, str] = ("opinion", "its head says so")
VIEWS: tuple[Genre, str] = ("opinion", "its writer says “I” and gives views")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", NEWS),
        (BODY, NEWS),
        # A release says so at the beginning of a line.
        (f"For immediate release\n\n{BODY}", RELEASE),
        (f"Press release\n\n{BODY}", RELEASE),
        (f"News release: {BODY}", RELEASE),
        (f"* MEDIA CONTACT\n{BODY}", RELEASE),
        (f"{BODY}\n\nMedia contact: Ida Berg", RELEASE),
        (f"{BODY} This press release says it.", NEWS),
        (f"Press releases\n\n{BODY}", RELEASE),
        (f"Media contacts\n\n{BODY}", NEWS),
        # Four signs make court papers.
        ("Ida, plaintiff, met § 3 ¶ 4.", NEWS),
        ("Ida, plaintiff, met § 3 ¶ 4. Case No. 5.", COURT),
        ("Defendants, appellant, respondents, petitioner, met.", COURT),
        ("The plaintiff met defendants and appellants and petitioners.", NEWS),
        # Three times of day make a live blog.
        ("9:30\nA\n10:30\nB", NEWS),
        ("9:30\nA\n10:30\nB\n11.15 p.m.\nC", POSTS),
        ("9:30 GMT\nA.\n10:30 GMT\nB.\n11:30 BST\nC.", POSTS),
        ("Updated at 9\nUpdate at 10", NEWS),
        ("Updated at 9\nUpdate at 10\nUpdated at 11", TIMES),
        ("9:30 It began\n10:30 It ran\n11:30 It ended", NEWS),
        # Six turns make a transcript.
        ("\n".join(["HOST: Good day."] * 5), NEWS),
        ("\n".join(["HOST: Good day."] * 6), TRANSCRIPT),
        ("\n".join(["Ida Berg: Good day."] * 6), TRANSCRIPT),
        ("\n".join(["Ida Anna Berg : Good day."] * 6), TRANSCRIPT),
        ("\n".join(["Ida Anna Bo Berg: Good day."] * 6), NEWS),
        ("\n".join(["Ida: Good day."] * 6), NEWS),
        ("\n".join(["HOST:"] * 6), NEWS),
        # Most of the paragraphs in turns of two or more make one, too.
        ("\n".join(["Q: Why?", "A: So."] * 3), TURNS),
        ("\n".join(["Q: Why?", "A: So."] * 2), TURNS),
        ("\n".join(["Q: Why?", "A: So."]), NEWS),
        ("HOST: Good day.\nBELL: Good day.\nIt rained.", NEWS),
        ("HOST: Good day.\nBELL: Good day.\nHOST: It rained.", TURNS),
        ("\n".join([BODY] * 3 + ["HOST: Good day.", "BELL: Good day.", "HOST: It rained."]), TURNS),
        ("\n".join([BODY] * 4 + ["HOST: Good day.", "BELL: Good day.", "HOST: It rained."]), NEWS),
        ("Press release\n" + "\n".join(["Q: Why?", "A: So."] * 2), TURNS),
        ("Note: It rained.\nIt rained again.", NEWS),
        # An opinion says so in its head, or its writer gives views, twice and unquoted.
        (f"Opinion\n\n{BODY}", HEAD),
        (f"Op-Ed: no\n{BODY}", HEAD),
        (f"# Editorial: no\n{BODY}", HEAD),
        (f"Letter to the Editor\n{BODY}", HEAD),
        (f"Opinions differ. {BODY}", NEWS),
        (f"{BODY} Opinion.", NEWS),
        ("I think so.", NEWS),
        ("I think so. I fear it.", VIEWS),
        ("I do believe it. I really hope so.", VIEWS),
        ("I’m hope. I'm think.", VIEWS),
        ("I thought so. I feared it.", NEWS),
        ("We think so. They fear it.", NEWS),
        ("“I think so. I fear it.”", NEWS),
        ("I think so. “I fear it.”", NEWS),
        ('"I think so," he said. I fear it.', NEWS),
        ('"I think so," he said. I fear it. I hope so.', VIEWS),
        ("``I think so.'' I fear it.", NEWS),
        # The first sign in their order decides.
        ("Press release\nOpinion\nI think. I fear.", RELEASE),
        ("Opinion\n" + "\n".join(["HOST: Good day."] * 6), TRANSCRIPT),
        ("Press release\n9:30\nA\n10:30\nB\n11.15 p.m.\nC", POSTS),
        ("Ida, plaintiff, met § 3 ¶ 4 § 5.\n" + "\n".join(["HOST: Good day."] * 6), COURT),
    ],
)
def test_the_kind_and_its_reason(text: str, expected: tuple[Genre, str]) -> None:
    assert guess_genre(text) == expected


@pytest.mark.parametrize(("line", "expected"), [("press release", RELEASE), ("opinion\n", HEAD)])
def test_a_head_ends_after_its_characters(line: str, expected: tuple[Genre, str]) -> None:
    words = "a" * (HEAD_CHARACTERS - 1 - len(line))
    assert guess_genre(f"{words}\n{line}") == expected
    assert guess_genre(f"{words}aaa\n{line}") == NEWS
    assert HEAD_CHARACTERS == 1_500
