"""`python -m bench.proof.failures`: pictures of what failed in the last evaluation of the held-out half."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import msgspec
from PIL import Image

from bench.proof import sets
from bench.proof.evaluate import MODULE, SETS, Seen
from bench.proof.halves import HELD_OUT
from bench.results import FOLDER

OUT = Path(__file__).parent.parent.parent / "docs" / "img" / "proof"
SIDE = 480  # pixels
MOST = 2  # pictures of each kind
BEGIN = {"own": sets.OWN, "near": sets.NEAR, "coded": sets.CODES, "plates": sets.PLATES}
KINDS: dict[str, Callable[[Seen], bool]] = {
    "number-unread": lambda row: row.set == "own" and row.readable and not row.service,
    "number-wrongly-accepted": lambda row: not row.right and row.service and row.set in ("own", "near"),
    "printed-missed": lambda row: row.private == "printed" and row.private_readable and not row.flagged,
    "written-missed": lambda row: row.private == "written" and row.private_readable and not row.flagged,
    "flagged-for-nothing": lambda row: row.set in ("own", "near") and row.private is None and bool(row.flagged),
    "code-unread": lambda row: row.token and row.module >= MODULE and not row.decoded,
    "serial-unread": lambda row: row.set == "plates" and row.readable and row.serial != "right",
}


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    lines = (FOLDER / "proof-held-out.jsonl").read_bytes().splitlines()
    rows = [msgspec.json.decode(line, type=Seen) for line in lines]
    for kind, failed in KINDS.items():
        for n, row in enumerate([row for row in rows if failed(row)][:MOST], 1):
            sample = next(SETS[row.set](HELD_OUT, 1, row.seed - HELD_OUT.first_seed - BEGIN[row.set]))
            image = Image.open(BytesIO(sample.data))
            image.thumbnail((SIDE, SIDE))
            image.save(OUT / f"{kind}-{n}.jpg", quality=70)
            print(f"{kind}-{n}: seed {row.seed}, {', '.join(row.wear)}")


if __name__ == "__main__":
    main()
