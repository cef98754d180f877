"""What every text about an appliance may name. Personal values are references; texts reveal them to their reader."""

from collections.abc import Mapping
from typing import Any

from domain.asset.model import Asset
from domain.job.telling import UNKNOWN

MAY_BE_UNKNOWN = ("phone", "address", "model", "serial", "name")


def about(asset: Asset, role: str, person: int) -> dict[str, Any]:
    """The data of a text."""
    return {
        "number": asset.number,
        "product": asset.product or "other",
        "technician": asset.technician or "",
        "stage": asset.stage.value,
        "count": len(asset.jobs),
        **dict.fromkeys(MAY_BE_UNKNOWN, UNKNOWN),
        **asset.details,
        "who_is_it": {
            "text": "asset-caller" if "name" in asset.details else "asset-caller-unknown",
            "name": asset.details.get("name", UNKNOWN),
            "phone": asset.details.get("phone", UNKNOWN),
        },
    }


def summary(asset: Asset) -> Mapping[str, Any]:
    """What lists know. `open` is work in hand: a file is none, so it stands in no list of jobs."""
    return {
        "number": asset.number,
        "branch": asset.branch,
        "stage": asset.stage.value,
        "owner": None,
        "team": (),
        "customer": asset.customer,
        "open": False,
    }
