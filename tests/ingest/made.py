"""Files that the tests make: one article in every format, as the programs of newsrooms write them."""

from __future__ import annotations

import email.message
import html
import io
import zipfile

import docx
import odf.opendocument
import odf.text
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

TITLE = "Mayor Opens Bridge in Arden After Three Years"
PARAGRAPHS = (
    "The mayor of Arden opened a new bridge on Tuesday, after three years of work that cost the town $12 million, "
    "twice what had been planned in 2023.",
    "“We are proud of this bridge,” Mayor Anna Smith said to a crowd of several hundred people who had come to the "
    "river in the rain. “It’s the town’s own work — and it shows.”",
    "The old bridge was closed when engineers found cracks in two of its pillars. Since then, drivers have had to go "
    "around by way of Kell, ten miles to the north, which the café owners on both banks called a catastrophe.",
    "Critics say that the town paid too much. “It is a scandal,” said Peter Jones, who sits on the council and voted "
    "against the contract with Northern Steelworks in January.",
    "The county will pay a third of the costs, a spokeswoman for the ministry of transport said on Monday. The rest "
    "comes from a loan that the town will pay back until 2046, according to the budget that the council has passed.",
)
WORDS = " ".join((TITLE, *PARAGRAPHS)).split()


def as_text(encoding: str = "utf-8") -> bytes:
    return "\n\n".join((TITLE, *PARAGRAPHS)).encode(encoding)


def as_markdown() -> bytes:
    return "\n\n".join((f"# {TITLE}", *PARAGRAPHS)).encode()


def page(body: str, head: str = "", title: str = TITLE) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Arden Times</title>{head}'
        f"</head><body>{body}</body></html>"
    )


def story() -> str:
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in PARAGRAPHS)
    return f"<h1>{TITLE}</h1>{paragraphs}"


AROUND = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li></ul></nav>',
    '<div class="related"><a href="/old">Read more: The old bridge</a></div>'
    "<figure><img src='b.jpg'><figcaption>The bridge on Tuesday. Photo: Lee Ray</figcaption></figure>",
    "<aside><h3>Most read</h3><ol><li><a href='/dog'>Dog bites man</a></li></ol></aside>"
    "<footer>© 2026 The Arden Times. All rights reserved.</footer>",
)


def as_html(head: str = "") -> bytes:
    return page(f"{AROUND[0]}<main><article>{story()}{AROUND[1]}</article></main>{AROUND[2]}", head).encode()


def as_mhtml() -> bytes:
    message = email.message.EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://times.example/bridge"
    message["Subject"] = TITLE
    message["Date"] = "Tue, 3 Mar 2026 10:00:00 -0000"
    message["MIME-Version"] = "1.0"
    message.set_content(as_html().decode(), subtype="html", cte="quoted-printable")
    message.make_related()
    return bytes(message)


def as_mail(attachment: bool = False) -> bytes:
    message = email.message.EmailMessage()
    message["From"] = "Jo Field <jo@times.example>"
    message["To"] = "desk@times.example"
    message["Subject"] = f"Fwd: {TITLE}"
    message["Date"] = "Tue, 3 Mar 2026 10:00:00 +0000"
    message.set_content("\n\n".join((TITLE, *PARAGRAPHS)) + "\n-- \nJo Field\nThe Arden Times\n")
    if attachment:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="plan.pdf")
    return bytes(message)


def as_docx() -> bytes:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "The Arden Times"
    made.add_heading(TITLE, 0)
    for p in PARAGRAPHS:
        made.add_paragraph(p)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def as_odt() -> bytes:
    made = odf.opendocument.OpenDocumentText()
    made.text.addElement(odf.text.H(outlinelevel=1, text=TITLE))
    for p in PARAGRAPHS:
        made.text.addElement(odf.text.P(text=p))
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def as_rtf() -> bytes:
    def escaped(text: str) -> str:
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)

    body = "".join(f"{escaped(p)}\\par\n" for p in (TITLE, *PARAGRAPHS))
    return (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}" + "\n" + body + "}").encode("ascii")


def as_pdf(columns: int = 2, repeat: int = 3) -> bytes:
    """A PDF of several pages with headers, footers and ``columns``; the article stands in it ``repeat`` times."""
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title=TITLE)
    wide, high = A4
    gap, margin = 8 * mm, 20 * mm
    each = (wide - 2 * margin - gap * (columns - 1)) / columns
    frames = [Frame(margin + i * (each + gap), 25 * mm, each, high - 50 * mm, 0, 0, 0, 0) for i in range(columns)]

    def edges(canvas: Canvas, _: object) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(margin, high - 12 * mm, "The Arden Times · Tuesday 3 March 2026")
        canvas.drawString(wide / 2, 10 * mm, str(canvas.getPageNumber()))

    document.addPageTemplates([PageTemplate("page", frames, onPage=edges)])
    style = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, spaceAfter=6, firstLineIndent=0,
                           hyphenationLang="", alignment=4)  # fmt: skip
    heading = ParagraphStyle("head", parent=style, fontName="Times-Bold", fontSize=16, leading=18)
    flow = [Paragraph(TITLE, heading), Spacer(1, 6)]
    for _ in range(repeat):
        flow += [Paragraph(p, style) for p in PARAGRAPHS]
    document.build(flow)
    return out.getvalue()


def as_zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


FORMATS: dict[str, bytes] = {
    "utf8.txt": as_text(),
    "utf16.txt": as_text("utf-16"),
    "windows.txt": as_text("cp1252"),
    "mac.txt": as_text("mac_roman"),
    "story.md": as_markdown(),
    "story.html": as_html(),
    "story.mhtml": as_mhtml(),
    "story.eml": as_mail(),
    "story.docx": as_docx(),
    "story.odt": as_odt(),
    "story.rtf": as_rtf(),
    "one-column.pdf": as_pdf(1, 1),
    "two-columns.pdf": as_pdf(2, 1),
}
