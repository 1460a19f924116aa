"""What the visitors do while a server may be killed at any moment; each says in the ledger what it is about to do."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import json
import random
from dataclasses import dataclass, field

from tests.load import reporter
from tests.load.ledger import Edit, Ledger
from tests.load.visitor import Visitor
from tests.long_story import long_story

EDITS = 60  # of one article, after which a corrector goes on to another
IMPORTED = 12  # corrections in a file
SPARE = 6  # articles that wait for somebody; the librarian deletes none of them


@dataclass
class Work:
    """What the visitors share: the ledger, chance, the articles (ids) that are read and nobody works on."""

    ledger: Ledger
    chance: random.Random
    free: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)  # words that only that article has, by its id
    mine: dict[str, str] = field(default_factory=dict)  # the article that each visitor works on
    sharing: asyncio.Lock = field(default_factory=asyncio.Lock)  # how many links there are is one fact
    made: int = 0

    def text(self) -> tuple[str, str]:
        """A new article's text, and words in it that no other has."""
        self.made += 1
        mark = f"docket {self.made:06d}"
        title, rest = long_story(self.chance.randint(120, 420), seed=self.made).split("\n\n", 1)
        return f"{title}\n\nThe case is filed as {mark}.\n\n{rest}", mark

    def article(self, who: str) -> str | None:
        """The article of a visitor: the one that it has, or a free one once that has many edits."""
        if self.free and (who not in self.mine or len(self.ledger.edits(self.mine[who])) >= EDITS):
            self.mine[who] = self.free.pop(0)
        return self.mine.get(who)


async def add(work: Work, visitor: Visitor) -> None:
    """Paste or upload an article, add it, wait until it is read."""
    text, mark = work.text()
    ledger = work.ledger
    left = [f[1] for f, there in ledger.facts.items() if f[0] == "draft" and there]
    gone = {("draft", one): None for one in left}
    gone |= {("kept", one): None for one in left if not ledger.facts.get(("article", one))}
    with ledger.doing("discard", gone):
        await reporter.open_adding(visitor)
    with ledger.doing("read in", {("draft", mark): True, ("kept", mark): True}):
        if work.chance.random() < 0.5:
            await reporter.paste(visitor, text)
        else:
            await reporter.upload(visitor, [(f"{mark}.txt", text.encode())])
    # One transaction adds it, and a further one forgets what was read in: between both it is twice there, never gone.
    with ledger.doing("forget", {("draft", mark): None}), ledger.doing("add", {("article", mark): "there"}):
        article = await reporter.add_read_in(visitor)
    work.marks[article] = mark
    with ledger.doing("analyse", {("read", mark): True}):
        await reporter.wait_until_read(visitor)
    work.free.append(article)


async def correct(work: Work, visitor: Visitor, article: str, *, details: bool = True) -> None:
    """Open an article and correct it by the card, the forms and a file; undo and do again."""
    await reporter.open_article(visitor, article, "quotes")
    for _ in range(8):
        kinds = ["right", "speaker", "speaker", "form", "remove", "undo", "redo", "redo", "file"]
        await _correct_once(work, visitor, article, work.chance.choice([*kinds, *(["title"] * details)]))


async def _correct_once(work: Work, visitor: Visitor, article: str, what: str) -> None:
    ledger, chance = work.ledger, work.chance
    edits = ledger.edits(article)
    made, undone = _corrections(edits, undone=False), _corrections(edits, undone=True)
    quotes = [m for m in reporter.marks(visitor) if m.startswith("q-")]
    if what == "undo" and made:
        with ledger.doing("undo", ledger.turned(article, made[-1], undone=True)):
            await reporter.undo(visitor)
        await reporter.wait_until_read(visitor)  # another title has it read anew
    elif what == "redo" and len(undone) == 1:
        with ledger.doing("redo", ledger.turned(article, undone[0], undone=False)):
            await reporter.redo(visitor)
        await reporter.wait_until_read(visitor)
    elif what == "title":
        title = f"Retitled {len(edits)} {chance.randrange(10**6)}"
        with ledger.doing("retitle", ledger.with_edits(article, ("article/title", json.dumps(title)))):
            await reporter.edit_title(visitor, title)
    elif what == "file" and made and quotes:
        data, new = corrections_file(article, quotes, chance)
        with ledger.doing("import", ledger.with_edits(article, *new)):
            await reporter.import_corrections(visitor, data)
        await reporter.open_article(visitor, article, "quotes")
    elif quotes and what in {"right", "speaker", "form", "remove"}:
        await _correct_quote(work, visitor, article, what, chance.choice(quotes))


