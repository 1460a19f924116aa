"""Stories as web pages and as flat OpenDocument texts, for the programs that make PDFs of those."""

# ruff: noqa: E501 (templates)
from __future__ import annotations

import html

from tests.benchmarks.pdf_texts import Story

SIZE = 11  # points


def as_page(story: Story, layout: str, font: str, size: float = SIZE, *, weasy: bool = False) -> str:
    """A web page to be printed in a layout; ``weasy``: for WeasyPrint, which has page footnotes and margin boxes."""
    e = html.escape
    flow = []
    notes = dict(story.notes) if layout == "footnotes" else {}
    for number, text in enumerate(story.paragraphs):
        note = ""
        if number in notes:
            mark = list(notes).index(number) + 1
            note = f'<span class="fn">{e(notes[number])}</span>' if weasy else f"<sup>{mark}</sup>"
        body = e(text)
        if layout == "smallcaps" and number == 0:
            first, _, rest = body.partition(" told ") if " told " in body else body.partition(" the ")
            body = f'<span style="font-variant:small-caps">{first}</span> {body[len(first) + 1 :]}'
        flow.append(f'<p class="{"drop" if layout == "dropcap" and number == 0 else ""}">{body}{note}</p>')
        if layout == "box" and number == 1:
            head, *rest = story.box
            flow.append(f'<div class="box"><h3>{e(head)}</h3>{"".join(f"<p>{e(p)}</p>" for p in rest)}</div>')
        if layout == "table" and number == 2:
            rows = "".join("<tr>" + "".join(f"<td>{e(c)}</td>" for c in row) + "</tr>" for row in story.rows)
            flow.append(f"<table>{rows}</table>")
        if layout == "list" and number == 2:
            flow.append(f"<ul>{''.join(f'<li>{e(i)}</li>' for i in story.items)}</ul>")
    if notes and not weasy:
        flow.append("<hr>")
        flow += [f'<p class="note"><sup>{n}</sup> {e(t)}</p>' for n, t in enumerate(notes.values(), 1)]
    columns = {"two": 2, "three": 3}.get(layout, 1)
    justify = layout in {"three", "justified", "pages", "two"}
    style = (
        f"@page{{size:A4;margin:{'25mm' if layout == 'pages' else '18mm'}}}"
        f"body{{font:{size}pt/1.35 {font};margin:0;hyphens:{'auto' if justify else 'manual'};"
        f"text-align:{'justify' if justify else 'left'}}}"
        f".cols{{columns:{columns};column-gap:12pt}} p{{margin:0 0 .6em;orphans:1;widows:1}}"
        "h1{font-size:1.8em;line-height:1.15;margin:0 0 .4em;hyphens:none;text-align:left}"
        "h3{margin:0 0 .3em} .box{float:right;width:45%;border:1px solid #333;padding:8pt;margin:0 0 8pt 12pt;"
        "font-size:.9em} td{padding:2pt 10pt 2pt 0;vertical-align:top} .note{font-size:.8em}"
        ".drop::first-letter{float:left;font-size:3.1em;line-height:.85;padding-right:4pt}"
        ".fn{float:footnote;font-size:.8em} hr{width:30%;margin-left:0}"
    )
    if weasy and layout == "pages":
        name = "The Arden Courier"
        style += (
            f"@page:left{{@top-left{{content:'{name}';font-size:8pt}}@bottom-left{{content:counter(page);font-size:8pt}}}}"
            f"@page:right{{@top-right{{content:'Wednesday, 4 March 2026';font-size:8pt}}"
            "@bottom-right{content:counter(page) ' of ' counter(pages);font-size:8pt}}"
        )
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{e(story.title)}</title>'
        f"<style>{style}</style></head><body><h1>{e(story.title)}</h1><p><i>{e(story.byline)}</i></p>"
        f'<div class="cols">{"".join(flow)}</div></body></html>'
    )


