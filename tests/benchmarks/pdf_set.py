"""Stories as LaTeX and Typst, and drawn by fpdf2 and reportlab."""

# ruff: noqa: E501 (templates)
from __future__ import annotations

import html
import io
import re

from tests.benchmarks.pdf_html import SIZE
from tests.benchmarks.pdf_texts import Story

EDGE = "The Arden Courier · Wednesday, 4 March 2026"


def _caps(text: str) -> tuple[str, str]:
    first, _, _ = text.partition(" told ") if " told " in text else text.partition(" the ")
    return first, text[len(first) :]


def as_latex(story: Story, layout: str, preamble: str, size: float = SIZE) -> str:
    """A LaTeX document; ``preamble`` chooses the font."""

    def e(text: str) -> str:
        return re.sub(r"([&%$#_{}])", r"\\\1", text).replace("€", r"\texteuro{}").replace("£", r"\pounds{}")

    flow = []
    notes = dict(story.notes) if layout == "footnotes" else {}
    for number, text in enumerate(story.paragraphs):
        body = e(text)
        if layout == "smallcaps" and number == 0:
            first, rest = _caps(body)
            body = rf"\textsc{{{first}}}{rest}"
        if layout == "dropcap" and number == 0:
            word, _, rest = body.partition(" ")
            body = rf"\lettrine{{{word[0]}}}{{{word[1:]}}} {rest}"
        if number in notes:
            body += rf"\footnote{{{e(notes[number])}}}"
        if layout == "box" and number == 1:
            head, *rest = story.box
            inner = rf"\textbf{{{e(head)}}}\par\smallskip " + r"\par ".join(e(t) for t in rest)
            # wrapfig must be told how many lines it takes where a paragraph ends beside it
            flow.append(
                r"\begin{wrapfigure}{r}{0.46\textwidth}\fbox{\begin{minipage}{0.42\textwidth}\small\raggedright "
                + inner + r"\end{minipage}}\end{wrapfigure}"
            )  # fmt: skip
        flow.append(body)
        if layout == "table" and number == 2:
            rows = r" \\ ".join(" & ".join(e(c) for c in row) for row in story.rows)
            flow.append(rf"\begin{{tabular}}{{{'l' * len(story.rows[0])}}} {rows} \\ \end{{tabular}}")
        if layout == "list" and number == 2:
            flow.append(r"\begin{itemize}" + "".join(rf"\item {e(i)} " for i in story.items) + r"\end{itemize}")
    columns = {"two": 2, "three": 3}.get(layout, 1)
    body = "\n\n".join(flow)
    if columns > 1:
        body = rf"\begin{{multicols}}{{{columns}}}{body}\end{{multicols}}"
    ragged = "" if layout in {"two", "three", "justified", "pages"} else r"\raggedright\hyphenpenalty=10000 "
    edges = (
        rf"\usepackage{{fancyhdr}}\pagestyle{{fancy}}\fancyhf{{}}\fancyhead[LE]{{\small News of the county}}"
        rf"\fancyhead[RO]{{\small {e(EDGE)}}}\fancyfoot[LE,RO]{{\thepage}}"
        if layout == "pages"
        else r"\pagestyle{empty}"
    )
    side = ",twoside" if layout == "pages" else ""
    height = ",textheight=11cm" if layout == "pages" else ""
    return (
        rf"\documentclass[{round(size)}pt,a4paper{side}]{{article}}"
        + preamble
        + rf"\usepackage[british]{{babel}}\usepackage{{multicol,wrapfig,lettrine}}\usepackage[margin=2cm{height}]{{geometry}}"
        + edges
        + r"\setlength{\columnsep}{12pt}\setlength{\parindent}{1em}\emergencystretch=2em\renewcommand{\LettrineTextFont}{}"
        + r"\begin{document}"
        + ragged
        + rf"{{\LARGE\bfseries\raggedright\hyphenpenalty=10000 {e(story.title)}\par}}\medskip\noindent\textit{{{e(story.byline)}}}\medskip"
        + "\n\n"
        + body
        + r"\end{document}"
    )


