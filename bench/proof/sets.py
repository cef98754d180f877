"""The sets that are measured: what is drawn for each number of a row."""

from collections.abc import Iterator

from numpy.random import Generator, default_rng

from bench.proof.drawing import pick
from bench.proof.halves import Half
from bench.proof.scenes import SERVICE, Plan, Sample, draw, mobile, near_miss

LINK = "https://paidan.example.com/q/"
OWN, CODES, PLATES, LARGE, NEAR = 0, 100_000, 200_000, 300_000, 500_000  # where the seeds of each set begin in its half


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


def coded(half: Half, count: int, begin: int = 0) -> Iterator[Sample]:
    """Stickers with a QR, whatever its size came to."""
    for seed in range(half.first_seed + CODES + begin, half.first_seed + CODES + begin + count):
        rng = default_rng([seed, 3])
        number = pick(rng, SERVICE)
        yield draw(seed, half, Plan(number=number, service=number, token=_token(rng), labels=int(rng.integers(0, 2))))


def plates(half: Half, count: int, begin: int = 0) -> Iterator[Sample]:
    """Nameplates."""
    for seed in range(half.first_seed + PLATES + begin, half.first_seed + PLATES + begin + count):
        rng = default_rng([seed, 4])
        model = f"KFR-{rng.integers(20, 99)}{pick(rng, ('GW', 'LW'))}/{pick(rng, ('NhAa1', 'B3', 'FNC04'))}BAJ"
        serial = f"{pick(rng, ('4A', '9H', 'D1'))}{rng.integers(10**10, 10**11)}"
        yield draw(seed, half, Plan(model=model, serial=serial, labels=0))


def large(half: Half, count: int) -> Iterator[Sample]:
    """Stickers as a phone's camera takes them: twelve megapixels."""
    for seed in range(half.first_seed + LARGE, half.first_seed + LARGE + count):
        rng = default_rng([seed, 5])
        number = pick(rng, SERVICE)
        token = _token(rng) if rng.random() < 0.5 else None
        yield draw(seed, half, Plan(number=number, service=number, token=token, labels=2, megapixels=12))


def _token(rng: Generator) -> str:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz0123456789-_"
    return LINK + "".join(letters[int(n)] for n in rng.integers(0, len(letters), 34))
