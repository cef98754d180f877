"""Lines of text in a photo, with how sure each character is. One thread, the models of the wheel, no network. S3.

Text is looked for in a small copy and read in the large one: quicker than all large, better than all small.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from proof.findings import Corners
from proof.pictures import Pixels, length

LOOK = 832  # pixels of the longer side in which text is looked for
CLOSER = 1280  # the same, where too little was found
MOST_LINES = 48
MOST_HEIGHTS = 500
"""How long all lines together may be, each in its own heights, which is what reading them costs: 5 ms each."""
DOUBTFUL = 0.8  # mean confidence below which a line is read upside down as well
BOX, OUTLINE = "fast", "slow"
"""Where it is measured whether a place is text: within its box, or within its outline, which finds curved lines too."""
ALIKE = ("1lI", "0ODQ", "5S", "8B", "2Z", "6G")
"""Signs that look alike."""
LEAST = 0.02
"""How likely another sign must be to be told."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    sure     the confidence of each character of `text`, from 0 to 1
    corners  where it stands
    rivals   of each character those that look like it and might stand there, with their confidence; or nothing at all
    """

    text: str
    sure: tuple[float, ...]
    corners: Corners
    rivals: tuple[Mapping[str, float], ...] = ()

    @property
    def mean(self) -> float:
        """Of its characters."""
        return sum(self.sure) / len(self.sure) if self.sure else 0


class Text(NamedTuple):
    """What stands in a straightened line; `sure` and `rivals` as in Line."""

    text: str
    sure: tuple[float, ...]
    rivals: tuple[Mapping[str, float], ...]


def step(one: Line, other: Line) -> tuple[float, float]:
    """From the end of one line to the start of another, along the first and down from it, in its heights."""
    a, b = np.array(one.corners), np.array(other.corners)
    along = (a[1] - a[0]) / max(length(a[0], a[1]), 1)
    gap = (b[0] - a[1]) / max(length(a[0], a[3]), 1)
    return float(gap @ along), float(gap @ np.array([-along[1], along[0]]))


class Reader:
    """The text reader of one process. Its models are loaded when first asked: a second, and 250 MB."""

    @cached_property
    def _engine(self) -> Any:
        from rapidocr import RapidOCR  # noqa: PLC0415  a second, only where text is read

        engine = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.return_word_box": True,
                "Global.use_preprocess_img": False,
                "Det.limit_type": "max",
                "Det.limit_side_len": 4000,  # the copy has its size already
                "Rec.rec_img_shape": [3, 48, 96],  # short lines are not padded: a fifth of the time
                "Rec.rec_batch_num": 2,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )
        recognizer: Any = cast(Any, engine)._load_rec_model()
        recognizer.postprocess_op = _Decoder(recognizer.postprocess_op)
        return engine

    def lines(self, rgb: Pixels, look: int = LOOK, measured: str = BOX) -> list[Line]:
        """Every line, from top to bottom.

        look      pixels of the longer side in which text is looked for
        measured  BOX or OUTLINE
        """
        self._engine._load_det_model().postprocess_op.score_mode = measured
        by = min(look / max(rgb.shape[:2]), 2.0)
        how = cv2.INTER_AREA if by < 1 else cv2.INTER_CUBIC
        small = cv2.resize(rgb, None, fx=by, fy=by, interpolation=how)
        boxes = self._engine(small[:, :, ::-1], use_det=True, use_rec=False, use_cls=False).boxes
        if boxes is None:
            return []
        places = _affordable([_grown(np.asarray(box, np.float32) / by) for box in boxes])
        standing = [place for place in places if _stands(place)]
        lying = [place for place in places if not _stands(place)]
        return [*self._lying(rgb, lying), *self._standing(rgb, standing)]

    def _lying(self, rgb: Pixels, places: list[NDArray[np.float32]]) -> list[Line]:
        """Lines across; each that makes little sense is read upside down too, and all when most were."""
        lines = self._at(rgb, places)
        doubtful = [n for n, line in enumerate(lines) if line.mean < DOUBTFUL]
        turned = dict(zip(doubtful, self._at(rgb, [_reversed(places[n]) for n in doubtful]), strict=True))
        better = {n: line for n, line in turned.items() if sum(line.sure) > sum(lines[n].sure) * 1.2}
        if 2 * len(better) > len(lines):
            rest = [n for n in range(len(lines)) if n not in better]
            better |= dict(zip(rest, self._at(rgb, [_reversed(places[n]) for n in rest]), strict=True))
        return [line for n in range(len(lines)) if (line := better.get(n, lines[n])).text]

    def _standing(self, rgb: Pixels, places: list[NDArray[np.float32]]) -> list[Line]:
        """Lines up or down: in one photo all of them go the same way."""
        down = self._at(rgb, [np.roll(place, -1, axis=0) for place in places])
        up = self._at(rgb, [np.roll(place, 1, axis=0) for place in places])
        better = max(down, up, key=lambda lines: sum(line.mean for line in lines))
        return [line for line in better if line.text]

    def _at(self, rgb: Pixels, places: list[NDArray[np.float32]]) -> list[Line]:
        """What stands at these places, as they are turned."""
        read = self.read([straightened(rgb, place) for place in places])
        return [Line(one.text, one.sure, _corners(at), one.rivals) for one, at in zip(read, places, strict=True)]

    def read(self, crops: list[Pixels]) -> list[Text]:
        """What stands in straightened lines."""
        if not crops:
            return []
        found = self._engine.recognize_txt([np.ascontiguousarray(crop[:, :, ::-1]) for crop in crops])
        return [
            Text(text, tuple(word.confs), word.rivals) if text else Text("", (), ())
            for text, word in zip(found.txts, found.word_results, strict=True)
        ]


class _Decoder:
    """The recogniser's own, which is asked as well what each sign might be taken for."""

    def __init__(self, own: Any) -> None:
        self._own = own
        self._alike = {own.dict[one]: [own.dict[other] for other in signs] for signs in ALIKE for one in signs}

    def __call__(self, likely: NDArray[np.float32], *args: Any, **more: Any) -> Any:
        lines, words = self._own(likely, *args, **more)
        for word, steps in zip(words, likely, strict=True):
            word.rivals = tuple(self._rivals(steps))
        return lines, words

    def _rivals(self, steps: NDArray[np.float32]) -> Iterator[Mapping[str, float]]:
        """Of each sign that is told: it begins where the most likely one changes."""
        best = steps.argmax(axis=1)
        begins = [0, *(np.flatnonzero(best[1:] != best[:-1]) + 1), len(best)]
        for begin, end in pairwise(begins):
            if sign := int(best[begin]):  # 0 stands between two signs
                found = ((other, float(steps[begin:end, other].max())) for other in self._alike.get(sign, ()))
                yield {
                    self._own.character[other]: likely for other, likely in found if other != sign and likely >= LEAST
                }