def as_typst(story: Story, layout: str, font: str, size: float = SIZE) -> str:
    """A Typst document."""

    def e(text: str) -> str:
        return re.sub(r"([\\#*_$@`<>\[\]~/'\"-])", r"\\\1", text)

    flow = []
    notes = dict(story.notes) if layout == "footnotes" else {}
    for number, text in enumerate(story.paragraphs):
        body = e(text)
        if layout == "smallcaps" and number == 0:
            first, rest = _caps(text)
            body = f"#smallcaps[{e(first)}]{e(rest)}"
        if number in notes:
            body += f"#footnote[{e(notes[number])}]"
        if layout == "box" and number == 1:
            head, *rest = story.box
            inner = f"*{e(head)}*\n\n" + "\n\n".join(e(t) for t in rest)
            beside = f"{body}\n\n{e(story.paragraphs[number + 1])}"
            flow.append(
                f"#grid(columns: (1fr, 45%), gutter: 12pt, [{beside}], rect(inset: 8pt)[#text(size: 0.9em)[{inner}]])"
            )
            continue
        if layout == "box" and number == 2:
            continue
        flow.append(body)
        if layout == "table" and number == 2:
            cells = ", ".join(f"[{e(c)}]" for row in story.rows for c in row)
            flow.append(f"#table(columns: {len(story.rows[0])}, stroke: none, {cells})")
        if layout == "list" and number == 2:
            flow.append("\n".join(f"- {e(i)}" for i in story.items))
    columns = {"two": 2, "three": 3}.get(layout, 1)
    justify = "true" if layout in {"two", "three", "justified", "pages"} else "false"
    hyphenate = justify
    page = 'paper: "a4", margin: 2cm'
    if layout == "pages":
        page = (
            "width: 15cm, height: 15cm, margin: 2cm, header: context { if calc.odd(here().page()) "
            f'[#text(size: 8pt)[{e(EDGE)}]] else [#align(right, text(size: 8pt)[News of the county])] }}, numbering: "1 / 1"'
        )
    body = "\n\n".join(flow)
    if columns > 1:
        body = f"#columns({columns}, gutter: 12pt)[{body}]"
    return (
        f'#set page({page})\n#set text(font: "{font}", size: {size}pt, lang: "en", region: "GB", hyphenate: {hyphenate})\n'
        f"#set smartquote(enabled: false)\n#set par(justify: {justify})\n"
        f'#text(size: 1.8em, weight: "bold", hyphenate: false)[{e(story.title)}]\n\n_{e(story.byline)}_\n\n{body}'
    )


