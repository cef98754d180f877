"""How well the same picture is found among a year's, and how rarely another one is taken for it. X18.

Held-out designs, models, surfaces and seeds. Of the year, some pictures are drawn; the others are words alone, each
taken half and half from two that were drawn: an index as large and as crowded, without a hundred hours of drawing.
"""

import asyncio
import os
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from bench.proof.appliances import Taken, photo
from bench.proof.halves import HALVES, Half
from bench.proof.reused import CHANGES, again
from bench.results import Result, alone
from proof.features import Features, features, mirrored
from proof.likeness import likeness
from proof.pictures import Picture, opened
from proof.reuse import MOST_COMPARED, Found, Signature, likeliest, signature
from storage.migrate import migrate
from storage.pictures import MOST_OF_A_WORD, listed
from storage.queries import load

YEAR = 200_000  # pictures of one company
ORIGINALS, OTHERS, FRESH = 60, 180, 240
DESIGNS, MODELS = 10, 40
PART = 0.1
"""As many as `make bench` can wait for. PROOF_TIMES multiplies them."""
CHUNK = 500_000  # rows written at once
STORAGE = Path(__file__).parents[2] / "storage"


@dataclass(slots=True)
class Seen:
    """A picture as it is looked for."""

    data: bytes
    signature: Signature
    features: Features


@dataclass(slots=True)
class Figures:
    """Seconds, and what was found."""

    sign: list[float] = field(default_factory=list)
    search: list[float] = field(default_factory=list)
    pair: list[float] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    candidate: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, int]] = field(default_factory=list)
    false: list[tuple[int, str]] = field(default_factory=list)
    fresh: int = 0  # photos of something new that were asked for
    bytes_each: float = 0


def seen(data: bytes, figures: Figures) -> Seen:
    """A photo with all that is needed to compare it."""
    began = time.perf_counter()
    signed = signature(data)
    figures.sign.append(time.perf_counter() - began)
    picture = opened(data)
    if signed is None or not isinstance(picture, Picture):
        raise ValueError("a drawn photo does not open")
    return Seen(data, signed, features(picture.rgb))


