"""Time that is moved by hand: everything due on the way rings at its time, and what it says is sent. Demo and tests."""

from collections.abc import Awaitable, Callable

from bot.app import App
from bot.clocks import HeldClock, MovedClock

Meanwhile = Callable[[], Awaitable[None]]


async def move_to(app: App, clock: MovedClock | HeldClock, until: int, meanwhile: Meanwhile | None = None) -> None:
    """Move the clock to `until` (UTC ms), stopping wherever something is due; `meanwhile` is awaited at each stop."""
    while True:
        due = await app.bell.next_due()
        retry = await app.sender.next_try()
        left = await app.tasks.next_at()
        ahead = [at + 1 for at in (due, retry, left) if at is not None and at < until]
        if not ahead:
            break
        clock.move_to(min(ahead))
        await settle(app)
        if meanwhile:
            await meanwhile()
    clock.move_to(until)
    await settle(app)


async def settle(app: App) -> None:
    """Everything due now has rung, and everything that waits is sent."""
    while await app.bell.ring() + await app.sender.drain() + await app.tasks.drain():
        pass
