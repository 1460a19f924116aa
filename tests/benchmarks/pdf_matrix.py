"""``python -m tests.benchmarks.pdf_matrix``: words of PDFs in order, for every producer, font and layout there is.

It makes PDFs of invented stories with whichever programs are installed (it names the missing ones) and reads them.
``--only TEXT`` takes those whose name holds TEXT; ``--held-out`` takes other stories, fonts and sizes, which are for a
look at the end; ``--last`` takes a third set of fonts and sizes; ``--small tests/ingest/pdfs`` makes the files that the
tests read; ``--pages`` prints web pages as news sites build them, where the article's own words count.
PDFs are kept in build/pdf_matrix/, by a hash of what they are made from.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import LCSseq

from components.ingest.pdf.reader import read_pdf
from tests.benchmarks import pdf_html, pdf_pages, pdf_set
from tests.benchmarks.pdf_texts import DEV, HELD_OUT, SMALL, Story

BUILD = Path(__file__).resolve().parents[2] / "build" / "pdf_matrix"
GOAL = 0.995
LAYOUTS = ("one", "two", "three", "box", "justified", "pages", "footnotes", "table", "list", "smallcaps", "dropcap")
CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass(frozen=True)
class Face:
    """A kind of letters: for programs that know fonts by name, for those that want a file, for LaTeX."""

    name: str
    file: str
    latex: str


_T1 = r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{textcomp}"
_TELETYPE = r"\AtBeginDocument{\hyphenchar\font=45 \sloppy}\renewcommand{\familydefault}{\ttdefault}"
FACES = {
    "serif": Face("Liberation Serif", "Liberation Serif", _T1 + r"\usepackage{lmodern}"),
    "sans": Face("DejaVu Sans", "DejaVu Sans", _T1 + r"\usepackage{lmodern}\renewcommand{\familydefault}{\sfdefault}"),
    "mono": Face(
        "Liberation Mono", "Liberation Mono", _T1 + r"\usepackage{lmodern}\renewcommand{\familydefault}{\ttdefault}"
    ),
}
OTHER_FACES = {
    "garamond": Face("EB Garamond", "Caladea", _T1 + r"\usepackage{mathptmx}"),
    "lato": Face("Lato", "Lato", _T1 + r"\usepackage{helvet}\renewcommand{\familydefault}{\sfdefault}"),
    "inconsolata": Face("Inconsolata", "DejaVu Sans Mono", _T1 + r"\usepackage{courier}" + _TELETYPE),
}  # fmt: skip


LAST_FACES = {
    "roboto": Face("Roboto", "Roboto", _T1 + r"\usepackage{helvet}\renewcommand{\familydefault}{\sfdefault}"),
    "century": Face("C059", "Liberation Sans Narrow", _T1 + r"\usepackage{newcent}"),
    "narrow": Face("Liberation Sans Narrow", "Carlito", _T1 + r"\usepackage{bookman}"),
}


@dataclass(frozen=True)
class Paper:
    """One PDF of the matrix."""

    producer: str
    layout: str
    face: str
    story: Story
    data: bytes

    @property
    def name(self) -> str:
        """As it is shown and chosen by."""
        return f"{self.producer} {self.layout} {self.face}"


def _run(command: Sequence[str | Path], folder: Path, seconds: float = 120) -> None:
    subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=seconds)


def _kept(key: str, make: Callable[[Path], Path | bytes | None]) -> bytes | None:
    """What ``make`` makes in an empty folder, or made before from the same."""
    kept = BUILD / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.pdf"
    if not kept.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            made = make(Path(folder))
            if isinstance(made, Path):
                made = made.read_bytes() if made.exists() else None
            if made is None:
                return None
            kept.write_bytes(made)
    return kept.read_bytes()


def printed(page: str, *, edges: bool = False) -> bytes | None:
    """A web page as Chromium prints it, with or without its header and footer."""

    def make(folder: Path) -> Path:
        (folder / "story.html").write_text(page, "utf-8")
        flags = [] if edges else ["--no-pdf-header-footer"]
        program = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
        profile = f"--user-data-dir={folder / 'profile'}"
        _run([program, *CHROMIUM, profile, *flags, "--print-to-pdf=out.pdf", (folder / "story.html").as_uri()], folder)
        return folder / "out.pdf"

    return _kept(f"chromium {edges} {page}", make)


def _font_file(name: str) -> str:
    done = subprocess.run(["fc-match", "-f", "%{file}", name], capture_output=True, text=True, check=True)
    return done.stdout


def _made(producer: str, story: Story, layout: str, face: Face, size: float) -> bytes | None:
    """A PDF by a program that is there; None where it has no such layout."""
    css = f"'{face.name}'"
    if producer in {"chromium", "chromium-edges"}:
        edges = producer.endswith("edges")
        return printed(pdf_html.as_page(story, layout, css, size), edges=edges)
    if producer == "gs":
        source = printed(pdf_html.as_page(story, layout, css, size))

        def rewrite(folder: Path) -> Path:
            (folder / "in.pdf").write_bytes(source or b"")
            _run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sOutputFile=out.pdf", "in.pdf"], folder)
            return folder / "out.pdf"

        return _kept("gs " + hashlib.sha256(source or b"").hexdigest(), rewrite)
    if producer == "weasyprint":
        if layout == "dropcap":  # its initial letters don't float
            return None
        page = pdf_html.as_page(story, layout, css, size, weasy=True)

        def weasy(folder: Path) -> bytes:
            import weasyprint

            return bytes(weasyprint.HTML(string=page).write_pdf())

        return _kept(f"weasyprint {page}", weasy)
    if producer == "libreoffice":
        text = pdf_html.as_fodt(story, layout, face.name, size)

        def office(folder: Path) -> Path:
            (folder / "out.fodt").write_text(text, "utf-8")
            profile = f"-env:UserInstallation={(BUILD / 'office').as_uri()}"
            _run(["soffice", profile, "--headless", "--convert-to", "pdf", "out.fodt"], folder)
            return folder / "out.pdf"

        return _kept(f"office {text}", office)
    if producer in {"pdflatex", "lualatex"}:
        preamble = face.latex
        if producer == "lualatex":
            preamble = rf"\usepackage{{fontspec}}\setmainfont{{{face.name}}}"
        text = pdf_set.as_latex(story, layout, preamble, size)

        def latex(folder: Path) -> Path:
            (folder / "out.tex").write_text(text, "utf-8")
            _run([producer, "-interaction=nonstopmode", "out.tex"], folder)
            return folder / "out.pdf"

        return _kept(f"{producer} {text}", latex)
    if producer == "typst":
        if layout == "dropcap":
            return None
        text = pdf_set.as_typst(story, layout, face.name, size)

        def typst(folder: Path) -> bytes:
            import typst

            (folder / "a.typ").write_text(text, "utf-8")
            return bytes(typst.compile(str(folder / "a.typ")))

        return _kept(f"typst {text}", typst)
    draw = {"fpdf2": pdf_set.by_fpdf, "reportlab": pdf_set.by_reportlab}[producer]
    return draw(story, layout, _font_file(face.file), size)


NEEDS = {
    "chromium": "chromium", "chromium-edges": "chromium", "gs": "gs", "libreoffice": "soffice", "pdflatex": "pdflatex",
    "lualatex": "lualatex", "weasyprint": "weasyprint", "typst": "typst", "fpdf2": "fpdf", "reportlab": "reportlab",
}  # fmt: skip


def _there(producer: str) -> bool:
    need = NEEDS[producer]
    return shutil.which(need) is not None or importlib.util.find_spec(need) is not None


def papers(held_out: bool = False, last: bool = False, only: str = "") -> Iterator[Paper]:
    """The PDFs of the matrix, made at need; every layout with every face by every producer, the stories in turn."""
    stories = list((HELD_OUT if held_out or last else DEV).values())
    faces = LAST_FACES if last else OTHER_FACES if held_out else FACES
    sizes = (8.5, 13.0, 10.5) if last else (9.0, 12.0, 10.0)
    wanted = []
    for producer in filter(_there, NEEDS):
        for n, layout in enumerate(LAYOUTS):
            for m, face in enumerate(faces):
                if only in f"{producer} {layout} {face}":
                    size = sizes[(n + m) % 3] if held_out or last else pdf_html.SIZE
                    wanted.append((producer, layout, face, stories[(n + m) % len(stories)], size))
    with ThreadPoolExecutor(2) as pool:
        made = pool.map(lambda w: _made(w[0], w[3], w[1], faces[w[2]], w[4]) if w[0] not in _ALONE else None, wanted)
        for (producer, layout, face, story, size), data in zip(wanted, made, strict=True):
            if producer in _ALONE:
                data = _made(producer, story, layout, faces[face], size)
            if data is not None:
                yield Paper(producer, layout, face, story, data)


_ALONE = {"libreoffice", "weasyprint", "typst", "fpdf2", "reportlab"}  # what doesn't run twice at once


def tokens(text: str, layout: str = "") -> list[str]:
    """The words of a text, as they are printed; signs alone are none, small capitals have no case."""
    text = unicodedata.normalize("NFC", text.replace("\u00a0", " ").replace("\u00ad", ""))
    if layout == "smallcaps":
        text = text.casefold()
    return [w for w in text.split() if any(c.isalnum() for c in w)]


def expected(story: Story, layout: str) -> tuple[list[str], list[list[str]]]:
    """The words of a story in a layout, and of what stands apart from it (a box, notes)."""
    parts = [story.title, story.byline]
    for number, text in enumerate(story.paragraphs):
        parts.append(text)
        if number == 2 and layout == "table":
            parts += [" ".join(row) for row in story.rows]
        if number == 2 and layout == "list":
            parts += story.items
    apart = [tokens("\n".join(story.box))] if layout == "box" else []
    if layout == "footnotes":
        apart = [tokens(t) for _, t in story.notes]
    return tokens("\n".join(parts), layout), apart


def score(paragraphs: Sequence[str], story: Story, layout: str) -> tuple[float, float]:
    """The share of the words that were read in order, and the share of those read that aren't in the source.

    What stands apart counts only where it is a paragraph, or several, of its own.
    """
    main, apart = expected(story, layout)
    if layout == "footnotes":
        # A note's call may be kept as a sign of its own; no word is made of it.
        paragraphs = [re.sub(r"[\u00b9\u00b2\u00b3\u2070-\u2079]", "", p) for p in paragraphs]
    found = [tokens(p, layout) for p in paragraphs]
    same = total = 0
    read = sum(map(len, found))
    for part in apart:
        runs = [(i, j) for i in range(len(found)) for j in range(i + 1, min(len(found), i + 5) + 1)]
        like = {r: LCSseq.normalized_similarity(part, [w for p in found[r[0] : r[1]] for w in p]) for r in runs}
        best = max(like, key=lambda r: like[r])
        total += len(part)
        if like[best] > 0.5:
            same += LCSseq.similarity(part, [w for p in found[best[0] : best[1]] for w in p])
            del found[best[0] : best[1]]
    # A note's number before it is printed, and in no source.
    read -= len(apart) if layout == "footnotes" else 0
    flat = [w for p in found for w in p]
    same += LCSseq.similarity(main, flat)
    total += len(main)
    return same / total, max(0.0, (read - same) / max(1, read))


def read_paragraphs(data: bytes) -> list[str]:
    """The article's paragraphs."""
    return [b.text for b in read_pdf(data).blocks if not b.cut]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a row a producer, a column a layout: the worst file's words in order, and its words too many."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pdf_matrix")
    parser.add_argument("--only", default="")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--last", action="store_true")
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--small", type=Path, help="make the files that the tests read, in this folder")
    parser.add_argument("--keep", type=Path, help="a folder that the PDFs are put into")
    chosen = parser.parse_args(arguments)
    for name in sorted({NEEDS[p] for p in NEEDS if not _there(p)}):
        print(f"{name} is not installed: its PDFs are left out.")  # noqa: T201
    if chosen.small:
        return small_set(chosen.small)
    if chosen.pages:
        return real_pages(list((HELD_OUT if chosen.held_out else DEV).values()), chosen.keep)
    worst: dict[tuple[str, str], tuple[float, float]] = defaultdict(lambda: (1.0, 0.0))
    count = short = 0
    spent = 0.0
    for paper in papers(chosen.held_out, chosen.last, chosen.only):
        if chosen.keep:
            chosen.keep.mkdir(parents=True, exist_ok=True)
            (chosen.keep / f"{paper.name.replace(' ', '_')}.pdf").write_bytes(paper.data)
        start = time.perf_counter()
        try:
            right, extra = score(read_paragraphs(paper.data), paper.story, paper.layout)
        except Exception as error:
            print(f"{paper.name}: {type(error).__name__}: {error}")  # noqa: T201
            right, extra = 0.0, 0.0
        spent += time.perf_counter() - start
        count += 1
        if right < GOAL or extra > 1 - GOAL:
            short += 1
            print(f"short: {paper.name}: {right:.4f} in order, {extra:.4f} too many")  # noqa: T201
        at = (paper.producer, paper.layout)
        worst[at] = (min(worst[at][0], right), max(worst[at][1], extra))
    if count:
        print(table(worst))  # noqa: T201
        print(f"{count} files, {count - short} at the goal, {spent / count:.3f} s a file")  # noqa: T201
    return 1 if short else 0


