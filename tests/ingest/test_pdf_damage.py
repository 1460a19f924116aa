"""A PDF whose words look damaged says so, and no other does."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from pathlib import Path

import pytest

from components.domain.errors import NotText
from components.ingest.damage_detection import looks_damaged
from components.ingest.pdf.reader import read_pdf
from tests.benchmarks.pdf_texts import DEV
from tests.ingest import made
from tests.ingest.pdf_drawn import with_map

PDFS = Path(__file__).parent / "pdfs"
TEXT = "\n".join(p for p in DEV["water"].paragraphs if p.isascii()) or " ".join(DEV["water"].paragraphs)
PLAIN = TEXT.replace("“", '"').replace("”", '"').replace("’", "'").replace("–", "-").replace("—", "-")
SHUFFLED = dict(zip(string.ascii_letters, random.Random(3).sample(string.ascii_letters, 52), strict=True))  # noqa: S311


@pytest.mark.parametrize(
    "change",
    [
        lambda code: ord(SHUFFLED.get(chr(code), chr(code))),
        lambda code: code + 0xE000 if chr(code).isalpha() else code,
        lambda code: 0xFFFD if chr(code) in "eai" else code,
        lambda code: code + 1 if chr(code).isalpha() else code,
        lambda code: {"e": ord("c"), "t": ord("l"), "o": ord("u"), "n": ord("m")}.get(chr(code), code),
    ],
    ids=["shuffled", "private", "unknown", "shifted", "four letters"],
)
def test_wrong_maps_to_unicode_are_told(change: Callable[[int], int]) -> None:
    good = read_pdf(with_map(PLAIN, lambda code: code))
    assert good.notes == ()
    try:
        (told,) = read_pdf(with_map(PLAIN, change)).notes
    except NotText as error:  # not one word of it is English
        told = str(error).removesuffix(" Get another copy, or run text recognition (OCR) on it.")
    assert told.startswith("The words of this PDF look damaged: “") and told.endswith("”.")


@pytest.mark.parametrize("path", sorted(PDFS.glob("*.pdf")), ids=lambda p: p.stem)
def test_no_sound_pdf_is_said_to_be_damaged(path: Path) -> None:
    assert read_pdf(path.read_bytes()).notes == ()


DAMAGES: dict[str, Callable[[str], str]] = {
    "no blanks": lambda t: t.replace(" ", ""),
    "blanks between letters": lambda t: " ".join(" ".join(w) for w in t.split()),
    "doubled beginnings": lambda t: " ".join(
        w[:2] + w if n % 4 == 0 and len(w) > 3 else w for n, w in enumerate(t.split())
    ),
    "codes of the font": lambda t: "".join(chr(ord(c) - 29) if " " < c < "\x7f" else c for c in t),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("story", DEV.values(), ids=DEV.keys())
def test_damage_is_told_with_a_sample_and_its_absence_too(damage: Callable[[str], str], story: object) -> None:
    text = "\n".join(story.paragraphs)  # type: ignore[attr-defined]
    assert looks_damaged(text) is None
    sample = looks_damaged(damage(text))
    assert sample and len(sample) <= 60 and sample.split()[0] in damage(text)


def test_one_damaged_passage_in_a_long_text_is_told() -> None:
    good = " ".join(made.PARAGRAPHS)
    bad = good.translate({ord(a): ord(b) for a, b in SHUFFLED.items()})
    assert looks_damaged("\n".join([*[good] * 8, bad, *[good] * 8]))


@pytest.mark.parametrize(
    "text",
    [
        "Anna Smith, Peter Jones, Ngozi Okonjo-Iweala, Zoë Ní Bhriain, José Ángel Ó Faoláin, Kåre Tveit",
        "12 14 18 2.7 3,000 £340 11.42 1987 2011 44% 12 May 3 June 19 August 84 none 14 none",
        "MAYOR KEEPS OFFICE BY TWO VOTES AFTER AN ALL-NIGHT SITTING IN ARDEN",
        "Write to v.tyagarajan@post.example or reviews@tallow-finch.example, https://courier.example/2026/03/04/ferry-sailed-with-door-open",
        "No.",
    ],
)
def test_names_numbers_capitals_and_addresses_are_no_damage(text: str) -> None:
    assert looks_damaged(text) is None
