"""The photos of a month as their figures see them: each once, however often it was looked at or doubted. S2 S3 X18

A photo is of the month in which it was sent, and so is what was seen in it and said of it afterwards.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.job.looking import DECISIONS

REUSED, OPENED, QUALITY = "reused", "opened", "quality"
MOST_CAMERAS = 8


@dataclass(slots=True)
class Photo:
    """A photo that was shown for a proof.

    looked  checks that looked at it, doubted or not
    doubts  those of them that doubted it
    camera  its name; None where nobody has read its metadata, "" where there was none
    """

    technician: int | None
    looked: set[str] = field(default_factory=lambda: {REUSED})
    doubts: set[str] = field(default_factory=set)
    camera: str | None = None


class Album:
    """The photos sent in a month, from the events about them in their order; of others there is nothing."""

    def __init__(self) -> None:
        self._photos: dict[tuple[int, str], Photo] = {}
        self._judged: Counter[str] = Counter()

    def add(self, subject: int, name: str, data: Mapping[str, Any]) -> None:
        """One more event of a job."""
        match name:
            case "photo.received" if data.get("needs"):
                for sent in data["photos"]:
                    self._photos.setdefault((subject, sent), Photo(data["by"]))
            case "photo.looked" if photo := self._photos.get((subject, data["photo"])):
                doubts = {doubt["check"] for doubt in data["doubts"]}
                photo.looked |= {*data["passed"], *doubts} | ({QUALITY} if OPENED in data["passed"] else set())
                photo.doubts |= doubts
                photo.camera = data.get("camera") or photo.camera or ""
            case "photo.reused" if photo := self._photos.get((subject, data["photo"])):
                photo.doubts.add(REUSED)
            case "photo.judged" if (subject, data["photo"]) in self._photos:
                self._judged[data["decision"]] += 1

    def lines(self) -> list[dict[str, Any]]:
        """The texts: all, a check each that doubted, what the desk said, a technician each who was doubted, a camera
        each."""
        if not self._photos:
            return []
        whole = _share(self._photos.values())
        lines = [{"text": "photo-figures-all", **whole, "share": round(100 * whole["doubted"] / whole["count"])}]
        doubted = Counter(check for photo in self._photos.values() for check in sorted(photo.doubts))
        for check, count in doubted.most_common():
            looked = sum(check in photo.looked for photo in self._photos.values())
            lines.append({"text": f"photo-figures-{check}", "count": looked, "doubted": count})
        lines.append({"text": "photo-figures-judged", **{decision: self._judged[decision] for decision in DECISIONS}})
        for technician, share in self._by(lambda photo: photo.technician):
            if share["doubted"]:
                lines.append({"text": "photo-figures-of", "technician": technician, **share})
        cameras = list(self._by(lambda photo: photo.camera))
        if any(camera for camera, _share in cameras):
            lines += [
                {"text": "photo-figures-camera" if camera else "photo-figures-no-camera", "camera": camera, **share}
                for camera, share in cameras[:MOST_CAMERAS]
            ]
        return lines

    def _by(self, key: Callable[[Photo], Any]) -> Iterator[tuple[Any, dict[str, int]]]:
        """The photos of each value of something, most first; None is nobody's."""
        groups: dict[Any, list[Photo]] = {}
        for photo in self._photos.values():
            if key(photo) is not None:
                groups.setdefault(key(photo), []).append(photo)
        for value, photos in sorted(groups.items(), key=lambda group: -len(group[1])):
            yield value, _share(photos)


def _share(photos: Iterable[Photo]) -> dict[str, int]:
    kept = list(photos)
    return {"count": len(kept), "doubted": sum(bool(photo.doubts) for photo in kept)}
