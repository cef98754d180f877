"""The same picture used twice: how a picture is found among a year of them, and whether it is the same. X18.

The first sieve is words, of which an index keeps some for each picture: parts of its hash, and with the extra `proof`
what its points look like. The second compares two pictures as a whole. Without the extra, copies are found by their
hashes; crops, turns by a few degrees and photos of a photo are not.
"""

from collections.abc import Iterable
from importlib.util import find_spec

import msgspec
import numpy as np

from proof import hashes
from proof.findings import Reason
from proof.pictures import opened

MOST_COMPARED = 16
POINTS = 1 << 20
"""Words of points are the numbers from here on; those below are parts of hashes."""


class Signature(msgspec.Struct, frozen=True):
    """What a picture is found by.

    hashes   of 32 bytes each: its own, and those of its mirrored and turned copies
    kept     words under which it is kept, at most 176
    asked    words under which its likes may be kept, in groups that are counted apart: hashes, points, points mirrored
    """

    hashes: tuple[bytes, ...]
    kept: tuple[int, ...]
    asked: tuple[tuple[int, ...], ...]


class Match(msgspec.Struct, frozen=True):
    """Two pictures compared.

    same     a person should see both side by side
    share    of what both show, what agrees: 0 to 1
    """

    same: bool
    share: float


def signature(data: bytes) -> Signature | None:
    """Of a picture file; None where there is no picture."""
    picture = opened(data)
    if isinstance(picture, Reason):
        return None
    own = hashes.hashes(picture.rgb)
    parts = hashes.bands(own)
    kept, asked = [parts[0]], [np.unique(parts)]
    if can_compare():
        from proof.words import found_by  # noqa: PLC0415  opencv, where it is installed

        words = found_by(picture.rgb)
        kept.append(POINTS + words.kept)
        asked += [POINTS + words.asked, POINTS + words.mirrored]
    return Signature(
        tuple(one.tobytes() for one in own),
        tuple(np.concatenate(kept).tolist()),
        tuple(tuple(group.tolist()) for group in asked),
    )


def compared(asked: bytes, kept: bytes) -> Match:
    """Whether a picture file is a copy of another: cut, turned, mirrored, brighter, photographed."""
    if not can_compare():
        return _by_hashes(asked, kept)
    from proof.likeness import compared as by_points  # noqa: PLC0415

    found = by_points(asked, kept)
    return Match(found.same, found.share)


def can_compare() -> bool:
    """Whether the extra `proof` is installed, without which only hashes are compared."""
    return find_spec("cv2") is not None


def _by_hashes(asked: bytes, kept: bytes) -> Match:
    one, other = opened(asked), opened(kept)
    if isinstance(one, Reason) or isinstance(other, Reason):
        return Match(False, 0)
    apart = int(hashes.distances(hashes.hashes(one.rgb), hashes.hashes(other.rgb)[0]).min())
    return Match(apart <= hashes.NEAR, 1 - apart / 256)


class Found(msgspec.Struct, frozen=True):
    """A kept picture that shares words with another. `score`: more for rarer words."""

    sha256: str
    hash: bytes
    score: float


def likeliest(asked: Signature, found: Iterable[Found]) -> list[str]:
    """Which pictures to compare with, at most 16: those with nearly the same hash, then those that share most."""
    scores: dict[str, float] = {}
    for one in found:
        near = 1000 if _apart(asked.hashes, one.hash) <= hashes.NEAR else 0
        scores[one.sha256] = max(scores.get(one.sha256, 0), one.score + near)
    return sorted(scores, key=lambda sha256: -scores[sha256])[:MOST_COMPARED]


def _apart(own: tuple[bytes, ...], other: bytes) -> int:
    """In how many of 256 bits a hash differs from the nearest of several."""
    kept = np.frombuffer(b"".join(own), np.uint64).reshape(-1, len(other) // 8)
    return int(hashes.distances(kept, np.frombuffer(other, np.uint64)).min())
