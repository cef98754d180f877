"""What may be looked at while thresholds are chosen, and what is kept for the figures: nothing stands in both."""

from dataclasses import dataclass

from bench.proof import backgrounds as b


@dataclass(frozen=True, slots=True)
class Half:
    """Fonts (files in `fonts/`), surfaces, hand-written digits and seeds of one half of the evaluation."""

    printed: tuple[str, ...]
    hands: tuple[str, ...]
    chinese: str
    surfaces: tuple[b.Surface, ...]
    digits: slice  # of the eighty specimens of each digit in digits.png
    first_seed: int


TUNING = Half(
    printed=("roboto.ttf", "oswald.ttf", "roboto-condensed.ttf"),
    hands=("kalam.ttf", "ma-shan-zheng.ttf"),
    chinese="noto-sans-sc.otf",
    surfaces=(b.enamel, b.vents, b.tiles),
    digits=slice(0, 40),
    first_seed=1_000_000,
)
HELD_OUT = Half(
    printed=("open-sans.ttf", "montserrat.ttf", "barlow-condensed.ttf"),
    hands=("caveat.ttf", "patrick-hand.ttf", "long-cang.ttf"),
    chinese="noto-serif-sc.otf",
    surfaces=(b.brushed_metal, b.wood, b.bricks),
    digits=slice(40, 80),
    first_seed=2_000_000,
)
HALVES = {"tuning": TUNING, "held-out": HELD_OUT}
