"""The sets that are measured: what is drawn for each number of a row."""

from collections.abc import Iterator

from numpy.random import Generator, default_rng

from bench.proof.drawing import pick
from bench.proof.halves import Half
from bench.proof.scenes import SERVICE, Plan, Sample, draw, mobile, near_miss

LINK = "https://paidan.example.com/q/"
OWN, NEAR = 0, 500_000  # where the seeds of each set begin in its half


def own(half: Half, count: int, begin: int = 0) -> Iterator[Sample]:
    """Stickers with the right number: a third with a private number printed beside, a third with one by hand; half with
    a QR; some beside the customer's own number, which may stand there."""
    for seed in range(half.first_seed + OWN + begin, half.first_seed + OWN + begin + count):
        rng = default_rng([seed, 1])
        customer = mobile(rng)
        number = pick(rng, SERVICE)
        plan = Plan(
            number=number,
            service=number,
            token=_token(rng) if rng.random() < 0.5 else None,
            private=(None, "printed", "written")[seed % 3],
            private_digits=mobile(rng),
            printed_beside=customer if rng.random() < 0.3 else "",
            labels=int(rng.integers(0, 3)),
            known=(customer,),
        )
        yield draw(seed, half, plan)


def near(half: Half, count: int, begin: int = 0) -> Iterator[Sample]:
    """Stickers with another number: one digit changed, two swapped, one lost, one too many; one in eight has none."""
    for seed in range(half.first_seed + NEAR + begin, half.first_seed + NEAR + begin + count):
        rng = default_rng([seed, 2])
        customer, service = mobile(rng), pick(rng, SERVICE)
        plan = Plan(
            number=None if seed % 8 == 0 else near_miss(rng, service),
            service=service,
            printed_beside=customer if rng.random() < 0.3 else "",
            labels=int(rng.integers(0, 3)),
            known=(customer,),
        )
        yield draw(seed, half, plan)


def _token(rng: Generator) -> str:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz0123456789-_"
    return LINK + "".join(letters[int(n)] for n in rng.integers(0, len(letters), 34))