def _corrections(edits: tuple[Edit, ...], *, undone: bool) -> list[int]:
    """The places of the corrections that are undone, or aren't; what was found right is none."""
    return [n for n, (what, _, gone) in enumerate(edits) if gone is undone and not what.startswith("marks/")]


async def _correct_quote(work: Work, visitor: Visitor, article: str, what: str, mark: str) -> None:
    ledger, chance = work.ledger, work.chance
    await reporter.pick(visitor, mark)
    if what == "right" and not visitor.page.data("mark-card")["checked"]:
        with ledger.doing("find right", ledger.with_edits(article, (f"marks/{mark}/checked", "true"))):
            await reporter.find_right(visitor, mark)
    elif what == "speaker" and (others := await reporter.others(visitor, mark)):
        who = chance.choice(others)
        with ledger.doing("correct", ledger.with_edits(article, (f"quotes/{mark}/speaker", json.dumps(who)))):
            await reporter.give_speaker(visitor, mark, who)
    elif what == "form":
        await reporter.open_form(visitor, mark)
        source = visitor.page.find(f"source-{mark}", "selectbox")
        kind = visitor.page.find(f"kind-{mark}", "selectbox")
        assert source is not None and kind is not None
        # Two fields, neither as it is.
        new = {"source_type": (source, "document", 4, "media", 5), "kind": (kind, "mixed", 2, "indirect", 1)}
        fields, after = {}, []
        for name in ("kind", "source_type"):
            node, one, at, other, elsewhere = new[name]
            value, place = (one, at) if node.value.default != at else (other, elsewhere)
            fields[node.key] = node.value.options[place]
            after.append((f"quotes/{mark}/{name}", json.dumps(value)))
        with ledger.doing("save a form", ledger.with_edits(article, *after)):
            await reporter.save_form(visitor, "save-quote", fields)
    elif what == "remove" and len(reporter.marks(visitor)) > 4:
        await reporter.open_form(visitor, mark)
        with ledger.doing("remove", ledger.with_edits(article, (f"quotes/{mark}/removed", "true"))):
            await reporter.remove(visitor, mark)


def corrections_file(article: str, quotes: list[str], chance: random.Random) -> tuple[bytes, list[tuple[str, str]]]:
    """A file of corrections of an article as another library has it, and its edits (what, after)."""
    now = dt.datetime.now(dt.UTC)
    edits = [
        {
            "id": f"{chance.getrandbits(48):012x}",
            "at": (now - dt.timedelta(seconds=IMPORTED - n)).isoformat(),
            "by": "The desk",
            "what": f"quotes/{chance.choice(quotes)}/source_type",
            "before": "named",
            "after": chance.choice(["document", "media", "named", "anonymous"]),
        }
        for n in range(IMPORTED)
    ]
    file = {"schema": "dateline.corrections/1", "article": article, "title": "", "corrections": edits}
    return json.dumps(file).encode(), [(str(e["what"]), json.dumps(e["after"])) for e in edits]


async def keep_order(work: Work, visitor: Visitor) -> None:
    """Tag an article, delete one, bring it back."""
    ledger, chance = work.ledger, work.chance
    if work.free:
        article = chance.choice(work.free)
        name = f"tag {chance.randrange(12)}"
        tags = ledger.facts.get(("tags", article), frozenset())
        if name not in tags:
            with ledger.doing("tag", {("tags", article): tags | {name}}):
                await reporter.tag(visitor, article, name)
    if len(work.free) > SPARE:
        article = work.free.pop()
        mark = work.marks[article]
        with ledger.doing("delete", {("article", mark): "deleted"}):
            await reporter.delete(visitor, article)
        if chance.random() < 0.7:
            with ledger.doing("bring back", {("article", mark): "there"}):
                await reporter.bring_back(visitor)
            work.free.append(article)


async def share(work: Work, visitor: Visitor, article: str, *, correct: bool = False) -> str:
    """Make a link; its token."""
    ledger = work.ledger
    async with work.sharing:
        with ledger.doing("share", {("links",): ledger.facts["links",] + 1}):
            token = await reporter.share(visitor, article, correct=correct)
    ledger.facts[("link", hashlib.sha256(token.encode()).hexdigest())] = "open"
    return token


async def share_and_take_back(work: Work, visitor: Visitor) -> None:
    """Make a link, and mostly take it back."""
    if not work.free:
        return
    before = await reporter.links(visitor)
    token = await share(work, visitor, work.chance.choice(work.free[:SPARE]))
    new = [one for one in await reporter.links(visitor) if one not in before]
    if len(new) == 1 and work.chance.random() < 0.7:
        fact = ("link", hashlib.sha256(token.encode()).hexdigest())
        with work.ledger.doing("take back", {fact: "taken back"}):
            await reporter.revoke(visitor, new[0])
