"""Lines of text in a photo, with how sure each character is. One thread, the models of the wheel, no network. S3.

Text is looked for in a small copy and read in the large one: half the time of reading it all large, and better than small.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from proof.findings import Corners
from proof.pictures import Pixels

LOOK = 960  # pixels of the longer side in which text is looked for
MOST_LINES = 48
DOUBTFUL = 0.75  # mean confidence below which a line is read upside down as well


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `sure`: the confidence of each character of `text`, from 0 to 1. `corners`: where it stands."""

    text: str
    sure: tuple[float, ...]
    corners: Corners

    @property
    def mean(self) -> float:
        """Of its characters."""
        return sum(self.sure) / len(self.sure) if self.sure else 0


class Reader:
    """The text reader of one process. Its models are loaded when first asked: a second, and 250 MB."""

    @cached_property
    def _engine(self) -> Any:
        from rapidocr import RapidOCR

        return RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.return_word_box": True,
                "Global.use_preprocess_img": False,
                "Det.limit_type": "max",
                "Det.limit_side_len": 4000,  # the copy has its size already
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def lines(self, rgb: Pixels, look: int = LOOK) -> list[Line]:
        """Every line, from top to bottom. `look`: pixels of the longer side in which text is looked for."""
        by = min(look / max(rgb.shape[:2]), 2.0)
        how = cv2.INTER_AREA if by < 1 else cv2.INTER_CUBIC
        small = cv2.resize(rgb, None, fx=by, fy=by, interpolation=how)
        boxes = self._engine(small[:, :, ::-1], use_det=True, use_rec=False, use_cls=False).boxes
        if boxes is None:
            return []
        places = [_grown(np.asarray(box, np.float32) / by) for box in boxes[:MOST_LINES]]
        crops = [straightened(rgb, place) for place in places]
        read = self.read(crops)
        again = [n for n, (_, sure) in enumerate(read) if not sure or float(np.mean(sure)) < DOUBTFUL]
        for n, turned in zip(again, self.read([crops[n][::-1, ::-1] for n in again]), strict=True):
            if sum(turned[1]) > sum(read[n][1]) * 1.2:
                read[n] = turned
                places[n] = np.roll(places[n], 2, axis=0)
        return [Line(text, sure, _corners(place)) for (text, sure), place in zip(read, places, strict=True) if text]

    def read(self, crops: list[Pixels]) -> list[tuple[str, tuple[float, ...]]]:
        """What stands in straightened lines: text, and how sure each of its characters is."""
        if not crops:
            return []
        found = self._engine.recognize_txt([np.ascontiguousarray(crop[:, :, ::-1]) for crop in crops])
        return [
            (text, tuple(word.confs) if text else ())
            for text, word in zip(found.txts, found.word_results, strict=True)
        ]


def straightened(rgb: Pixels, corners: NDArray[np.float32] | Corners) -> Pixels:
    """The quadrilateral as an upright rectangle; a standing line is laid down."""
    quad = np.asarray(corners, np.float32)
    width = int(max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3]), 4))
    height = int(max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1]), 4))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(quad, flat)
    laid = cv2.warpPerspective(rgb, warp, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(np.rot90(laid) if height >= 1.5 * width else laid, np.uint8)


def _grown(quad: NDArray[np.float32]) -> NDArray[np.float32]:
    """A little room to the left and right: a first or last digit is often cut."""
    along = quad[1] - quad[0]
    length, tall = float(np.linalg.norm(along)), float(np.linalg.norm(quad[3] - quad[0]))
    step = along / max(length, 1) * min(tall * 0.12, 12)
    return quad + np.array([-step, step, step, -step], np.float32)


def _corners(quad: NDArray[np.float32]) -> Corners:
    one, two, three, four = ((float(x), float(y)) for x, y in quad)
    return one, two, three, four
