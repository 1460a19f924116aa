"""What people do with Dateline, each through the page that offers it, until the page says that it is done.

A function returns once the page told the result, and raises PageFailed where it told something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.load.page_tree import PageTree
from tests.load.visitor import PageFailed, Visitor

NUMBERS = {word: n for n, word in enumerate("no one two three four five six seven eight nine ten".split())}
READ = 120.0  # seconds that an article may take to be read while others are


class Refused(PageFailed):
    """The page said that a correction can't be made: somebody else's took away what it is of."""


def _said(visitor: Visitor, done: bool, what: str) -> None:
    visitor.check()
    if visitor.page.find("correction-refused"):
        raise Refused(f"{what}: refused; the page says {visitor.page.words()[:14]}")
    if not done:
        raise PageFailed(f"the page does not say that {what}; it says {visitor.page.words()[:14]}")


def open_article_id(visitor: Visitor) -> str:
    """The article that the address names."""
    found = re.search(r"article=([0-9a-f]{16})", visitor.page.query)
    if found is None:
        raise PageFailed(f"no article is open: {visitor.page.query}; the page says {visitor.page.words()[:14]}")
    return found[1]


async def open_article(visitor: Visitor, article: str, view: str = "overview", **query: str) -> float:
    """Open a view of an article that was read; the seconds."""
    took = await visitor.open(view, article=article, **query)
    _said(visitor, _is_read(visitor.page), f"{view} of {article} is open")
    return took


def _is_read(page: PageTree) -> Any:
    return page.find("mark-card", "bidi_component")


async def wait_until_read(visitor: Visitor, seconds: float = READ) -> float:
    """Wait until the article that is open is read."""
    took = await visitor.until_shown(_is_read, seconds)
    visitor.check()
    return took


# Adding


async def open_adding(visitor: Visitor) -> None:
    """The library with nothing read in that waits to be added; what there is is discarded."""
    await visitor.open()
    await visitor.until_shown(lambda page: page.find("adding-more") or page.find("paste-watch"))
    await visitor.until_shown(lambda page: not page.find("outcomes-running"))
    if visitor.page.find("discard"):
        await visitor.press("discard")
    visitor.check()


async def paste(visitor: Visitor, text: str) -> None:
    """Paste an article's text, which is read in; the page says so by offering to add it."""
    await open_adding(visitor)
    if visitor.page.find("paste-watch") is None:
        await visitor.press("adding-more")
    field = next(n.key for n in visitor.page.all("text_area") if n.key.startswith("paste-"))
    visitor.fill(field, text)
    await visitor.press("read-paste")
    await visitor.until_shown(lambda page: _offers(page) or page.find("paste-refused"))
    _said(visitor, bool(_offers(visitor.page)), "the text was read in")


async def upload(visitor: Visitor, files: Sequence[tuple[str, bytes]]) -> None:
    """Upload files, which are read in; the page says so by offering to add them."""
    await open_adding(visitor)
    uploader = next(n.key for n in visitor.page.all("file_uploader") if n.key.startswith("files-"))
    await visitor.upload(uploader, files)
    await visitor.until_shown(_offers)
    visitor.check()


def _offers(page: PageTree) -> str:
    return next((one for one in ("add-one", "add-many", "open-there") if page.find(one)), "")


async def add_read_in(visitor: Visitor) -> str:
    """Add what was read in; its id where it is one article, else "". The page says so by opening or listing it."""
    offered = _offers(visitor.page)
    await visitor.press(offered)
    visitor.check()
    if offered != "add-many":
        return open_article_id(visitor)
    _said(visitor, bool(visitor.page.find("added-shelf") or visitor.page.find("added-sum")), "the files were added")
    return ""


# Picking and correcting in the open article


def marks(visitor: Visitor) -> list[str]:
    """The ids of the marks in the article beside the open view, in its order."""
    return [str(one) for one in visitor.page.data("article").get("order", [])]


async def pick(visitor: Visitor, mark: str) -> float:
    """Click a mark in the article; its card comes."""
    turn = int(visitor.page.data("mark-card").get("turn", 0)) + 1
    took = await visitor.tell("mark-card", "picked", {"id": mark, "turn": turn})
    if visitor.page.find("mark-gone"):
        raise Refused(f"{mark} is not in this reading any more")
    _said(visitor, visitor.page.data("mark-card").get("id") == mark, f"{mark} is picked")
    return took


async def _act(visitor: Visitor, mark: str, what: str, **more: str) -> float:
    """Press a button of the card; a colleague says its name first, once."""
    took = await visitor.tell("mark-card", "act", {"what": what, "id": mark, **more})
    if visitor.page.find("name-field"):
        visitor.fill("name-field", f"Colleague {visitor.session[:4]}")
        await visitor.press("Go on")
        if what != "wrong":  # the form comes with the name
            took = await visitor.tell("mark-card", "act", {"what": what, "id": mark, **more})
    visitor.check()
    return took


async def find_right(visitor: Visitor, mark: str) -> float:
    """Say of the picked mark that it is right."""
    took = await _act(visitor, mark, "right")
    card = visitor.page.data("mark-card")
    # The review queue goes on to its next item by itself.
    _said(visitor, bool(card.get("checked")) or card.get("id") != mark, f"{mark} was found right")
    return took


