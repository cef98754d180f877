"""邀请: who may invite whom, and what the inviter gets: a link, a picture of it, a code to type. X14, U18."""

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from handlers import leaving
from handlers.registry import DESK, handles
from handlers.talk import Talk
from storage import invitations
from storage.invitations import Invitation, Secrets
from storage.people import Speaker
from storage.unit import DRAFT, Unit

ROLES = {
    "师傅": "technician",
    "technician": "technician",
    "主管": "supervisor",
    "supervisor": "supervisor",
    "经理": "manager",
    "manager": "manager",
}
MOST_SHOWN = 8
LONGEST_NAME = 20


def may_invite(unit: Unit, speaker: Speaker) -> list[tuple[str, str]]:
    """(role, branch) pairs: a supervisor for their own branches, a manager anywhere. A deputy invites nobody."""
    own = unit.people.own_roles(speaker.person)
    if any(role == "manager" for _branch, role in own):
        return [(role, branch) for branch in unit.people.all_branches() for role in invitations.ROLES]
    branches = sorted({branch for branch, role in own if role == "supervisor"})
    return [(role, branch) for branch in branches for role in ("technician", "supervisor")]


@handles("invite", "邀请", "invite", role=DESK, subject=False)
def invite(talk: Talk) -> None:
    """邀请 师傅 [名字]: one tap, or words. X14."""
    allowed = may_invite(talk.unit, talk.speaker)
    if not allowed:
        raise Refused("deputy-may-not")
    if talk.args:
        role, branch = talk.arg(0), ":".join(talk.args[2:])
        name = talk.unit.reveal_draft(talk.arg(1), talk.speaker.person) or ""
    else:
        word, _, name = talk.words.strip().partition(" ")
        role, branch = ROLES.get(word.casefold(), ""), ""
        if word and not role:
            raise Unclear("example-invite")
    fitting = [(r, b) for r, b in allowed if role in ("", r) and branch in ("", b)]
    if not fitting:
        raise Refused("may-not-invite", role=role)
    if len(fitting) > 1:
        _which(talk, fitting, name)
        return
    role, branch = fitting[0]
    name = " ".join(name.split())[:LONGEST_NAME]
    made = invitations.invite(talk.unit, by=talk.speaker.person, name=name, branch=branch, role=role)
    _show(talk, made, role, branch, name)


def _which(talk: Talk, fitting: list[tuple[str, str]], name: str) -> None:
    kept = talk.unit.keep(name, DRAFT, talk.speaker.person) if name else "-"
    label = "button-invite-branch" if len({branch for _role, branch in fitting}) > 1 else "button-invite"
    buttons = tuple(
        Button("invite", (role, kept, branch), label, {"role": role, "branch": branch}) for role, branch in fitting
    )
    talk.tell("whom-to-invite", Question("choose", buttons=buttons[:MOST_SHOWN]))


def _show(talk: Talk, made: Secrets, role: str, branch: str, name: str) -> None:
    """The inviter's copy. What would let somebody in stands in erasable values only."""
    unit = talk.unit
    revoke = Button("revoke_invitation", (str(made.id),), "button-revoke", tone="danger")
    talk.tell(
        "invitation-made-for" if name else "invitation-made",
        Question("choose", buttons=(revoke,)),
        role=role,
        branch=branch,
        name=invitations.kept(unit, made, name) if name else "",
        links=[invitations.kept(unit, made, link) for link in invitations.links(unit, made.token)],
        code=invitations.kept(unit, made, invitations.grouped(made.code)),
        until_at=made.expires_at,
        qr=invitations.kept(unit, made, invitations.best_link(unit, made.token)),
    )


@handles("invitations", "邀请列表", "invitations", role=DESK, subject=False)
def invitations_(talk: Talk) -> None:
    """邀请列表: what is open, each with a tap that ends it."""
    mine = [found for found in invitations.open_ones(talk.unit) if _is_theirs(talk, found)][:MOST_SHOWN]
    if not mine:
        talk.tell("no-invitations")
        return
    buttons = tuple(
        Button("revoke_invitation", (str(found.id),), "button-revoke-number", {"count": count})
        for count, found in enumerate(mine, 1)
    )
    rows = [
        {
            "text": "invitation-row",
            "count": count,
            "role": found.role,
            "branch": found.branch,
            "name": talk.unit.keep(found.name, "invitation", found.id) if found.name else "",
            "until_at": found.expires_at,
        }
        for count, found in enumerate(mine, 1)
    ]
    talk.tell("open-invitations", Question("choose", buttons=buttons), rows=rows)


def _is_theirs(talk: Talk, found: Invitation) -> bool:
    """Made by them, or for a branch whose desk they are."""
    here = (found.role, found.branch) in may_invite(talk.unit, talk.speaker)
    return found.role is not None and (found.by == talk.speaker.person or here)


def _theirs(talk: Talk) -> Invitation:
    found = invitations.by_id(talk.unit, talk.number(0))
    if found is None or not _is_theirs(talk, found):
        raise Refused("old-button")
    return found


@handles("revoke_invitation", role=DESK, subject=False)
def revoke(talk: Talk) -> None:
    """作废: it works no more."""
    found = _theirs(talk)
    if not invitations.revoke(talk.unit, found.id):
        raise Refused("invitation-ended")
    talk.tell("invitation-revoked")


@handles("undo_join", role=DESK, subject=False)
def undo(talk: Talk) -> None:
    """撤销: whoever joined by this invitation is out again."""
    found = _theirs(talk)
    if found.used_by is None or (found.branch, found.role) not in talk.unit.people.own_roles(found.used_by):
        raise Refused("not-member-any-more")
    leaving.end(talk.unit, found.used_by, [(str(found.branch), str(found.role))], by=talk.speaker.person)
    talk.tell("join-undone", person=found.used_by)
