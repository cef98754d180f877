"""How an account at Tencent stands, and who is told when it stops: the log, `/health`, the desk elsewhere."""

import structlog

from scheduler.reaching import tell_desks
from storage.store import Store
from storage.unit import Unit

log = structlog.get_logger()


class Standing:
    """`state` is "connecting", "serving", "unreachable" or "stopped"; `why` says why.

    platform  as people call it
    mend      the settings to be set anew when the platform does not know us
    refused   the account or its secret is not known: nothing goes until somebody sets it anew and starts again
    """

    def __init__(self, store: Store[Unit], channel: str, platform: str, mend: str) -> None:
        self._store, self._channel, self._platform, self._mend = store, channel, platform, mend
        self.state, self.why, self.refused = "connecting", "", False

    def serves(self, why: str = "") -> None:
        """It works, perhaps not in all it should."""
        self.state, self.why, self.refused = "serving", why, False

    def fails(self, why: str) -> None:
        """No answer: the next message tries again."""
        if self.state != "stopped":
            self.state, self.why = "unreachable", why

    async def refuse(self) -> None:
        """The platform does not know the account or its secret."""
        self.refused = True
        if self._stops("the account or its secret is refused"):
            log.error("the platform does not know us: set it anew and restart", channel=self._channel, set=self._mend)
            await self._tell("channel-stopped", channel=self._platform)

    async def distrust(self, ip: str) -> None:
        """The platform takes nothing from our address. It is tried again: somebody may list it any moment."""
        if self._stops(f"requests from {ip} are refused"):
            log.error("the platform does not trust our address: list it there", channel=self._channel, ip=ip)
            await self._tell("channel-not-trusted", channel=self._platform, ip=ip)

    def _stops(self, why: str) -> bool:
        """Whether that is new."""
        before, self.state, self.why = (self.state, self.why), "stopped", why
        return before != ("stopped", why)

    async def _tell(self, key: str, **data: object) -> None:
        await self._store.run(lambda unit: tell_desks(unit, key, self._channel, **data))
