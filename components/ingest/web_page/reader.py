"""Reads a web page: its article by trafilatura, and all else on it as what was cut away."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterator, Sequence

import msgspec
import trafilatura
from lxml.etree import ParserError
from lxml.html import HtmlElement, tostring

from components.domain.errors import NoArticle, NothingToRead
from components.domain.text_outline import is_date_line
from components.ingest.limits import LONGEST_BLOCK, MAX_CUT_BLOCKS
from components.ingest.reading_result import Block, Reading, make_reading
from components.ingest.text_decoding import decode
from components.ingest.text_metadata import byline
from components.ingest.web_page.element_text import element_text
from components.ingest.web_page.embedded_posts import quote_posts
from components.ingest.web_page.live_blog import live_paragraphs
from components.ingest.web_page.metadata import linked_data, page_head
from components.ingest.web_page.teaser_page import link_titles, teaser_links

log = logging.getLogger(__name__)

FEWEST_WORDS = 5  # under which nothing is an article
FEW_IN_INTRO = 6  # words of a sentence above the posts of a live blog
FEW_WORDS = 40  # under which a page that asks for something holds no article

_ROOT = re.compile(r"(?i)<!doctype\s+html\b|<html\b")
_CHARSET = re.compile(rb"(?i)<(?:meta[^>]+charset=|\?xml[^>]+encoding=)[\"']?\s*([\w-]{2,20})")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "figcaption", "td", "th", "dt", "dd", "pre",
           "div", "span", "a", "button", "label", "time")  # fmt: skip
_SILENT = ("script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "textarea")
_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_WHEN = re.compile(r"(?i)\W*(?:(?:first|last) )?(?:published|posted|updated|modified)\b")
_INVITES = re.compile(
    r"(?i)^(?:read (?:more|also|next)|also read|related|see also|more on this|watch|listen|follow us|share this"
    r"|advertisement|story continues below|sign up|subscribe|newsletter|most read|don['’]t miss|recommended)\b[^.!?]*$"
)
_ASKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (why, re.compile(f"(?i){'|'.join(signs)}"))
    for why, signs in (
        ("it asks readers to subscribe or sign in", (
            r"subscribe (?:now )?to (?:continue|read)", "to continue reading", "already a subscriber",
            r"log ?in to (?:read|continue)", "subscriber[- ]only", "for subscribers", "create a free account",
            r"free articles? (?:left|remaining)", "start your trial")),
        ("it asks for consent to cookies", (
            r"we (?:and our partners )?(?:use|value|care about)[^.]{0,40}(?:cookies|your privacy)",
            r"accept (?:all )?cookies", "consent to", r"cookie (?:policy|settings|preferences)")),
        ("it needs JavaScript to show anything", (
            r"(?:enable|requires?|turn on) javascript", r"javascript is (?:disabled|required)")),
        ("it checks whether its visitor is a person", (
            r"are you (?:a )?(?:robot|human)", r"verify(?:ing)? (?:that )?you are", "captcha", "access denied",
            "unusual traffic")),
    )
)  # fmt: skip


def read_html(data: bytes, filename: str | None = None, url: str | None = None, declared: str | None = None) -> Reading:
    """The article on a page; ``declared`` is the encoding that its server named. Raises InputRefused."""
    named = _CHARSET.search(data[:4096])
    text, _ = decode(data, declared or (named[1].decode("ascii") if named else None))
    return read_page(text, filename, url)


def read_page(source: str, filename: str | None = None, url: str | None = None) -> Reading:
    """The article on a page that was decoded. Raises InputRefused."""
    source = _from_root(re.sub("[\x00-\x08\x0b\x0e-\x1f]", "", source))
    try:
        tree = trafilatura.load_html(source)
    except (ParserError, ValueError, RecursionError):
        tree = None
    if tree is None:
        raise NothingToRead("The page could not be read: it is damaged or empty. Save it again, or copy its text.")
    data = list(linked_data(tree))
    posts = quote_posts(tree)
    head, dates = page_head(tree, _without_posts(tree) if posts else source, url)
    kept = _with_posts(_article(copy.deepcopy(tree)), posts, tree)
    words = sum(len(k.split()) for k in kept)
    shown = _shown(tree)
    live = live_paragraphs(tree, data, dates.day)
    if live is not None:
        kept = _intro(kept, shown, live, head.title) + live
        words = sum(len(k.split()) for k in kept)
    if words < FEW_WORDS and (why := _asks(tree, shown)):
        raise NoArticle(
            f"The page holds no article text: {why}. Open it in your browser, then save the page or copy its text."
        )
    if live is None and (links := teaser_links(tree, kept, data, head.url or url)):
        raise NoArticle(
            f"There is no article on this page: it leads to {len(links)} others. Open one of them, then save that page "
            f"or copy its text: {link_titles(links)}."
        )
    if words < FEWEST_WORDS:
        raise NoArticle(
            "The page holds no article text. Open the article itself, then save that page or copy its text."
        )
    if head.byline is None:
        # Shown on the page and cut away with its furniture.
        said = (byline(text) for text, _ in shown if len(text) < 120)
        head = msgspec.structs.replace(head, byline=next((b for b in said if b), None))
    blocks = _merged(kept, shown)
    if dates.day is None and dates.updated:
        note = f"The page says only when it was updated ({dates.updated}), not when it was published: set its date."
        return make_reading("html", blocks, head, filename=filename, notes=(note,))
    found = f"{dates.found or 'a line of the text'}; updated {dates.updated}" if dates.updated else dates.found
    return make_reading("html", blocks, head, filename=filename, date_found=found)


def _from_root(source: str) -> str:
    """A page without what stands before its root element: a line of text there is no part of it."""
    root = _ROOT.search(source, 0, 65_536)
    if root is None or "<" in re.sub(r"(?s)<!--.*?-->|<\?.*?>|<!doctype[^>]*>", "", source[: root.start()], flags=re.I):
        return source
    return source[root.start() :]


def _with_posts(kept: list[str], posts: Sequence[str], tree: HtmlElement) -> list[str]:
    """The paragraphs with every embedded post among them, in the page's order."""
    missing = [p for p in posts if p not in kept]
    if not missing or not kept:
        return kept
    order = {" ".join(p.text_content().split()): n for n, p in enumerate(tree.iter("p", "h1", "h2", "h3", "h4", "li"))}
    first, last = (next((order[k] for k in ks if k in order), None) for ks in (kept, kept[::-1]))
    for post in missing:
        place = order.get(post)
        if place is None or first is None or last is None or not first <= place <= last:
            continue  # beside the article
        at = next((n for n, k in enumerate(kept) if order.get(k, -1) > place), len(kept))
        kept = [*kept[:at], post, *kept[at:]]
    return kept


