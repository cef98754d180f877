"""X18: the same picture used twice is found, however it was changed; two stickers of one design are two pictures."""

from functools import cache

import pytest
from numpy.random import default_rng

from bench.proof.appliances import Taken, photo
from bench.proof.halves import TUNING
from bench.proof.reused import CHANGES, again
from proof.reuse import MOST_COMPARED, Found, Signature, compared, likeliest, signature

SAME_STICKER = (Taken(design=4, model=4, scene=4), Taken(design=4, model=4, scene=5), Taken(design=4, model=1, scene=6))


@pytest.fixture(scope="module")
def photos() -> tuple[bytes, ...]:
    """Three photos of one sticker design, two of them on cabinets of one model."""
    return tuple(photo(TUNING, taken) for taken in SAME_STICKER)


@cache
def signed(data: bytes) -> Signature:
    found = signature(data)
    assert found is not None
    return found


def kept(name: str, data: bytes, asked: Signature) -> Found:
    """As an index answers that has few pictures: a word in common counts one."""
    own = signed(data)
    return Found(name, own.hashes[0], float(len(set(own.kept) & set().union(*asked.asked))))


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_copy_is_thought_of_first_and_is_the_same(name: str, photos: tuple[bytes, ...]) -> None:
    copy = again(default_rng(7), TUNING, photos[0], CHANGES[name])
    asked = signed(copy)
    assert likeliest(asked, [kept(str(n), data, asked) for n, data in enumerate(photos)])[0] == "0"
    assert compared(copy, photos[0]).same


def test_two_photos_of_one_sticker_design_are_two_pictures(photos: tuple[bytes, ...]) -> None:
    assert not compared(photos[0], photos[1]).same
    assert not compared(photos[0], photos[2]).same


def test_a_picture_of_nothing_is_like_none(photos: tuple[bytes, ...]) -> None:
    blank = again(default_rng(7), TUNING, photos[0], lambda _rng, _half, image: image.point(lambda _: 200))
    assert len(signed(blank).kept) == 16, "its hash alone"
    assert not compared(blank, photos[0]).same
    assert not compared(blank, blank).same, "nothing is to be seen, so nothing is said"


def test_what_is_no_picture_has_no_signature() -> None:
    assert signature(b"<html>") is None
    assert not compared(b"<html>", b"<html>").same


def test_a_signature_is_small_and_always_the_same(photos: tuple[bytes, ...]) -> None:
    one = signed(photos[0])
    assert one == signed(photos[0])
    assert len(one.kept) <= 176
    assert all(len(hashed) == 32 for hashed in one.hashes)
    assert max(one.kept) < 2**32


def test_a_near_hash_goes_before_everything_that_shares_words() -> None:
    asked = Signature((bytes(32),), (), ())
    others = [Found(f"{n}", b"\xff" * 32, 100.0 - n) for n in range(30)]
    first = likeliest(asked, [*others, Found("copy", b"\x01" + bytes(31), 1.0)])
    assert first[:2] == ["copy", "0"]
    assert len(first) == MOST_COMPARED


@pytest.mark.parametrize("name", ["recompressed", "resized", "turned 90°", "mirrored"])
def test_without_the_extra_copies_are_found_by_their_hashes(
    name: str, photos: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proof.reuse.can_compare", lambda: False)
    copy = again(default_rng(7), TUNING, photos[0], CHANGES[name])
    asked, own = signature(copy), signature(photos[0])
    assert asked
    assert own
    assert len(asked.asked) == 1, "hashes alone"
    assert set(own.kept) & set(asked.asked[0])
    assert compared(copy, photos[0]).same
    assert not compared(copy, photos[1]).same
