"""Text recognition: a picture of a page -> its lines and words with their places, and how sure each word is.

The models are those in rapidocr's own package (PP-OCRv6, small), run by onnxruntime. Both models read a line as it
lies; that a page lies on its side or head, or askew, is found here by its lines' boxes and put right first.
"""

from __future__ import annotations

import math
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import rapidocr

from components.ingest.ocr.word_gaps import least_blank, part_words, white_runs

DETECT_SIDE = 2000  # pixels of the longer side that lines are looked for in
NARROW = 2  # times its short side, over which a picture is made wider before lines are looked for
SKEWED = 0.15  # degrees from which on a page is turned straight
AGAIN = 2.0  # degrees from which on lines are looked for again once it is straight
UPRIGHT = 0.93  # confidence of the longest lines below which the page is tried upside down
TRIED = 5  # lines that are tried
LONG = 3.0  # times its height, from which on a line's box tells its angle
BATCH = 6  # lines that are recognised at once
_MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}
_WIDE_SIGNS = {"，": ",", "。": ".", "：": ":", "；": ";", "（": "(", "）": ")", "！": "!", "？": "?", "、": ",",
               "【": "[", "】": "]", "″": '"', "′": "'", "「": "“", "」": "”"}  # fmt: skip
_QUOTES = frozenset("\"'“”„‘’`´″′「」＂＇")
_ELIDED = re.compile(r"'(?:tis|twas|em|til|cause|n|\d\ds?)\b", re.IGNORECASE)

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Points = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(slots=True)
class RecognisedWord:
    """A word as it was recognised: its place in pixels of the straight page, its least sure letter (0 to 1)."""

    text: str
    left: float
    right: float
    confidence: float


