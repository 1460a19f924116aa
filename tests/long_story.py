"""A made article of any length: an inquiry with many people, dates, quotes, claims and denials."""

from __future__ import annotations

import random

FIRST = (
    "Ada Bram Cleo Dario Edda Finn Greta Hugo Iris Jonas Klara Levi Mira Nils Oda Paul Rosa Sven Tilda Viktor".split()
)
LAST = (
    "Abel Brandt Castell Dorn Ekman Farrow Grane Holt Ivers Jansen Kell Lorne Marek Nygard Olsen Pryce Quill Rasmus "
    "Strand Thorn Ulver Vance Wolff Yarrow Zeller"
).split()
BODIES = (
    "the port authority", "Norvik Marine", "the city council", "the Harbour Union", "Arden Bank", "the audit office",
    "the district court", "Kelm Shipping", "the environment agency", "the Arden Courier",
)  # fmt: skip
ROLES = ("engineer", "auditor", "councillor", "lawyer", "foreman", "prosecutor", "accountant", "pilot", "clerk")
PLACES = ("Arden", "Kelmouth", "Port City", "Norvik", "Easthaven")
MONTHS = "January February March April May June July August September October November December".split()
DEEDS = (
    "signed the contract for the north quay", "paid 40,000 crowns to a dredging firm", "shredded two complaints",
    "warned the board about the invoices", "opened a second account", "met the contractor in a hotel",
    "refused to hand over the ledgers", "ordered a new survey of the channel", "sold the old crane for scrap",
)  # fmt: skip
WORDS = (
    "Nobody asked me about the invoices, and I would have told them", "We did what the board told us to do",
    "It was the worst week of my life", "The figures never added up, not once", "I have nothing to hide",
    "This inquiry comes three years too late", "He knew, and he said nothing", "The channel was never deep enough",
)  # fmt: skip
JUDGEMENTS = ("praised {b} for a careful answer", "called {b} a liar", "accused {b} of false invoices",
              "thanked {b} for the records", "criticised {b} for the delay")  # fmt: skip


def long_story(words: int = 12_000, seed: int = 3) -> str:
    """The article's text: a title, a line of place and date, then paragraphs until it has so many words."""
    chance = random.Random(seed)  # noqa: S311 - a made article
    people = [(f"{chance.choice(FIRST)} {last}", chance.choice(ROLES), chance.choice(BODIES)) for last in LAST]
    parts = [
        "Inquiry Hears Forty Witnesses on the Arden Dredging Contract",
        "Arden, 12 March 2026 – The inquiry into the dredging of the port of Arden closed its hearings on Thursday.",
    ]
    count = sum(len(p.split()) for p in parts)
    number = 0
    while count < words:
        paragraph = _heading(number) if number % 12 == 0 else _paragraph(chance, people)
        parts.append(paragraph)
        count += len(paragraph.split())
        number += 1
    return "\n\n".join(parts)


def _heading(number: int) -> str:
    return f"The hearings, part {number // 12 + 1}"


def _paragraph(chance: random.Random, people: list[tuple[str, str, str]]) -> str:
    (who, role, body), (other, _, _) = chance.sample(people, 2)
    last = who.split()[1]
    day = f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.choice((2019, 2021, 2022, 2023, 2024, 2025))}"
    sentences = [
        f"{who}, {role} at {body}, told the inquiry that {other} {chance.choice(DEEDS)} on {day}.",
        f"“{chance.choice(WORDS)},” {last} said.",
        f"{other.split()[1]} denied it and said the meeting in {chance.choice(PLACES)} was about wages.",
        f"{last} {chance.choice(JUDGEMENTS).format(b=other.split()[1])} in a letter to {chance.choice(BODIES)}.",
        f"A hearing in {chance.choice(PLACES)} is planned for {chance.randint(1, 28)} May 2026.",
    ]
    return " ".join(sentences[: chance.randint(3, 5)])
