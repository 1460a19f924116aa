"""Posts of social networks embedded in a page: each becomes a quote of its author, in its place. Nothing is fetched."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from components.ingest.web_page.element_text import element_text

MOST = 200  # posts of a page
LONGEST = 3_000  # characters of a post: longer ones are articles
_NETWORK = (
    r"twitter|tweet|x-post|mastodon|toot|instagram|insta|fb-post|fb-video|facebook|tiktok|bluesky|bsky|threads|"
    r"text-post-media|youtube-(?:post|community)|telegram|reddit|linkedin|truth-?social|social(?:-media)?-?(?:post|embed)"
)
_CLASS = re.compile(
    rf"(?i)(?:^|[\s_-])(?:{_NETWORK})(?:$|[\s_-](?:post|embed|media|status|card|message|body|block|item|wrapper|"
    rf"container|community)\b|$|\s)|\b(?:embed(?:ded)?)[\s_-]+(?:{_NETWORK})\b|\bembedded-post\b"
)
_STATUS = re.compile(
    r"(?i)(?:twitter|x)\.com/\w+/status|/@[\w.]+(?:@[\w.]+)?/\d{6,}|instagram\.com/(?:p|reel)/|tiktok\.com/@[\w.]+/video|"
    r"facebook\.com/[^/]+/(?:posts|videos)/|bsky\.app/profile/[^/]+/post|threads\.(?:net|com)/@?[\w.]+/post|"
    r"youtube\.com/(?:post/|.*/community)|t\.me/\w+/\d+|truthsocial\.com/@\w+"
)
_HOLDERS = {"blockquote", "div", "figure", "section", "article", "aside", "li", "a", "amp-twitter", "p"}
_HANDLE = r"@[\w.]{1,40}(?:@[\w.-]{3,60})?"
_SIGNED = re.compile(
    rf"^[—–-]\s*(?P<name>[^@()\n—]{{1,80}}?)\s*\(\s*(?P<handle>{_HANDLE})\s*\)[\s,·∙|]*(?P<rest>.*)$", re.DOTALL
)
_SHARED = re.compile(
    rf"(?i)^(?:a )?(?:post|photo|video|reel|thread|story)?\s*(?:shared|posted|post|published|uploaded)\s+by\s+"
    rf"(?P<name>[^@()\n]{{0,80}}?)\s*\(?\s*(?P<handle>{_HANDLE})?\s*\)?(?:\s+(?:on|at)\s+(?P<rest>.*))?$"
)
_NAMED = re.compile(rf"^(?P<name>[^@\n]{{2,80}}?)?[\s·∙(]*(?P<handle>{_HANDLE})\)?(?P<rest>[\s·∙|,]*[^\n]{{0,60}})$")
_SITE = "(?:X|twitter|instagram|facebook|threads|tiktok|mastodon|bluesky|youtube|truth social)"
_IN_TITLE = re.compile(
    rf"(?i)^(?P<name>.{{2,80}}?)(?:\s*\((?P<handle>{_HANDLE})\))?\s+(?:on|via|posted on|wrote on)\s+{_SITE}\b"
    r"[^:]{0,40}:\s*[\"“‘']?(?P<text>.{3,}?)[\"”’']?$"
)
_POST_BY = re.compile(
    rf"(?i)^(?:{_SITE} )?(?:post|tweet|toot|video) (?:by|from) (?P<name>[^:(@]{{0,80}}?)\s*\(?"
    rf"(?P<handle>{_HANDLE})?\)?:"
    r"\s*[\"“‘']?(?P<text>.{3,}?)[\"”’']?$"
)
_WHEN = re.compile(
    r"(?i)^(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*[·∙•|,-]?\s*)?(?:(?:mon|tues?|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
    r"(?:[a-z]{3,9}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [a-z]{3,9}\.?(?:,? \d{4})?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|"
    r"\d+\s?(?:h|m|d|s|hrs?|hours?|min(?:ute)?s?|days?|w|weeks?)(?: ago)?)?"
    r"(?:[,·∙ ]*(?:at )?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?[\s·∙|.,]*$"
)
_AROUND = re.compile(
    r"(?i)^(?:view (?:this |on |the |more|profile|post).*|see (?:this|more|the) .*|\d[\d.,]*\s?[km]?|"
    r"(?:\d[\d.,]*\s?[km]?\s*)?(?:likes?|replies|reply|retweets?|reposts?|shares?|comments?|quotes?|views?|bookmarks?|follow(?:ers|ing)?|boosts?|"
    r"favou?rites?|copy link|read more on .*|share|embed|translate .*|show (?:this )?thread|open in app|"
    r"original (?:post|sound).*)"
    r"(?:[\s·•|,]+.*)?|(?:x|twitter|instagram|facebook|tiktok|mastodon|bluesky|threads|youtube)|♬.*|"
    r"(?:https?://|pic\.twitter\.com/)\S*|replying to @.*|verified(?: account)?|sponsored)$"
)
_BREAKS = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "header", "footer", "section", "time", "a", "blockquote",
           "figcaption", "tr"}  # fmt: skip


class EmbeddedPost(NamedTuple):
    """A post: what it says, and its author as the page has it."""

    text: str
    author: str

    @property
    def line(self) -> str:
        """The post as a quote."""
        inner = self.text.replace("“", "‘").replace("”", "’")
        inner = re.sub(r"\"([^\"]*)\"", r"‘\1’", inner)
        return f"“{inner}”" + (f" — {self.author}" if self.author else "")


def quote_posts(tree: HtmlElement) -> list[str]:
    """Put each embedded post's words in its place as a paragraph; returns these paragraphs."""
    out: list[str] = []
    for one in list(tree.iter("blockquote", *_HOLDERS, "iframe")):
        if len(out) >= MOST or not _attached(one, tree) or not _is_post(one):
            continue
        post = _of_title(one.get("title") or "") if one.tag == "iframe" else _read(one)
        if post is None or not post.text:
            continue
        _replace(one, post.line)
        out.append(post.line)
    return out