def even(rgb: Pixels) -> Pixels:
    """The light made even, dark corners brighter."""
    lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)
    lab[:, :, 0] = cv2.createCLAHE(3.0, (8, 8)).apply(lab[:, :, 0])
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), np.uint8)


def straightened(rgb: Pixels, corners: NDArray[np.float32] | Corners) -> Pixels:
    """The quadrilateral as an upright rectangle."""
    quad = np.asarray(corners, np.float32)
    width = int(max(length(quad[0], quad[1]), length(quad[3], quad[2]), 4))
    height = int(max(length(quad[0], quad[3]), length(quad[1], quad[2]), 4))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(quad, flat)
    laid = cv2.warpPerspective(rgb, warp, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(laid, np.uint8)


def _stands(quad: NDArray[np.float32]) -> bool:
    return length(quad[0], quad[3]) >= 1.5 * length(quad[0], quad[1])


def _reversed(quad: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.roll(quad, 2, axis=0)


def _affordable(places: list[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """Of a page full of print the largest lines: a manual would take half a minute. At least one."""
    kept, heights = set[int](), 0.0
    for n, (long, high) in sorted(enumerate(map(_measures, places)), key=lambda place: -place[1][1]):
        heights += long / high
        if kept and (heights > MOST_HEIGHTS or len(kept) == MOST_LINES):
            break
        kept.add(n)
    return [place for n, place in enumerate(places) if n in kept]


def _measures(quad: NDArray[np.float32]) -> tuple[float, float]:
    """Length and height of a line in pixels, however it is turned."""
    sides = length(quad[0], quad[1]), max(length(quad[0], quad[3]), 1)
    return (sides[1], max(sides[0], 1)) if _stands(quad) else sides


def _grown(quad: NDArray[np.float32]) -> NDArray[np.float32]:
    """A little room at both ends: a first or last digit is often cut."""
    if _stands(quad):
        return np.roll(_grown(np.roll(quad, 1, axis=0)), -1, axis=0)
    tall, wide = length(quad[0], quad[3]), length(quad[0], quad[1])
    step = (quad[1] - quad[0]) / max(wide, 1) * min(tall * 0.12, 12)
    return quad + np.array([-step, step, step, -step], np.float32)


def _corners(quad: NDArray[np.float32]) -> Corners:
    one, two, three, four = ((float(x), float(y)) for x, y in quad)
    return one, two, three, four