def _without_posts(tree: HtmlElement) -> str:
    """The page's source without its embedded posts: their dates are not the article's."""
    rest = copy.deepcopy(tree)
    for post in rest.xpath(".//*[@data-post='quoted']"):
        post.drop_tree()
    return str(tostring(rest, encoding="unicode"))


def _intro(kept: Sequence[str], shown: Sequence[tuple[str, str]], live: Sequence[str], title: str | None) -> list[str]:
    """What stands above the first post of a live blog: its headline, and its own sentences."""
    posts = {" ".join(p.split()) for p in live}
    first = next((n for n, (text, _) in enumerate(shown) if text in posts), len(shown))
    known = {" ".join(k.split()) for k in kept} | {title}
    out = []
    for text, place in shown[:first]:
        said = (
            place == "not in the article" and len(text.split()) >= FEW_IN_INTRO and text.endswith((".", "!", "?", "”"))
        )
        if (text in known or said) and text not in posts and not _WHEN.match(text) and text not in out:
            out.append(text)
    return out


_LINES = frozenset(
    "p h1 h2 h3 h4 h5 h6 li blockquote pre div tr table ul ol hr section article header footer center".split()
)


def mail_text(source: str) -> str:
    """The text of a letter that was written as a page: its lines and blank lines, nothing left out."""
    try:
        tree = trafilatura.load_html(source)
    except (ParserError, ValueError, RecursionError):
        tree = None
    if tree is None:
        return ""
    text = element_text(tree, silent=_SILENT, edges=_mail_edges, verbatim={"pre"})
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" *\n *", "\n", re.sub(r"[ \t\xa0]+", " ", text))).strip()


