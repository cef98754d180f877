"""The web channel keeps the contract."""

import pytest

from tests.channels.contract import ChangingContract
from tests.conftest import House


class TestWebChannel(ChangingContract):
    @pytest.fixture(autouse=True)
    async def _connected(self, house: House) -> None:
        self.house, self.channel, self.address = house, house.app.channel, "demo-wang"

    async def shown(self, address: str) -> list[tuple[str, list[str]]]:
        """As the page gets it over HTTP."""
        lines = await self.house.phones["王女士"].lines()
        return [(line["text"], [b["label"] for b in line["buttons"] if line["open"]]) for line in lines]
