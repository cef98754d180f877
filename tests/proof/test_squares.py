"""X15: what every code of a size has in common, and what squares were before they were blurred."""

import numpy as np
import pytest
import segno

from proof.squares import QUIET, common, lens_of, said, turned, unblurred

TEXT = "https://paidan.example.com/q/kAAAAAAAAMTAwMTnnnnnnnnnnnnnnnnnn"


def printed(text: str, **how: int) -> np.ndarray:
    """1 is black; with its quiet zone."""
    return np.pad(np.array([list(row) for row in segno.make(text, micro=False, **how).matrix], float), QUIET)


@pytest.mark.parametrize("version", range(2, 9))
def test_what_all_codes_of_a_size_have_in_common_stands_in_each(version: int) -> None:
    for mask in range(8):
        code = printed(f"{version}{mask}", version=version, mask=mask)
        squares = common(17 + 4 * version)
        known = ~np.isnan(squares)
        assert squares.shape == code.shape
        assert (squares[known] == code[known]).all()


@pytest.mark.parametrize("blur", [0.3, 0.6, 0.8])
def test_squares_that_were_blurred_are_found_again(blur: float) -> None:
    code = printed(TEXT)
    truth, lens = common(len(code) - 2 * QUIET), lens_of(len(code), blur)
    seen = lens @ code @ lens.T + np.random.default_rng(5).normal(0, 0.01, (len(lens), len(lens)))
    squares = unblurred(seen, lens, truth)
    assert said(squares) == TEXT
    assert ((squares > 0.5) == code).mean() > 0.99
    assert (turned(squares, seen, lens, truth) == code).mean() >= ((squares > 0.5) == code).mean()


def test_squares_blurred_beyond_all_say_nothing() -> None:
    """The reader's own check catches what was only guessed."""
    code = printed(TEXT)
    lens = lens_of(len(code), 2.0)
    seen = lens @ code @ lens.T + np.random.default_rng(5).normal(0, 0.02, (len(lens), len(lens)))
    assert said(unblurred(seen, lens, common(len(code) - 2 * QUIET))) == ""
