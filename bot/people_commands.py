"""What the command line asks for: about people (invite, list, revoke, link, leave), papers and stickers.

Answered by the program that may write.

The same answers come from a running `serve`, through its local socket, and from a program that opens the data itself.
"""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable
from typing import Any

from bot.app import App
from bot.sheet_pages import stickers_pdf
from bot.typesetting import FontMissing
from domain.durations import DAY, duration
from domain.errors import Refused
from handlers import leaving
from handlers.sheets import note_printed
from proof.tokens import Purpose, signed, telegram_link, web_link
from storage import invitations
from storage.stickers import keep_link, print_stickers, release
from storage.unit import Unit

Asked = dict[str, Any]
LINK_LASTS = DAY
"""How long a link lasts that opens a member's own chat: it is tapped at once."""


class Wrong(Exception):
    """The operator asked for something that cannot be; the sentence says what."""


async def answer(app: App, asked: Asked) -> Asked:
    """What comes of one command, or {"error": why not}."""
    name = str(asked.get("do"))
    try:
        if name in PAPERS:
            return await PAPERS[name](app, asked)
        command = COMMANDS.get(name)
        if command is None:
            return {"error": "unknown command"}
        return await app.store.run(lambda unit: command(unit, asked))
    except FontMissing as missing:
        return {"error": str(missing)}
    except Wrong as wrong:
        return {"error": str(wrong)}
    except Refused as refused:
        language, zone, now = app.settings.language, app.settings.timezone, app.clock.now()
        return {"error": app.texts.say(refused.text, refused.data, language, zone, now)}


async def _sheet(app: App, asked: Asked) -> Asked:
    number = str(asked["job"])
    made = await app.papers.sheet(number, asked["language"])
    await app.store.run(lambda unit: note_printed(unit, unit.numbered(number)))
    return {"pdf": b64encode(made.data).decode()}


async def _stickers(app: App, asked: Asked) -> Asked:
    count, language = int(asked["count"]), asked["language"]
    if not app.company.phone:
        raise Wrong('company: the service number is missing. Under [company]: phone = "400-812-3456"')
    ids = await app.store.run(lambda unit: print_stickers(unit, count))
    links = [await _sticker_link(app, one, str(asked.get("opens") or "")) for one in ids]
    name, phone = app.company.name[language], app.company.phone
    made = await asyncio.to_thread(stickers_pdf, links, app.texts, name, phone, language)
    return {"pdf": b64encode(made).decode()}


async def _sticker_link(app: App, id: str, opens: str) -> str:
    """What a sticker holds: where nothing is said, our own address where there is one that everybody reaches, else
    Telegram's."""
    token = signed(app.reach.secret, Purpose.STICKER, id)
    bot = app.reach.telegram
    if opens == "wechat":
        return await _wechat_link(app, id, token)
    if opens == "telegram" and not bot:
        raise Wrong("--opens telegram: no bot is connected (PAIDAN_TELEGRAM_TOKEN)")
    at_telegram = opens == "telegram" or (not opens and bot and not app.reach.pages)
    return telegram_link(bot, token) if at_telegram else web_link(app.reach.web, token)


async def _wechat_link(app: App, id: str, token: str) -> str:
    """A code that WeChat makes, with the token as its scene; kept, for it does not say whose it is."""
    from bot.channels.heard import KeyRefused, Unreachable  # noqa: PLC0415  where WeChat is in use
    from bot.channels.tencent import Declined  # noqa: PLC0415
    from bot.channels.wechat.scenes import mend, scene_link  # noqa: PLC0415

    if app.platforms.wechat is None:
        raise Wrong("--opens wechat: no official account is set up (PAIDAN_WECHAT_APP_ID)")
    try:
        link = await scene_link(app.platforms.wechat.api, token)
    except Declined as declined:
        raise Wrong(f"--opens wechat: {mend(declined)}") from None
    except (KeyRefused, Unreachable) as error:
        raise Wrong(f"--opens wechat: {error}") from None
    await app.store.run(lambda unit: keep_link(unit, id, link))
    return link


PAPERS: dict[str, Callable[[App, Asked], Awaitable[Asked]]] = {"sheet": _sheet, "stickers": _stickers}
"""What is typeset beside the unit."""