@dataclass(slots=True)
class Row:
    """A line of one column: its corners (from the top left, clockwise) on the straight page, and its words."""

    corners: Points
    words: list[RecognisedWord] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Its leftmost place."""
        return float(self.corners[:, 0].min())

    @property
    def right(self) -> float:
        """Its rightmost place."""
        return float(self.corners[:, 0].max())

    @property
    def top(self) -> float:
        """Where it begins, in its middle."""
        return float(self.corners[0, 1] + self.corners[1, 1]) / 2

    @property
    def bottom(self) -> float:
        """Where it ends, in its middle."""
        return float(self.corners[2, 1] + self.corners[3, 1]) / 2

    @property
    def height(self) -> float:
        """From its top to its bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class StraightPage:
    """A page turned straight: the picture, where its lines are, and the way back to the page as it was given."""

    picture: Picture
    boxes: list[Points]
    back: np.ndarray[Any, np.dtype[np.float64]]  # 3 by 3

    def place(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A box of the straight page, as the upright box around it on the page as it was given."""
        corners = np.array([[left, top, 1], [right, top, 1], [right, bottom, 1], [left, bottom, 1]]) @ self.back.T
        x, y = corners[:, 0] / corners[:, 2], corners[:, 1] / corners[:, 2]
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())


class Recogniser:
    """The two models; for one page at a time."""

    def __init__(self, threads: int = 1) -> None:
        cv2.setNumThreads(threads)
        folder = Path(rapidocr.__file__).parent / "models"
        parameters: dict[str, Any] = {
            # A file that is named is never fetched.
            **{f"{part}.model_path": str(folder / name) for part, name in _MODELS.items()},
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.log_level": "critical",
            "Global.max_side_len": DETECT_SIDE,
            "Global.text_score": 0.0,
            "Rec.rec_batch_num": BATCH,
        }
        self._engine = rapidocr.RapidOCR(params=parameters)

    def warm(self) -> None:
        """Load both models; afterwards no file is opened any more."""
        page = np.full((240, 320, 3), 255, np.uint8)
        cv2.putText(page, "Dateline", (20, 144), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 2)
        self.detect(page)
        self._recognise([page])

    def detect(self, picture: Picture) -> list[Points]:
        """The corners of every line, clockwise from where it would begin if it lay upright."""
        high, wide = picture.shape[:2]
        # The model makes a short side longer, and with a narrow strip so the long one without end.
        more = (0, max(0, wide // NARROW - high), 0, max(0, high // NARROW - wide))
        if any(more):
            padded: Any = cv2.copyMakeBorder(picture, *more, cv2.BORDER_REPLICATE)
            picture = padded
        found: Any = self._engine(picture, use_det=True, use_cls=False, use_rec=False)
        return [] if found.boxes is None else [np.asarray(box, np.float32) for box in found.boxes]

    def straight(self, picture: Picture) -> StraightPage:
        """The page with its lines level and its letters upright."""
        boxes = self.detect(picture)
        page = StraightPage(picture, boxes, np.eye(3))
        if not boxes:
            return page
        if _lies(boxes):
            page = _turned(page, 90)
        angle = _skew(page.boxes)
        if abs(angle) > SKEWED:
            page = _turned(page, angle)
        if abs(angle) > AGAIN:
            page.boxes = self.detect(page.picture)
        longest = sorted(page.boxes, key=lambda b: -_width(b))[:TRIED]
        if (sure := self._sure(page.picture, longest)) < UPRIGHT:
            other = _turned(page, 180)
            flipped = [_cornered(b[[2, 3, 0, 1]]) for b in (_moved(one, other, page) for one in longest)]
            if self._sure(other.picture, flipped) > sure:
                page = other
        page.boxes = [_cornered(b) for b in page.boxes]
        return page

    def _sure(self, picture: Picture, boxes: Sequence[Points]) -> float:
        """The mean confidence of some lines, longer ones weighing more."""
        found = self._recognise([_cut(picture, _cornered(b)) for b in boxes])
        letters = sum(len(text) for text, _, _ in found)
        return sum(len(text) * sum(c) / max(1, len(c)) for text, c, _ in found) / max(1, letters)

    def read(self, picture: Picture, rows: Sequence[Row]) -> None:
        """Put the words into rows."""
        cuts = [_cut(picture, row.corners) for row in rows]
        for row, cut, (text, confidences, places) in zip(rows, cuts, self._recognise(cuts), strict=True):
            row.words = list(_words(text, confidences, places, white_runs(cut), row.left, row.right))

    def _recognise(self, lines: list[Picture]) -> list[tuple[str, list[float], list[float]]]:
        """Of each line its letters, how sure each is (0 to 1), and where in the line its middle stands (0 to 1)."""
        if not lines:
            return []
        self._engine.return_word_box = True
        found: Any = self._engine.recognize_txt(lines)
        out = []
        for text, word in zip(found.txts, found.word_results, strict=True):
            confidences = [float(c) for c in word.confs] if text else []
            steps = iter([c for columns in word.word_cols for c in columns] if text.strip() else [])
            last = 0.0
            places = []
            for sign in text:
                if not sign.isspace():
                    last = (next(steps) + 0.5) / max(1.0, word.line_txt_len)
                places.append(min(1.0, last))
            out.append((text, confidences, places))
        return out


def threads_to_use() -> int:
    """One, or as many as there are idle cores beside one, up to four."""
    try:
        busy = os.getloadavg()[0]
    except OSError:
        return 1
    return max(1, min(4, math.floor((os.cpu_count() or 1) - busy - 0.5)))


def _width(box: Points) -> float:
    return float(np.hypot(*(box[1] - box[0])))


def _height(box: Points) -> float:
    return float(np.hypot(*(box[3] - box[0])))


def _lies(boxes: Sequence[Points]) -> bool:
    """Whether most lines run up or down the page."""
    across = sum(_width(b) for b in boxes if _width(b) > 1.5 * _height(b))
    along = sum(_height(b) for b in boxes if _height(b) > 1.5 * _width(b))
    return along > across


def _skew(boxes: Sequence[Points]) -> float:
    """The angle of most lines in degrees, clockwise; the median, long ones weighing more."""
    found = []
    for box in boxes:
        if _width(box) > LONG * _height(box):
            x, y = box[1] - box[0] + box[2] - box[3]
            found.append((math.degrees(math.atan2(y, x)), _width(box)))
    found.sort()
    half, so_far = sum(w for _, w in found) / 2, 0.0
    for angle, weight in found:
        so_far += weight
        if so_far >= half:
            return angle
    return 0.0


def _turned(page: StraightPage, angle: float) -> StraightPage:
    """The page turned counter-clockwise by degrees, all of it in sight."""
    height, width = page.picture.shape[:2]
    radians = math.radians(angle)
    cos, sin = math.cos(radians), math.sin(radians)
    wide, high = abs(width * cos) + abs(height * sin), abs(width * sin) + abs(height * cos)
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    size = (round(wide), round(high))
    matrix[:, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
    turned: Any = cv2.warpAffine(page.picture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    whole = np.vstack([matrix, [0, 0, 1]])
    boxes = [(b @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32) for b in page.boxes]
    return StraightPage(turned, boxes, page.back @ np.linalg.inv(whole))


def _moved(box: Points, to: StraightPage, page: StraightPage) -> Points:
    """A box of one turned page on another."""
    corners = np.hstack([box, np.ones((4, 1))]) @ page.back.T @ np.linalg.inv(to.back).T
    moved: Points = (corners[:, :2] / corners[:, 2:]).astype(np.float32)
    return moved


def _cornered(box: Points) -> Points:
    """The corners from the top left, clockwise."""
    order = np.argsort(box[:, 0], kind="stable")
    left, right = box[order[:2]], box[order[2:]]
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def _cut(picture: Picture, corners: Points) -> Picture:
    """A line of the picture, straight."""
    width, height = max(2, round(_width(corners))), max(2, round(_height(corners)))
    onto = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, onto)
    cut: Any = cv2.warpPerspective(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    made: Picture = cut
    return made


def _words(
    text: str,
    confidences: Sequence[float],
    places: Sequence[float],
    white: Sequence[tuple[float, float]],
    left: float,
    right: float,
) -> Iterator[RecognisedWord]:
    """The words of a line; ``places`` says where each letter's middle stands, ``white`` where blanks may be."""
    said = [(_sign(c), sure, place) for c, sure, place in zip(text, confidences, places, strict=True)]
    said = [one for one in said if one[0]]
    text = "".join(c for c, _, _ in said)
    wide = right - left
    least = least_blank([None if c.isspace() else place for c, _, place in said], white)
    for found in re.finditer(r"\S+", text):
        word = curl_quotation_marks(found.group())
        at = [place for _, _, place in said[found.start() : found.end()]]
        for start, end in part_words(word, at, white, least):
            letter = (at[end - 1] - at[start]) / (end - start - 1) / 2 if end - start > 1 else 0.3 / len(text)
            begin, stop = max(0.0, at[start] - letter), min(1.0, at[end - 1] + letter)
            sure = [c for _, c, _ in said[found.start() + start : found.start() + end]]
            one = word[start:end]
            yield RecognisedWord(one, left + begin * wide, left + stop * wide, _least(one, sure))


def _least(word: str, confidences: Sequence[float]) -> float:
    """How sure the least sure sign is; which way a quotation mark turns doesn't matter."""
    return min((c for sign, c in zip(word, confidences, strict=True) if sign not in _QUOTES), default=1.0)


def _sign(sign: str) -> str:
    """A sign as English print has it."""
    if sign in _WIDE_SIGNS:
        return _WIDE_SIGNS[sign]
    if "\uff01" <= sign <= "\uff5e":
        return chr(ord(sign) - 0xFEE0)
    return "" if unicodedata.category(sign)[0] in "CM" else sign


def curl_quotation_marks(word: str) -> str:
    """A word with its quotation marks as in print, turned by where they stand; by the model where that says nothing."""
    out = ""
    for n, sign in enumerate(word):
        if sign in _QUOTES:
            before, after = out[-1:], word[n + 1 : n + 2]
            opens = bool(after) and (not before or before in "([{—–-“‘")
            if before and not before.isalnum() and after.isalpha():  # a blank was lost on one side of it
                opens = opens or sign in "“‘"
            if sign in '"“”„':
                sign = "“" if opens else "”"
            else:
                sign = "‘" if opens and not _ELIDED.match("'" + word[n + 1 :]) else "’"
        out += sign
    return out