def corrections(visitor: Visitor) -> int:
    """How many corrections the page says are in effect."""
    for words in visitor.page.words():
        if found := re.match(r"(\w+) corrections?\b", words):
            return NUMBERS.get(found[1].lower()) or int(found[1].replace(",", ""))
    return 0


async def others(visitor: Visitor, mark: str) -> list[str]:
    """The actors who, by the picked quote's card, may have spoken it instead; a colleague says its name for it."""
    if not visitor.page.data("mark-card")["others"]["who"]:  # whose name isn't known yet is asked for it here
        await _act(visitor, mark, "wrong")
        await _act(visitor, mark, "wrong")  # and its form closed
    return [str(one["id"]) for one in visitor.page.data("mark-card")["others"]["who"]]


async def give_speaker(visitor: Visitor, mark: str, who: str) -> float:
    """Say of the picked quote that another actor spoke it, by its card."""
    took = await _act(visitor, mark, "speaker", who=who)
    _said(visitor, True, "the speaker was corrected")
    return took


async def open_form(visitor: Visitor, mark: str) -> None:
    """Open the form that corrects the picked mark."""
    await _act(visitor, mark, "wrong")
    if visitor.page.find("drawer-close") is None:
        raise PageFailed(f"no form for {mark}; the page says {visitor.page.words()[:14]}")


async def remove(visitor: Visitor, mark: str) -> float:
    """Say by the open form of a quote or an event that it is none."""
    button = next((b for b in ("remove-quote", "remove-event") if visitor.page.find(b)), None)
    if button is None:
        raise PageFailed(f"{mark} can't be removed")
    took = await visitor.press(button)
    _said(visitor, mark not in marks(visitor), f"{mark} was removed")
    return took


async def save_form(visitor: Visitor, button: str, fields: Mapping[str, Any]) -> float:
    """Change fields of the open form and save it."""
    for key, value in fields.items():
        visitor.fill(key, value)
    took = await visitor.press(button)
    _said(visitor, visitor.page.find(button) is None, "the form was saved")
    return took


async def edit_title(visitor: Visitor, title: str) -> float:
    """Give the open article another title."""
    await visitor.press("details")
    visitor.fill("Title", title)
    took = await visitor.press("Save")
    await visitor.until_shown(lambda page: page.says(title) and _is_read(page))
    visitor.check()
    return took


async def undo(visitor: Visitor) -> None:
    """Undo the last correction."""
    await visitor.press("undo-last")
    _said(visitor, True, "it was undone")


async def redo(visitor: Visitor) -> None:
    """Do again what was undone last."""
    await visitor.press("redo-last")
    _said(visitor, True, "it was done again")


async def import_corrections(visitor: Visitor, file: bytes) -> str:
    """Bring in corrections from a file, in the open article, in which something was corrected; what the page says."""
    await visitor.press("corrections-all")
    await visitor.upload("corrections-in", [("corrections.json", file)])
    await visitor.press("corrections-take")
    said = next((w for w in visitor.page.words() if "brought in" in w), "")
    _said(visitor, bool(said), "the corrections were brought in")
    return said


# The library


async def delete(visitor: Visitor, article: str) -> None:
    """Delete an article; the page offers to bring it back."""
    await visitor.open()
    await visitor.tell("shelf", "removed", article)
    await visitor.press("delete-yes")
    _said(visitor, visitor.page.says("The article was deleted."), "the article was deleted")


async def bring_back(visitor: Visitor) -> None:
    """Bring back what was deleted last by this visitor."""
    await visitor.press("undo")
    _said(visitor, not visitor.page.says("The article was deleted."), "the article was brought back")


async def tag(visitor: Visitor, article: str, name: str) -> None:
    """Put a tag on an article; the list has it then, or the page says so where the article is on another page."""
    await visitor.open()
    await visitor.tell("shelf", "act", {"what": "tag", "ids": [article], "all": False})
    await visitor.tell("tag-name", "named", name)
    row = next((row for row in visitor.page.data("shelf").get("rows", []) if row["id"] == article), None)
    done = name in row["tags"] if row else visitor.page.says("1 article tagged")
    _said(visitor, done, f"{article} was tagged")


# Links


async def share(visitor: Visitor, article: str, *, correct: bool = False, view: str = "overview") -> str:
    """Make a link to an article; its token."""
    await open_article(visitor, article, view)
    await visitor.press("share-view")
    if correct:
        await visitor.choose("share-can", "To correct")
    await visitor.press("share-make")
    visitor.check()
    found = next((re.search(r"/s/([\w-]{22})", words) for words in visitor.page.words() if "/s/" in words), None)
    if found is None:
        raise PageFailed(f"no link was made; the page says {visitor.page.words()[:14]}")
    return found[1]


async def links(visitor: Visitor) -> dict[str, bool]:
    """Every link's id, and whether it is open."""
    await visitor.open("share")
    visitor.check()
    return {str(row["id"]): row["state"] == "read" for row in visitor.page.data("links").get("rows", [])}


async def revoke(visitor: Visitor, link: str) -> None:
    """Take a link back."""
    await visitor.open("share")
    await visitor.tell("links", "picked", link)
    state = {row["id"]: row["state"] for row in visitor.page.data("links")["rows"]}
    _said(visitor, state.get(link) == "cancelled", "the link was taken back")
