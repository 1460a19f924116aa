"""Which words are names: every actor that is named in a text, of what kind, and what is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.analysis.actors.name_detection import BYLINE
from components.domain.record import Record

Read = Callable[..., Record]


def named(record: Record) -> list[tuple[str, str, list[str]]]:
    """Name, kind and the words of the names, in the order of the text."""
    actors = [a for a in record.actors if any(m.form == "name" for m in a.mentions)]
    actors.sort(key=lambda a: a.mentions[0].start)
    return [(a.name, a.kind, [record.text[m.start : m.end] for m in a.mentions if m.form == "name"]) for a in actors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Major League Baseball fined Tom Ruiz.",
            [
                ("Major League Baseball", "organisation", ["Major League Baseball"]),
                ("Tom Ruiz", "person", ["Tom Ruiz"]),
            ],
        ),
        (
            "HMS Victory met Tom Ruiz in Leeds.",
            [("Tom Ruiz", "person", ["Tom Ruiz"]), ("Leeds", "place", ["Leeds"])],
        ),
        (
            "Alexander the Great ruled Greece.",
            [("Alexander", "person", ["Alexander"]), ("Greece", "place", ["Greece"])],
        ),
        (
            "Sweden 1 Chile 0. Sweden smiled.",
            [("Sweden", "place", ["Sweden", "Sweden"]), ("Chile", "place", ["Chile"])],
        ),
        (
            "Anna Smith's dog met Tom Ruiz's cat.",
            [("Anna Smith", "person", ["Anna Smith"]), ("Tom Ruiz", "person", ["Tom Ruiz"])],
        ),
        (
            "Anna Smith opened the bridge on Easter. She smiled.",
            [("Anna Smith", "person", ["Anna Smith"])],
        ),
        # The line of place and date is nobody in the story; the place is, where the story names it.
        (
            "OAKVILLE, March 3 (Reuters) - Anna Smith opened the bridge in Oakville on Monday.",
            [("Anna Smith", "person", ["Anna Smith"]), ("Oakville", "place", ["Oakville"])],
        ),
        (
            "NEW YORK (AP) - Anna Smith opened the bridge on Monday.",
            [("Anna Smith", "person", ["Anna Smith"])],
        ),
        (
            "SPRINGFIELD, Ill. - Ida Berg smiled in Leeds.",
            [
                ("Ida Berg", "person", ["Ida Berg"]),
                ("Leeds", "place", ["Leeds"]),
            ],
        ),
        # Who wrote it is not in it.
        (
            "By Ellen Marsh\n\nAnna Smith opened the bridge in Leeds on Monday.",
            [("Anna Smith", "person", ["Anna Smith"]), ("Leeds", "place", ["Leeds"])],
        ),
        # A headline's capitals prove nothing.
        (
            "Mayor Opens Bridge in Leeds\n\nAnna Smith opened the bridge in Leeds on Monday. The mayor smiled.",
            [("Leeds", "place", ["Leeds", "Leeds"]), ("Anna Smith", "person", ["Anna Smith"])],
        ),
    ],
)
def test_every_name_of_a_text(read: Read, text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert named(read(text)) == expected


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ellen Marsh", True),
        ("BY ELLEN MARSH", True),
        ("By Ellen Marsh and Ida Berg", True),
        ("By Ellen Marsh, Ida Berg of The Post", True),
        ("By E. O’Marsh-Berg", True),
        ("By", False),
        ("by Ellen Marsh", False),
        ("By Ellen Marsh said", False),
        ("By noon Ellen Marsh", False),
        ("Bye Ellen Marsh", False),
        ("By Ellen Marsh.", True),
        ("By Ellen Marsh!", False),
    ],
)
def test_what_is_a_byline(line: str, byline: bool) -> None:
    assert bool(BYLINE.match(line)) is byline


def test_only_a_line_near_the_beginning_names_the_writer(read: Read) -> None:
    body = "\n\n".join(
        f"Anna Smith opened the bridge in Leeds at {n} on Monday." for n in "three four five six".split()
    )

    def has_writer(text: str) -> bool:
        return any(a.name == "Ellen Marsh" for a in read(text).actors)

    byline = "By Ellen Marsh"
    early = body.replace("\n\n", f"\n\n{byline}\n\n", 1)
    assert not has_writer(early)
    late = f"{body}\n\n{body}\n\n{byline}"
    assert has_writer(late)
