"""Ten web pages as news sites build them, to be printed: an article among menus, boxes, captions, advertisements."""

# ruff: noqa: E501 (templates)
from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from tests.benchmarks.pdf_texts import Story

_NAV = "".join(
    f"<a href='#'>{name}</a> " for name in "Home News Politics Business Sport Opinion Weather Puzzles".split()
)
_RELATED = (
    "<div class='related'><b>Related stories</b><ul><li><a href='#'>Harbour board asks for more time</a></li>"
    "<li><a href='#'>Ten walks for a wet weekend</a></li><li><a href='#'>How we chose our readers’ panel</a></li></ul></div>"
)
_ASIDE = (
    "<aside><h4>Most read</h4><ol><li>Goat elected to parish council, again</li><li>Baker’s dozen now eleven, says baker"
    "</li><li>Town’s last typewriter shop is for sale</li></ol><h4>Newsletter</h4><p>The day’s news at six, in your inbox."
    "</p></aside>"
)
_AD = "<div class='ad'>ADVERTISEMENT<br><big>Dunmore Sofas</big><br>Half price till Sunday</div>"
_FIGURE = (
    "<figure><svg width='320' height='120'><rect width='320' height='120' fill='#bbb'/></svg>"
    "<figcaption>The harbour on Tuesday morning. Photograph: Lee Ray/Courier</figcaption></figure>"
)
_PULL = "<blockquote class='pull'>Nobody came, and nobody called</blockquote>"
_COMMENTS = (
    "<section><h4>Comments (2)</h4><p><b>OldSalt44</b> About time somebody asked.</p><p><b>Mo</b> What about the buses?"
    "</p></section>"
)
_FOOT = "<footer>© 2026 Courier Media Ltd. <a href='#'>Terms</a> · <a href='#'>Privacy</a> · <a href='#'>Contact</a></footer>"

# Where things stand: what comes after each paragraph, what is around the article, and the style.
_STYLES = {
    "plain": ("body{font:17px/1.5 Georgia,'Liberation Serif',serif;margin:0} main{max-width:680px;margin:auto}", ""),
    "side grid": ("body{font:16px/1.5 'Liberation Sans',sans-serif} .wrap{display:grid;grid-template-columns:1fr 210px;gap:24px} aside{font-size:13px}", "aside"),
    "left rail": ("body{font:15px/1.45 'DejaVu Sans',sans-serif} .wrap{display:grid;grid-template-columns:150px 1fr;gap:20px} aside{order:-1;font-size:12px}", "aside"),
    "float figure": ("body{font:17px/1.5 'DejaVu Serif',serif} figure{float:right;width:320px;margin:0 0 12px 18px} figcaption{font-size:12px}", "figure"),
    "float left": ("body{font:16px/1.5 'Liberation Serif',serif} .related{float:left;width:210px;margin:0 16px 8px 0;font-size:13px;background:#eee;padding:8px}", "related"),
    "ads": ("body{font:16px/1.5 'Liberation Sans',sans-serif} .ad{margin:16px 0;padding:12px;background:#eee;text-align:center;font-size:12px}", "ad"),
    "pull quote": ("body{font:18px/1.5 Carlito,sans-serif} .pull{float:right;width:40%;font-size:26px;line-height:1.2;margin:0 0 10px 16px}", "pull"),
    "magazine": ("body{font:14px/1.45 Caladea,serif} .text{columns:2;column-gap:20px;text-align:justify;hyphens:auto} figure{margin:0 0 10px;break-inside:avoid} figure svg{width:100%} figcaption{font-size:11px}", "figure"),
    "fixed bar": ("body{font:16px/1.5 'Liberation Sans',sans-serif;margin-top:40px} nav{position:fixed;top:0;left:0;right:0;height:26px;background:#fff;font-size:12px} @page{margin:20mm 15mm}", ""),
    "everything": ("body{font:15px/1.5 'Liberation Sans',sans-serif} .wrap{display:flex;gap:20px} article{flex:3} aside{flex:1;font-size:12px} figure{float:left;width:320px;margin:0 14px 8px 0} figcaption{font-size:12px} .related{border:1px solid #999;padding:8px;font-size:13px} .ad{text-align:center;font-size:12px} .pull{font-size:24px;text-align:center;margin:20px 40px}", "everything"),
}  # fmt: skip


def pages(stories: Sequence[Story]) -> Iterator[tuple[str, Story, str]]:
    """Names, stories and pages."""
    for n, (name, (style, what)) in enumerate(_STYLES.items()):
        story = stories[n % len(stories)]
        yield name, story, _page(story, style, what)


def _page(story: Story, style: str, what: str) -> str:
    e = html.escape
    flow = []
    everything = what == "everything"
    for number, text in enumerate(story.paragraphs):
        if number == 1 and (what == "figure" or everything):
            flow.append(_FIGURE)
        if number == 2 and (what == "related" or everything):
            flow.append(_RELATED)
        if number in {2, 4} and (what == "ad" or everything):
            flow.append(_AD)
        if number == 3 and (what == "pull" or everything):
            flow.append(_PULL)
        flow.append(f"<p>{e(text)}</p>")
    aside = _ASIDE if what == "aside" or everything else ""
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{e(story.title)} | Courier</title><style>'
        f"{style}</style></head><body><header><b>THE COURIER</b> <nav>{_NAV}</nav></header><div class='wrap'><main><article>"
        f"<h1>{e(story.title)}</h1><p class='by'>{e(story.byline)}<br><time>4 March 2026, 6.10 a.m.</time></p>"
        f"<div class='text'>{''.join(flow)}</div></article>{_RELATED if not everything else ''}{_COMMENTS}</main>{aside}</div>"
        f"{_FOOT}</body></html>"
    )
