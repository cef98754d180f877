"""SIGKILL at random under load: nothing acknowledged is lost, nothing is done twice. K1 to K4, K7, K12.

The same harness runs against servers with a planted bug, and must find each.
"""

from pathlib import Path

import pytest

from tests.crash.planted import PLANTED
from tests.crash.run import Run, crash_run
from tests.crash.verdict import verdict

SEED = 20261125
KILLS = 50
KILLS_OF_PLANTED = 12
ROUNDS = 6


def told(run: Run, seed: int, wrong: list[str]) -> str:
    log = (run.folder / "log").read_text(encoding="utf-8", errors="replace")[-3000:]
    return "\n".join([f"seed {seed}, {run.kills} kills, {len(wrong)} wrong:", *wrong[:20], "server's log:", log])


async def test_fifty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    run = await crash_run(tmp_path, seed=SEED, kills=KILLS)
    wrong = await verdict(run)
    starts = sorted(run.starts_s)
    print(  # noqa: T201  pytest shows it with -s
        f"\n{run.kills} kills, {run.sent} sent, {len(run.acknowledged)} acknowledged, {run.seconds:.1f} s; "
        f"from start to first answer {starts[len(starts) // 2]:.2f} s median, {starts[-1]:.2f} s at most"
    )
    if wrong:
        pytest.fail(told(run, SEED, wrong), pytrace=False)
    assert run.kills == KILLS
    assert len(run.acknowledged) > KILLS


@pytest.mark.parametrize("planted", PLANTED)
async def test_a_planted_bug_is_found(planted: str, tmp_path: Path) -> None:
    """Where a kill falls is chance even with a seed, so a bug may slip through one round; not through all."""
    for round_ in range(ROUNDS):
        folder = tmp_path / str(round_)
        folder.mkdir()
        run = await crash_run(folder, seed=SEED + round_, kills=KILLS_OF_PLANTED, planted=planted)
        if await verdict(run):
            return
    pytest.fail(f"seeds {SEED} to {SEED + ROUNDS - 1}: a server that {planted} passed")
