"""QR codes with a scene: whoever scans one with WeChat follows the account, and we hear the scene. S3, X15.

A permanent code says its own link, so that we draw it ourselves. An account may have 100,000 of them, for ever.
"""

from bot.channels.tencent import Api, Declined

CREATE = "/cgi-bin/qrcode/create"
MENDS = {
    48001: "this account may not make QR codes through the API: it must be a verified (认证) service account",
    40164: "this server's address is not in the account's IP list: 设置与开发 → 基本配置 → IP 白名单",
    45009: "the account's calls of today are used up: try again tomorrow, or print fewer",
}


async def scene_link(api: Api, token: str) -> str:
    """The link in a permanent code whose scene is `token`, at most 64 letters.

    raises  Declined, Unreachable, KeyRefused
    """
    asked = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": token}}}
    return str((await api.call(CREATE, asked))["url"])


def mend(declined: Declined) -> str:
    """What an operator does about a refusal."""
    return MENDS.get(declined.code, f"WeChat refuses: {declined}")