def _mail_edges(one: HtmlElement) -> tuple[str, str]:
    if one.tag == "br":
        return "\n", ""
    far = one.tag in {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol"}
    edge = "\n\n" if far else "\n" if one.tag in _LINES else " " if one.tag in {"td", "th"} else ""
    return edge, edge


def _article(tree: HtmlElement) -> list[str]:
    """The article's paragraphs: trafilatura's main text, without comments."""
    found = trafilatura.extract(tree, include_comments=False, include_tables=True, deduplicate=False) or ""
    lines = [re.sub(r"^- ", "", line).strip() for line in found.split("\n")]
    lines = [line.strip("| ") if _ROW.fullmatch(line) else line for line in lines if not _RULE.fullmatch(line)]
    return [line for line in lines if line]


def _shown(tree: HtmlElement) -> list[tuple[str, str]]:
    """All that the page shows, in its order, as (text, tag) of its smallest blocks."""
    out: list[tuple[str, str]] = []
    body = tree.find("body")
    for one in _visible(body if body is not None else tree):
        if one.tag not in _BLOCKS or _block_inside(one):
            continue
        words = " ".join(one.text_content().split())
        if words and (not out or out[-1][0] != words):
            out.append((words[:LONGEST_BLOCK], _place(one)))
    return out


def _visible(root: HtmlElement) -> Iterator[HtmlElement]:
    """Elements in document order, without recursion: pages can be nested deeper than Python's stack."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if not isinstance(one.tag, str) or one.tag in _SILENT:
            continue
        yield one
        waiting.extend(reversed(one))


def _block_inside(one: HtmlElement) -> bool:
    """Whether smaller blocks tell its words; of links and spans only those that stand alone are blocks."""
    inline = one.tag in {"span", "a", "time", "label", "button"}
    if inline and any(a.tag in _BLOCKS[:15] for a in one.iterancestors()):
        return True
    inner = _BLOCKS if one.tag == "div" or inline else _BLOCKS[:16]
    return any(c is not one and isinstance(c.tag, str) and c.tag in inner for c in one.iter())


def _place(one: HtmlElement) -> str:
    """Why a block is no part of the article, by where it stands."""
    for around in (one, *one.iterancestors()):
        if around.tag in {"nav", "header", "footer", "aside", "figcaption", "form", "button"}:
            return {"nav": "menu", "header": "page head", "footer": "page foot", "aside": "beside the article",
                    "figcaption": "caption", "form": "form", "button": "button"}[around.tag]  # fmt: skip
    return "not in the article"


def _merged(kept: Sequence[str], shown: Sequence[tuple[str, str]]) -> list[Block]:
    """The article's paragraphs among what was cut away, in the page's order."""
    flat = [" ".join(k.split()) for k in kept]
    at: dict[str, int] = {}
    for n, text in enumerate(flat):
        at.setdefault(text, n)
    whole = "\n".join(flat)
    out: list[Block] = []
    done = cut = 0
    for text, place in shown:
        found = at.get(text)
        if found is not None and found >= done:
            out += [_kept(k) for k in kept[done : found + 1]]
            done = found + 1
        elif text not in whole and cut < MAX_CUT_BLOCKS:
            cut += 1
            out.append(Block(text, "invitation to read on" if _INVITES.match(text) else place))
    return out + [_kept(k) for k in kept[done:]]


def _kept(text: str) -> Block:
    """A paragraph of the article; a line that only says when it was published, or invites to read on, is cut."""
    if is_date_line(text) and _WHEN.match(text):
        return Block(text, "date line")
    return Block(text, "invitation to read on" if _INVITES.match(text) and len(text) < 160 else "")


def _asks(tree: HtmlElement, shown: Sequence[tuple[str, str]]) -> str | None:
    """What a page without an article asks of its visitor."""
    if any(str(d.get("isAccessibleForFree")).lower() == "false" for d in linked_data(tree)):
        return _ASKS[0][0]
    words = " ".join(t for t, _ in shown) + " " + " ".join(n.text_content() for n in tree.iter("noscript"))
    return next((why for why, pattern in _ASKS if pattern.search(words)), None)