def _invite(unit: Unit, asked: Asked) -> Asked:
    role, branch, name = asked["role"], asked["branch"], asked.get("name") or ""
    if role not in invitations.ROLES:
        raise Wrong(f"--role {role}: one of {', '.join(invitations.ROLES)}")
    known = unit.people.all_branches()
    if branch not in known and not asked.get("new_branch"):
        raise Wrong(f"--branch {branch}: nobody works there (known: {', '.join(known)}); --new-branch opens it")
    if name and unit.people.named(name, [branch]):
        raise Wrong(f"--name {name}: somebody of that name works in {branch} already")
    try:
        lasts = duration(asked.get("lasts") or "7d")
    except ValueError:
        raise Wrong(f"--lasts {asked['lasts']}: a length of time, such as 7d or 12h") from None
    if not 0 < lasts <= 90 * DAY:
        raise Wrong("--lasts: more than nothing, 90d at most")
    made = invitations.invite(
        unit,
        by=None,
        name=name,
        branch=branch,
        role=role,
        skills=asked.get("skills") or (),
        areas=asked.get("areas") or (),
        lasts=lasts,
    )
    return _shown(unit, made)


def _link(unit: Unit, asked: Asked) -> Asked:
    made = invitations.invite(unit, by=None, person=_member(unit, asked), lasts=LINK_LASTS)
    return _shown(unit, made)


def _shown(unit: Unit, made: invitations.Secrets) -> Asked:
    return {
        "links": invitations.links(unit, made.token),
        "code": invitations.grouped(made.code),
        "until": made.expires_at,
    }


def _list(unit: Unit, asked: Asked) -> Asked:
    found = [
        {
            "id": each.id,
            "role": each.role or "link",
            "branch": each.branch or "",
            "name": each.name or (unit.people.name(each.person) if each.person else ""),
            "by": unit.people.name(each.by) if each.by else "",
            "until": each.expires_at,
        }
        for each in invitations.open_ones(unit)
    ]
    return {"invitations": found}


def _revoke(unit: Unit, asked: Asked) -> Asked:
    if not invitations.revoke(unit, int(asked["id"])):
        raise Wrong(f"{asked['id']}: no open invitation has this number (paidan invitations lists them)")
    return {}


def _release(unit: Unit, asked: Asked) -> Asked:
    count = release(unit, unit.numbered(str(asked["job"])))
    if not count:
        raise Wrong(f"{asked['job']}: no sticker is bound to this job's appliance")
    return {"count": count}


def _leave(unit: Unit, asked: Asked) -> Asked:
    person = _member(unit, asked)
    roles = [
        (branch, role)
        for branch, role in unit.people.own_roles(person)
        if asked.get("branch") in (None, branch) and asked.get("role") in (None, role)
    ]
    if not roles:
        raise Wrong(f"{asked['name']} has no such role: see --branch and --role")
    to = _member(unit, {"name": asked["to"]}) if asked.get("to") else None
    desk = {reader for branch, _role in roles for reader in unit.people.members(branch, "supervisor")}
    ended = leaving.end(unit, person, roles, by=None, to=to)
    for reader in sorted(desk - {person}):
        unit.tell_person(reader, *leaving.report(ended, person))
    return {
        "whole": ended.whole,
        "roles": [f"{role} ({branch})" for branch, role in ended.roles],
        "jobs": [
            {"number": job.number, "to": unit.people.name(job.technician) if job.technician else ""}
            for job in (held.course.state for held in ended.jobs)
        ],
    }


def _member(unit: Unit, asked: Asked) -> int:
    """Somebody by name. Raises Wrong when nobody, or more than one, is called so."""
    branch = asked.get("branch")
    found = unit.people.named(asked["name"], [branch] if branch else None)
    if not found:
        raise Wrong(f"{asked['name']}: nobody of that name works here")
    if len(found) > 1:
        raise Wrong(f"{asked['name']}: {len(found)} people have this name; say which with --branch")
    return found[0]


COMMANDS: dict[str, Callable[[Unit, Asked], Asked]] = {
    "invite": _invite,
    "link": _link,
    "invitations": _list,
    "revoke": _revoke,
    "leave": _leave,
    "release": _release,
}