def _attached(one: HtmlElement, tree: HtmlElement) -> bool:
    """Whether an element still stands in the page, within no other post."""
    while (parent := one.getparent()) is not None:
        if parent.get("data-post") == "quoted":
            return False
        one = parent
    return one is tree.getroottree().getroot() or one is tree


def _is_post(one: HtmlElement) -> bool:
    marks = " ".join(str(one.get(k) or "") for k in ("class", "id", "data-embed-type", "data-type", "data-network"))
    if one.tag == "iframe":
        title = one.get("title") or ""
        return bool(_IN_TITLE.match(title) or _POST_BY.match(title))
    if len(one) > 60 or one.tag == "p":
        return False
    known = bool(marks.strip() and _CLASS.search(marks)) or any(
        _STATUS.search(str(one.get(k) or ""))
        for k in (
            "cite",
            "data-instgrm-permalink",
            "data-href",
            "data-embed-url",
            "data-bluesky-uri",
            "data-url",
        )
    )
    if not known and one.tag in {"blockquote", "figure"}:
        known = any(_STATUS.search(a.get("href") or "") for a in one.iter("a"))
    return known and 3 < len(" ".join(one.text_content().split())) <= LONGEST


def _read(one: HtmlElement) -> EmbeddedPost | None:
    """The words and the author of a post in an element."""
    lines = [" ".join(line.split()) for line in _text(one).split("\n")]
    kept: list[str] = []
    author = ""
    for line in (ln for ln in lines if ln):
        found = _SIGNED.match(line) or (_SHARED.match(line) if len(line) < 160 else None)
        if found and (found["name"].strip() or found["handle"]):
            author = _author(found["name"], found["handle"], found["rest"] or "")
        elif _AROUND.match(line) or _WHEN.match(line):
            if author and not _AROUND.match(line) and not re.search(r"\d", author) and re.search(r"\d", line):
                author += f", {line.strip(' ·∙|')}"
        elif not author and (named := _NAMED.match(line)) and len(line) < 120 and _plain_name(named["name"]):
            before = kept.pop() if not (named["name"] or "").strip() and len(kept) == 1 and len(kept[0]) < 60 else ""
            author = _author(named["name"] or before, named["handle"], "")
        else:
            kept.append(line)
    if not author and len(kept) > 1 and kept[-1].startswith(("—", "–")):
        author = kept.pop().strip("—– ")
    cite = one.find(".//cite")
    if not author and cite is not None:
        author = " ".join(cite.text_content().split()).strip("—– ")
        kept = [k for k in kept if k.strip("—– ") != author]
    first = kept[0] if len(kept) > 1 else ""
    if not author and 0 < len(first.split()) <= 5 and first[:1].isupper() and first[-1].isalnum():
        author = kept.pop(0)  # its head: the name alone
    text = re.sub(r"\s*(?:https?://\S+|pic\.twitter\.com/\S+)", "", " ".join(kept)).strip(' "“”')
    return EmbeddedPost(text, author) if re.search(r"[^\W\d_]{2}", text) else None


def _plain_name(name: str | None) -> bool:
    return not name or (len(name.split()) <= 7 and not re.search(r"[.!?:]\s*$|https?:", name.strip()))


def _author(name: str | None, handle: str | None, rest: str) -> str:
    name, rest = re.sub(r"\s+(?:on|at)$", "", (name or "").strip(" ·∙(—–-")), " ".join(rest.split()).strip(" ·∙|()")
    who = f"{name} ({handle})" if name and handle else name or handle or ""
    return f"{who}, {rest}" if rest and re.search(r"\d", rest) else who


def _of_title(title: str) -> EmbeddedPost | None:
    """A post that only the title of its frame tells: "Petra Lindqvist on X: “The pier is gone”"."""
    found = _IN_TITLE.match(" ".join(title.split())) or _POST_BY.match(" ".join(title.split()))
    return EmbeddedPost(found["text"], _author(found["name"], found["handle"], "")) if found else None


def _text(root: HtmlElement) -> str:
    """The words of an element, a line for each block, link and line break within it."""

    def edges(one: HtmlElement) -> tuple[str, str]:
        within_a_line = one.tag not in _BREAKS or (one.tag == "a" and not _breaks_line(one))
        return ("", "") if within_a_line else ("\n", "\n")

    return element_text(root, silent={"script", "style", "svg", "noscript", "button"}, edges=edges)


def _breaks_line(link: HtmlElement) -> bool:
    """Whether a link stands apart: the date of a post, not a name or a tag within its words."""
    words = " ".join(link.text_content().split())
    return not words.startswith(("@", "#")) and (bool(_WHEN.match(words)) or len(link) > 0)


def _replace(one: HtmlElement, line: str) -> None:
    """A paragraph with the post's words where the element stood."""
    tail = one.tail
    for child in list(one):
        one.remove(child)
    one.attrib.clear()
    one.text, one.tail = None, tail
    one.tag = "div" if one.tag == "iframe" else one.tag
    if one.tag in {"a", "amp-twitter", "aside", "figure", "blockquote", "section", "article", "li"}:
        one.tag = "div"
    one.set("data-post", "quoted")
    paragraph = etree.SubElement(one, "p")
    paragraph.text = line