class Year:
    """An index in a file, as a company's storage has it."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._path = path
        self._q = load(STORAGE / "queries.sql")
        migrate(self._db, STORAGE / "migrations", None, at=0)
        self.kept: dict[str, Seen] = {}

    def fill(self, drawn: list[Seen], count: int) -> float:
        """`count` pictures: those drawn, then mixtures of them. Returns bytes a picture."""
        rng, before = default_rng(5), self._path.stat().st_size
        lists = [np.array(one.signature.kept) for one in drawn]
        with_words: list[NDArray[np.int64]] = []
        for n in range(count):
            words = lists[n] if n < len(lists) else _mixed(rng, lists)
            with_words.append(np.stack([words, np.full(len(words), n + 1)]))
        rows = np.concatenate(with_words, axis=1)
        rows = rows[:, np.lexsort((rows[1], rows[0]))]
        starts = np.flatnonzero(np.r_[True, np.diff(rows[0]) > 0])
        place = np.arange(rows.shape[1]) - np.repeat(starts, np.diff(np.r_[starts, rows.shape[1]]))
        rows = rows[:, place < MOST_OF_A_WORD]
        self._db.execute("begin")
        blank = bytes(32)
        for n in range(count):
            name = f"drawn {n}" if n < len(drawn) else f"{n:064x}"
            own = drawn[n].signature.hashes[0] if n < len(drawn) else blank
            words = np.asarray(lists[n % len(lists)], np.uint32).tobytes()
            self._db.execute("insert into picture values (?, ?, ?, ?, ?)", (n + 1, name, own, words, n))
            if n < len(drawn):
                self.kept[name] = drawn[n]
        for begin in range(0, rows.shape[1], CHUNK):
            part = rows[:, begin : begin + CHUNK].T.tolist()
            self._db.executemany("insert or ignore into picture_word values (?, ?)", part)
        self._db.execute("commit")
        self._db.execute("pragma wal_checkpoint(truncate)")
        return (self._path.stat().st_size - before) / count

    def like(self, asked: Signature) -> list[str]:
        """Which pictures of the year are compared with one."""
        found = [
            Found(row[1], row[2], row[3])
            for group in asked.asked
            for row in self._db.execute(
                self._q.pictures_like, {"words": listed(group), "sha256": "", "most": MOST_COMPARED}
            )
        ]
        return likeliest(asked, found)


def _mixed(rng: np.random.Generator, lists: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    one, other = (lists[int(n)] for n in rng.integers(len(lists), size=2))
    return np.unique(np.concatenate([rng.permutation(one)[: len(one) // 2], rng.permutation(other)[: len(other) // 2]]))


def first_same(year: Year, asked: Seen, figures: Figures) -> tuple[str | None, list[str]]:
    """The first picture of the year that is the same, and all that were thought of."""
    began = time.perf_counter()
    candidates = year.like(asked.signature)
    figures.search.append(time.perf_counter() - began)
    for name in candidates:
        if name in year.kept:
            began = time.perf_counter()
            kept = year.kept[name].features
            same = any(likeness(one, kept).same for one in (asked.features, mirrored(asked.features)))
            figures.pair.append(time.perf_counter() - began)
            if same:
                return name, candidates
    return None, candidates


def drawn(half: Half, scenes: range) -> Iterator[bytes]:
    """Photos of a few designs and models: each has many others of its own design beside it."""
    for scene in scenes:
        yield photo(half, Taken(scene % DESIGNS, scene % MODELS, scene))


def measured(half: Half, folder: Path, count: int = YEAR, part: float = 1.0) -> Figures:
    """Everything, on one half. part: of the pictures, to try it out."""
    figures = Figures()
    originals, others, fresh = (int(part * size) for size in (ORIGINALS, OTHERS, FRESH))
    year = Year(folder / "year.db")
    kept = [seen(data, figures) for data in drawn(half, range(originals + others))]
    figures.bytes_each = year.fill(kept, count)
    for n in range(originals):
        for k, (name, change) in enumerate(CHANGES.items()):
            copy = seen(again(default_rng([half.first_seed, 11, n, k]), half, kept[n].data, change), figures)
            found, candidates = first_same(year, copy, figures)
            figures.asked[name] += 1
            figures.candidate[name] += f"drawn {n}" in candidates
            figures.found[name] += found == f"drawn {n}"
            if found != f"drawn {n}":
                figures.missed.append((name, n))
    begin = originals + others
    for scene, data in enumerate(drawn(half, range(begin, begin + fresh)), begin):
        found, _ = first_same(year, seen(data, figures), figures)
        figures.fresh += 1
        if found is not None:
            figures.false.append((scene, found))
    return figures


async def photo_reuse(folder: Path) -> list[Result]:
    """The held-out figures, for `make bench`."""
    part = PART * int(os.environ.get("PROOF_TIMES", "1"))
    figures = await asyncio.to_thread(measured, HALVES["held-out"], folder, part=part)
    _show(figures)
    total, found = figures.asked.total(), figures.found.total()
    return [
        alone("photo_reuse_found", [found / total], "share", above=0.97),
        alone("photo_reuse_false", [len(figures.false) / figures.fresh], "share", below=0.005),
        alone("photo_reuse_sign_s", figures.sign, "s"),
        alone("photo_reuse_search_s", figures.search, "s"),
        alone("photo_reuse_pair_s", figures.pair, "s"),
        alone("photo_reuse_bytes", [figures.bytes_each], "bytes a picture"),
    ]


def _show(figures: Figures) -> None:
    for name, asked in figures.asked.items():
        print(f"  {name:20} found {figures.found[name]}/{asked}, candidate {figures.candidate[name]}/{asked}")
    print(f"  missed {figures.missed}\n  false {figures.false} of {figures.fresh}")
    for name in ("sign", "search", "pair"):
        times = np.array(getattr(figures, name))
        print(f"  {name:8} median {np.median(times):.3f} s, p95 {np.percentile(times, 95):.3f} s, {len(times)} times")
    print(f"  {figures.bytes_each:.0f} bytes a picture")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        _show(measured(HALVES[sys.argv[1]], Path(place), int(sys.argv[2]), float(sys.argv[3])))