SMALL_SET = (
    "chromium two serif", "chromium box sans", "chromium dropcap mono", "chromium-edges one mono", "gs justified sans",
    "gs table mono", "libreoffice three serif", "libreoffice footnotes mono", "libreoffice smallcaps sans",
    "libreoffice dropcap serif", "pdflatex footnotes serif", "pdflatex pages sans", "lualatex three sans",
    "lualatex dropcap serif", "weasyprint pages serif", "weasyprint footnotes sans", "weasyprint box serif",
    "typst two sans", "typst table mono", "typst justified serif", "fpdf2 pages serif", "fpdf2 three sans",
    "fpdf2 list mono", "reportlab box sans", "reportlab one mono", "reportlab two serif",
)  # fmt: skip
SMALL_SIZE = 10.0


def small_set(folder: Path) -> int:
    """Make the files that the tests read."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SMALL_SET:
        producer, layout, face = name.split()
        data = _made(producer, SMALL, layout, FACES[face], SMALL_SIZE) if _there(producer) else None
        if data is None:
            print(f"{name}: not made")  # noqa: T201
        else:
            (folder / f"{name.replace(' ', '_')}.pdf").write_bytes(data)
    return 0


def real_pages(stories: Sequence[Story], keep: Path | None) -> int:
    """Print how much of each page's article was read in order, and how many of its paragraphs whole and alone."""
    short = 0
    for name, story, page in pdf_pages.pages(stories):
        data = printed(page)
        if data is None:
            print("chromium is not installed: no page was printed.")  # noqa: T201
            return 1
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"page_{name.replace(' ', '_')}.pdf").write_bytes(data)
        found = read_paragraphs(data)
        source = tokens("\n".join((story.title, *story.paragraphs)))
        right = LCSseq.similarity(source, tokens("\n".join(found))) / len(source)
        whole = sum(any(tokens(p) == tokens(f) for f in found) for p in story.paragraphs)
        print(f"{name:14} {100 * right:6.2f} % in order, {whole} of {len(story.paragraphs)} paragraphs whole and alone")  # noqa: T201
        short += right < GOAL
    return 1 if short else 0


def table(worst: dict[tuple[str, str], tuple[float, float]]) -> str:
    """The worst figures of each producer and layout as a Markdown table: words in order, in per cent."""
    layouts = [x for x in LAYOUTS if any(at[1] == x for at in worst)]
    rows = ["| producer | " + " | ".join(layouts) + " |", "|---|" + "---|" * len(layouts)]
    for producer in dict.fromkeys(at[0] for at in worst):
        cells = (
            f"{100 * min(worst[producer, x][0], 1 - worst[producer, x][1]):.1f}" if (producer, x) in worst else "–"
            for x in layouts
        )
        rows.append(f"| {producer} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