def as_fodt(story: Story, layout: str, font: str, size: float = SIZE) -> str:
    """A flat OpenDocument text for LibreOffice Writer."""
    e = html.escape
    columns = {"two": 2, "three": 3}.get(layout, 1)
    justify = layout in {"two", "three", "justified", "pages"}
    notes = dict(story.notes) if layout == "footnotes" else {}
    flow = []
    for number, text in enumerate(story.paragraphs):
        body, style = e(text), "P"
        if layout == "dropcap" and number == 0:
            style = "Drop"
        if layout == "smallcaps" and number == 0:
            first, _, _ = body.partition(" told ") if " told " in body else body.partition(" the ")
            body = f'<text:span text:style-name="Caps">{first}</text:span>{body[len(first) :]}'
        if number in notes:
            mark = list(notes).index(number) + 1
            body += (
                f'<text:note text:id="n{mark}" text:note-class="footnote"><text:note-citation>{mark}'
                f'</text:note-citation><text:note-body><text:p text:style-name="Note">{e(notes[number])}</text:p>'
                "</text:note-body></text:note>"
            )
        if layout == "box" and number == 1:
            inner = "".join(
                f'<text:p text:style-name="{"BoxHead" if n == 0 else "Box"}">{e(t)}</text:p>'
                for n, t in enumerate(story.box)
            )
            body = (
                '<draw:frame draw:style-name="Frame" text:anchor-type="paragraph" svg:width="7.5cm" svg:x="9.9cm" '
                'svg:y="0cm" svg:height="2cm"><draw:text-box fo:min-height="2cm">'
                + inner
                + "</draw:text-box></draw:frame>"
            ) + body
        flow.append(f'<text:p text:style-name="{style}">{body}</text:p>')
        if layout == "table" and number == 2:
            rows = "".join(
                "<table:table-row>"
                + "".join(
                    f'<table:table-cell office:value-type="string"><text:p text:style-name="Cell">{e(c)}</text:p>'
                    "</table:table-cell>"
                    for c in row
                )
                + "</table:table-row>"
                for row in story.rows
            )
            flow.append(
                '<table:table table:name="T"><table:table-column table:number-columns-repeated="'
                f'{len(story.rows[0])}"/>{rows}</table:table>'
            )
        if layout == "list" and number == 2:
            items = "".join(
                f'<text:list-item><text:p text:style-name="P">{e(i)}</text:p></text:list-item>' for i in story.items
            )
            flow.append(f'<text:list text:style-name="L">{items}</text:list>')
    title = f'<text:p text:style-name="Title">{e(story.title)}</text:p><text:p text:style-name="By">{e(story.byline)}</text:p>'
    body = "".join(flow)
    if columns > 1:
        body = f'<text:section text:style-name="Cols" text:name="S">{body}</text:section>'
    edges = ""
    if layout == "pages":
        edges = (
            '<style:header><text:p text:style-name="Edge">The Arden Courier · Wednesday, 4 March 2026</text:p>'
            '</style:header><style:header-left><text:p text:style-name="Edge">News of the county</text:p>'
            '</style:header-left><style:footer><text:p text:style-name="Edge">Page <text:page-number '
            'text:select-page="current">1</text:page-number></text:p></style:footer>'
        )
    align = "justify" if justify else "start"
    text_properties = f'<style:text-properties style:font-name="F" fo:font-size="{size}pt" fo:language="en" fo:country="GB" fo:hyphenate="{"true" if justify else "false"}"/>'

    def style(name: str, paragraph: str, words: str = "", inner: str = "") -> str:
        return (
            f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
            f"<style:paragraph-properties {paragraph}>{inner}</style:paragraph-properties>"
            f"<style:text-properties {words}/></style:style>"
        )

    styles = (
        '<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties '
        f'fo:margin-bottom="0.2cm" fo:orphans="0" fo:widows="0"/>{text_properties}</style:style>'
        + style("P", f'fo:text-align="{align}" fo:hyphenation-ladder-count="no-limit"')
        + style(
            "Drop",
            f'fo:text-align="{align}"',
            "",
            '<style:drop-cap style:lines="3" style:length="1" style:distance="0.1cm"/>',
        )
        + style(
            "Title",
            'fo:margin-bottom="0.3cm"',
            f'fo:font-size="{1.8 * size}pt" fo:font-weight="bold" fo:hyphenate="false"',
        )
        + style("By", "", 'fo:font-style="italic"')
        + style("Note", 'fo:margin-bottom="0cm"', f'fo:font-size="{0.8 * size}pt"')
        + style("Box", "", f'fo:font-size="{0.9 * size}pt"')
        + style("BoxHead", "", f'fo:font-size="{size}pt" fo:font-weight="bold"')
        + style("Cell", 'fo:margin-bottom="0.05cm"')
        + style("Edge", "", 'fo:font-size="8pt"')
        + '<style:style style:name="Caps" style:family="text"><style:text-properties fo:font-variant="small-caps"/></style:style>'
    )
    automatic = (
        '<style:style style:name="Cols" style:family="section"><style:section-properties><style:columns '
        f'fo:column-count="{columns}" fo:column-gap="12pt"/></style:section-properties></style:style>'
        '<style:style style:name="Frame" style:family="graphic"><style:graphic-properties style:wrap="left" '
        'fo:border="0.02cm solid #333333" fo:padding="0.25cm" fo:margin-left="0.4cm" style:horizontal-pos="from-left" '
        'style:vertical-pos="from-top" style:vertical-rel="paragraph" style:horizontal-rel="paragraph"/></style:style>'
        '<style:page-layout style:name="PL"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
        'fo:margin="1.8cm"/>'
        + (
            '<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.4cm"/></style:header-style>'
            '<style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.4cm"/></style:footer-style>'
            if edges
            else ""
        )
        + "</style:page-layout>"
        '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" '
        'fo:margin-left="1.2cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>'
    )
    spaces = " ".join(
        f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
        for k, v in {
            "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
            "fo": "xsl-fo-compatible", "svg": "svg-compatible",
        }.items()
    )  # fmt: skip
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>'
        f'<style:font-face style:name="F" svg:font-family="\'{font}\'"/></office:font-face-decls>'
        f"<office:styles>{styles}</office:styles><office:automatic-styles>{automatic}</office:automatic-styles>"
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="PL">{edges}'
        f"</style:master-page></office:master-styles><office:body><office:text>{title}{body}</office:text></office:body>"
        "</office:document>"
    )