def by_reportlab(story: Story, layout: str, file: str, size: float = SIZE) -> bytes | None:
    """Drawn by reportlab's platypus in the TrueType font of ``file``; None where it has no such layout."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, ListFlowable, PageTemplate, Paragraph, Spacer, Table

    if layout in {"smallcaps", "footnotes"}:
        return None
    e = html.escape
    name = file.rpartition("/")[2]
    pdfmetrics.registerFont(TTFont(name, file))
    justify = layout in {"two", "three", "justified", "pages"}
    style = ParagraphStyle("p", fontName=name, fontSize=size, leading=1.3 * size, spaceAfter=0.5 * size,
                           alignment=4 if justify else 0, allowWidows=1, allowOrphans=1)  # fmt: skip
    if justify:
        style.hyphenationLang, style.embeddedHyphenation = "en_GB", 1
    head = ParagraphStyle("h", parent=style, fontSize=1.8 * size, leading=2.1 * size, alignment=0, hyphenationLang="")
    small = ParagraphStyle("s", parent=style, fontSize=0.9 * size, leading=1.2 * size)
    flow: list[object] = [Paragraph(e(story.title), head), Paragraph(e(story.byline), style), Spacer(1, 4)]
    skip = 0
    for number, text in enumerate(story.paragraphs):
        if skip:
            skip -= 1
        elif layout == "box" and number == 1:
            beside = [Paragraph(e(t), style) for t in story.paragraphs[1:4]]
            box = Table([[[Paragraph(e(t), small) for t in story.box]]], style=[("BOX", (0, 0), (-1, -1), 1, "black")])
            flow.append(
                Table(
                    [[beside, box]],
                    colWidths=["56%", "44%"],
                    style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 0)],
                )
            )
            skip = 2
        elif layout == "dropcap" and number == 0:
            from reportlab.pdfbase.pdfmetrics import stringWidth

            big = 3 * size
            wide = stringWidth(text[0], name, big) + 3
            letter = Paragraph(e(text[0]), ParagraphStyle("d", parent=style, fontSize=big, leading=big))
            lines = Paragraph(e(text[1:]), style).breakLines([430 - wide, 430 - wide])
            rest = " ".join(" ".join(words) if not isinstance(words, str) else words for _, words in lines.lines[:2])
            after = text[1:][len(rest) :].strip()
            flow.append(Table([[letter, Paragraph(e(rest), ParagraphStyle("r", parent=style, spaceAfter=0))]],
                              colWidths=[wide, 440 - wide], hAlign="LEFT",
                              style=[("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                                     ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
                                     ("VALIGN", (0, 0), (-1, -1), "TOP")]))  # fmt: skip
            flow.append(Paragraph(e(after), style))
        else:
            flow.append(Paragraph(e(text), style))
        if layout == "table" and number == 2:
            flow.append(Table([[Paragraph(e(c), style) for c in row] for row in story.rows]))
        if layout == "list" and number == 2:
            flow.append(ListFlowable([Paragraph(e(i), style) for i in story.items], bulletType="bullet"))
    columns = {"two": 2, "three": 3}.get(layout, 1)
    wide, high = A4
    if layout == "pages":
        high = 400
    margin, gap = 55, 12
    each = (wide - 2 * margin - gap * (columns - 1)) / columns
    frames = [Frame(margin + i * (each + gap), 60, each, high - 120, 0, 0, 0, 0) for i in range(columns)]

    def edges(canvas: object, _: object) -> None:
        if layout == "pages":
            number = canvas.getPageNumber()  # type: ignore[attr-defined]
            canvas.setFont(name, 8)  # type: ignore[attr-defined]
            canvas.drawString(margin, high - 30, EDGE if number % 2 else "News of the county")  # type: ignore[attr-defined]
            canvas.drawString(wide / 2, 25, f"– {number} –")  # type: ignore[attr-defined]

    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=(wide, high), title=story.title)
    document.addPageTemplates([PageTemplate("page", frames, onPage=edges)])
    document.build(flow)
    return out.getvalue()


def by_fpdf(story: Story, layout: str, file: str, size: float = SIZE) -> bytes | None:
    """Drawn by fpdf2 in the TrueType font of ``file``; None where it has no such layout."""
    from fpdf import FPDF

    if layout in {"smallcaps", "footnotes", "dropcap", "box"}:
        return None

    class Paper(FPDF):
        def header(self) -> None:
            if layout == "pages":
                self.set_font("F", size=8)
                self.cell(0, 10, EDGE if self.page_no() % 2 else "News of the county")
                self.ln(14)

        def footer(self) -> None:
            if layout == "pages":
                self.set_y(-25)
                self.set_font("F", size=8)
                self.cell(0, 10, f"Page {self.page_no()}/{{nb}}", align="C")

    paper = Paper(unit="pt", format=(420, 360) if layout == "pages" else "A4")
    paper.set_margins(45, 40)
    paper.add_font("F", "", file)
    paper.set_auto_page_break(True, 50)
    paper.add_page()
    paper.set_font("F", size=1.8 * size)
    paper.multi_cell(0, 2.1 * size, story.title, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.set_font("F", size=size)
    paper.multi_cell(0, 1.3 * size, story.byline, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.ln(6)
    columns = {"two": 2, "three": 3}.get(layout, 1)
    if columns > 1:
        with paper.text_columns(text_align="JUSTIFY", ncols=columns, gutter=12, line_height=1.3) as flow:
            for text in story.paragraphs:
                with flow.paragraph(bottom_margin=5) as paragraph:
                    paragraph.write(text)
        return bytes(paper.output())
    for number, text in enumerate(story.paragraphs):
        align = "J" if layout in {"justified", "pages"} else "L"
        paper.multi_cell(0, 1.3 * size, text, align=align, new_x="LMARGIN", new_y="NEXT")
        paper.ln(5)
        if layout == "table" and number == 2:
            with paper.table(line_height=1.4 * size, first_row_as_headings=False) as table:
                for row in story.rows:
                    table.row(row)
            paper.ln(5)
        if layout == "list" and number == 2:
            for item in story.items:
                paper.multi_cell(0, 1.3 * size, f"• {item}", align="L", new_x="LMARGIN", new_y="NEXT")
                paper.ln(3)
    return bytes(paper.output())
