"""S3, X15: every QR in a photo, where it is, how large; small, turned, dim and blurred ones too."""

from io import BytesIO

import numpy as np
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from proof.codes import codes
from proof.findings import Kind, Wanted
from proof.grids import Place, read
from proof.pictures import Picture, opened
from proof.worker import Looker
from tests.storage.test_photos import encoded

LINK = "https://paidan.example.com/q/kAAAAAAAAMTAwMTnnnnnnnnnnnnnnnnnn"


def scene(*places: tuple[str, int, int, int], size: tuple[int, int] = (1200, 900)) -> Image.Image:
    """Codes on a grey cabinet: text, x, y, pixels a module."""
    image = Image.new("RGB", size, (150, 155, 150))
    for text, x, y, module in places:
        file = BytesIO()
        segno.make(text, error="m", micro=False).save(file, kind="png", scale=module, border=4)
        image.paste(Image.open(file).convert("RGB"), (x, y))
    return image


def photo(image: Image.Image) -> Picture:
    found = opened(encoded(image, "JPEG", quality=85))
    assert isinstance(found, Picture)
    return found


def test_all_codes_are_found_with_place_and_size() -> None:
    found = codes(photo(scene((LINK, 100, 200, 6), ("second", 800, 100, 5))))
    assert {code.text for code in found} == {LINK, "second"}
    first = next(code for code in found if code.text == LINK)
    assert first.module == pytest.approx(6, abs=0.3)
    assert first.corners[0] == pytest.approx((124, 224), abs=6)


def test_places_are_those_of_the_small_picture_when_the_photo_is_large() -> None:
    large = photo(scene((LINK, 2000, 1000, 12), size=(4000, 3000)))
    code = codes(large)[0]
    assert code.module == pytest.approx(6, abs=0.3)
    assert code.corners[0] == pytest.approx((1024, 524), abs=8)


def test_a_code_too_small_for_the_small_picture_is_read_in_the_whole_photo() -> None:
    large = photo(scene((LINK, 2000, 1000, 3), size=(5000, 3800)))
    assert codes(large, hard=False) == ()
    assert [code.text for code in codes(large)] == [LINK]


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda image: image.rotate(37, fillcolor=(150, 155, 150)),
        lambda image: image.transpose(Image.Transpose.ROTATE_90),
        lambda image: image.point(lambda value: value // 6),
        lambda image: image.filter(ImageFilter.GaussianBlur(2.2)),
        lambda image: Image.eval(image, lambda value: 255 - value),
    ],
    ids=["turned", "on its side", "dim", "blurred", "inverted"],
)
def test_a_spoiled_code_is_read_all_the_same(spoiled: object) -> None:
    assert [code.text for code in codes(photo(spoiled(scene((LINK, 400, 300, 5)))))] == [LINK]  # type: ignore[operator]


def bent(image: Image.Image, by: float) -> Image.Image:
    """As if stuck around a tank: squeezed towards the ends, the middle of each line sunk."""
    wide, tall = image.size
    across, down = np.meshgrid(np.linspace(-1, 1, wide), np.arange(tall))
    x = (np.sin(across * by) / np.sin(by) + 1) / 2 * (wide - 1)
    y = np.clip(down - by * 0.12 * tall * (1 - across**2), 0, tall - 1)
    pixels = np.asarray(image)
    return Image.fromarray(pixels[y.astype(int), x.astype(int)])


@pytest.mark.parametrize("blur", [0.4, 2.5, 3.5])
def test_a_code_around_a_tank_is_read_square_by_square(blur: float) -> None:
    """At the end of a label, where squares are narrow, and blurred by up to seven tenths of one."""
    picture = photo(bent(scene((LINK, 700, 300, 6)), 0.9).filter(ImageFilter.GaussianBlur(blur)))
    (code,) = codes(picture)
    assert code.text == LINK
    assert 3 < code.module < 6


def test_a_code_that_no_reader_sees_is_found_by_its_finders() -> None:
    """Blurred by seven tenths of a square."""
    image = scene((LINK, 400, 300, 5)).rotate(24, fillcolor=(150, 155, 150)).filter(ImageFilter.GaussianBlur(3.5))
    (code,) = codes(photo(image))
    assert code.text == LINK
    assert code.module == pytest.approx(5, abs=0.3)


def test_what_is_only_nearly_a_code_is_none() -> None:
    """Three finders with noise between them: nothing is made up."""
    image = scene((LINK, 400, 300, 6))
    squares = np.random.default_rng(4).integers(0, 2, (21, 21)).repeat(6, axis=0).repeat(6, axis=1) * 255
    image.paste(Image.fromarray(squares.astype(np.uint8)).convert("RGB"), (400 + 12 * 6, 300 + 12 * 6))
    for blur in (0.1, 3.0):
        assert codes(photo(image.filter(ImageFilter.GaussianBlur(blur)))) == ()


async def test_a_torn_code_close_up_costs_neither_the_worker_nor_the_number_beside_it() -> None:
    """Twelve megapixels, the code over half of them, its middle gone: said soon, within the worker's memory."""
    image = scene((LINK, 600, 1100, 40), size=(3000, 4000))
    image.paste((255, 255, 255), (1000, 1500, 2000, 2500))
    looker = Looker()
    try:
        verdict = await looker.look(encoded(image, "JPEG", quality=85), Wanted(Kind.SERVICE_NUMBER, ("4008123456",)))
        assert looker.used()[1] < 700
    finally:
        await looker.close()
    assert "photo-not-looked-at" not in {finding.reason.text for finding in verdict.findings if finding.reason}
    assert verdict.codes == ()


@given(
    where=st.tuples(st.floats(-200, 400), st.floats(-200, 400)),
    side=st.floats(0, 900),
    off=st.lists(st.tuples(st.floats(-0.6, 0.6), st.floats(-0.6, 0.6)), min_size=4, max_size=4),
    inset=st.sampled_from([0.0, 3.5]),
    seed=st.integers(0, 3),
)
@settings(max_examples=25, deadline=None)
def test_nothing_is_read_where_nothing_is_whatever_the_place(
    where: tuple[float, float], side: float, off: list[tuple[float, float]], inset: float, seed: int
) -> None:
    """Corners on a line, beyond the picture, on one point, in grain or in plain grey: no code, no error."""
    grey = np.random.default_rng(seed).integers(0, [256, 2, 1, 30][seed], (240, 320), np.uint8)
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) + off
    one, two, three, four = ((float(x), float(y)) for x, y in square * side + where)
    assert read(grey, Place((one, two, three, four), inset, 37 if inset else 0)) is None


def test_a_micro_code_or_a_picture_without_one_says_nothing() -> None:
    micro = BytesIO()
    segno.make_micro("12345").save(micro, kind="png", scale=8)
    with_micro = scene()
    with_micro.paste(Image.open(micro).convert("RGB"), (300, 300))
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 400, 3), np.uint8))
    for image in (with_micro, noise, scene(size=(1, 1))):
        assert codes(photo(image)) == ()
