"""Packs: what ships loads; what is wrong is said with file, line, key and the near miss."""

from pathlib import Path

import pytest

from domain.errors import PackError
from policies.loader import PACKS, load, stored

ZONE = "Asia/Shanghai"
GOOD = """
[pack]
name = "mine"
extends = "base"
zh = "我们的"
en = "ours"

[[clock]]
id = "D2"
source = "ours"
from = "job.dispatched"
until = "appointment.agreed"
within = "45m"
late = [{ at = "0m", tell = "supervisor" }]
zh = "约"
en = "agree"
"""


@pytest.mark.parametrize("name", sorted(path.stem for path in PACKS.glob("*.toml")))
def test_every_shipped_pack_loads_and_every_rule_has_its_words(name: str) -> None:
    policy = load(name, ZONE).policy
    for rule in policy.rules.values():
        assert rule.source
        assert all(rule.wording[language].strip() for language in ("zh", "en")), rule.id


def test_a_rule_is_overridden_by_its_id_and_the_hash_follows_the_content(tmp_path: Path) -> None:
    first = tmp_path / "mine.toml"
    first.write_text(GOOD, encoding="utf-8")
    mine = load(str(first), ZONE)
    assert mine.policy.rules["D2"].source == "ours"
    assert "S5.cause" in mine.policy.rules
    assert load(str(first), ZONE).hash == mine.hash
    first.write_text(GOOD.replace("45m", "50m"), encoding="utf-8")
    assert load(str(first), ZONE).hash != mine.hash


PLATE = "field = '%s', expression = '%s', example = '%s'"
BAD = [
    ('from = "job.dispatched"', 'from = "job.dispached"', ("mine.toml:11", "clock D2: from", "job.dispatched")),
    ('within = "45m"', 'within = "45 minutes or so"', ("mine.toml:13", "clock D2: within")),
    ('within = "45m"', 'within = "0m after visit_form"', ("visit_from",)),
    ('within = "45m"', 'within = "-5m"', ("clock D2: within", "above zero")),
    ('within = "45m"', 'withn = "45m"', ("clock D2: within",)),
    ('within = "45m"', 'within = "45m"\nhour = "always"', ("clock D2: hour", "hours")),
    ('within = "45m"', 'within = "45m"\nhours = "contct"', ("clock D2: hours", "contact")),
    ('tell = "supervisor"', 'tell = "supervizor"', ("clock D2: late.tell", "supervisor")),
    ('tell = "supervisor"', 'tel = "supervisor"', ("clock D2: late", "tell")),
    ('tell = "supervisor"', 'tell = "supervisor", zh = "只有中文"', ("both languages",)),
    ("[[clock]]", "[clock]", ("[[clock]]",)),
    ("[[clock]]", '[repeat]\nwithin = "soon"\n\n[[clock]]', ("[repeat] within", '"30d"')),
    ("[[clock]]", "[repeat]\nwithin = 30\n\n[[clock]]", ("[repeat] within", '"30d"')),
    ("[[clock]]", '[repeat]\nwithing = "30d"\n\n[[clock]]', ("[repeat] withing", "within")),
    ("[[clock]]", "[[clok]]", ("[clok]", "clock")),
    ('zh = "约"', "", ("clock D2: zh",)),
    ("[[clock]]", "[intake]\nopen_jobs = 0\n[[clock]]", ("[intake] open_jobs", "from 1 on")),
    ("[[clock]]", "[intake]\nburts = 9\n[[clock]]", ("[intake] burts", "burst")),
    ("[[clock]]", '[dispatch]\ntake = "yes"\n[[clock]]', ("[dispatch] take", "true or false")),
    ('extends = "base"', 'extends = "bass"', ("bass", "base")),
    ('within = "45m"', 'within = "45m"\nalarm = "alway"', ("clock D2: alarm", "always")),
    ("[[clock]]", '[quiet]\nfrom = "22"\nuntil = "07:00"\n[[clock]]', ("[quiet] until",)),
    ("[[clock]]", '[quiet]\nfrom = "ten"\n[[clock]]', ("[quiet]", "22:00")),
    ("[[clock]]", '[usual]\nwork = [{ cause = "脏" }]\n[[clock]]', ("[usual] work: cause", "脏堵")),
    ("[[clock]]", '[usual]\nwork = [{ causes = "脏堵" }]\n[[clock]]', ("[usual] work", "cause")),
    (
        "[[clock]]",
        '[usual]\nprices = [{ zh = "检", en = "check", fen = 0 }]\n[[clock]]',
        ("[usual] prices", "fen = 5000"),
    ),
    ("[[clock]]", "[usual]\nprice = []\n[[clock]]", ("[usual] price", "prices")),
    ("[[clock]]", "[nameplate]\npatern = []\n[[clock]]", ("[nameplate]: patern", "patterns")),
    ("[[clock]]", "[nameplate]\npatterns = []\n[[clock]]", ("mine.toml:9", "[nameplate] patterns", "at least one")),
    ("[[clock]]", "[[nameplate]]\nid = 'a'\n[[clock]]", ("one bracket: [nameplate]",)),
    ("[[clock]]", f"[nameplate]\npatterns = [{{ {PLATE % ('modell', 'K.', 'K1')} }}]\n[[clock]]", ("modell", "model")),
    ("[[clock]]", f"[nameplate]\npatterns = [{{ {PLATE % ('model', '(K', 'K1')} }}]\n[[clock]]", ("mine.toml:9", "(K")),
    (
        "[[clock]]",
        f"[nameplate]\npatterns = [{{ {PLATE % ('model', '(K+)+', 'K')} }}]\n[[clock]]",
        ("ends soon", "(K+)+"),
    ),
    ("[[clock]]", f"[nameplate]\npatterns = [{{ {PLATE % ('model', 'K.', 'K12')} }}]\n[[clock]]", ("whole", "'K1'")),
    ("[[clock]]", "[nameplate]\npatterns = [{ field = 'model' }]\n[[clock]]", ("field, expression and example",)),
    ("[[clock]]", "[nameplate]\npatterns = 'K.'\n[[clock]]", ("[nameplate]: patterns", "a list of tables")),
    ("[[clock]]", '[on_the_way]\nlate = ["soon"]\n[[clock]]', ("[on_the_way]: late", "30m")),
    ("[[clock]]", "[on_the_way]\nlate = []\n[[clock]]", ("[on_the_way]: late",)),
    ("[[clock]]", '[on_the_way]\nextend = ["-1h"]\n[[clock]]', ("[on_the_way]: extend", "above zero")),
    ("[[clock]]", '[on_the_way]\nsuspend = ["1d"]\n[[clock]]', ("[on_the_way]: suspend", "whole numbers")),
    ("[[clock]]", "[on_the_way]\ndelays = 0\n[[clock]]", ("[on_the_way]: delays", "whole numbers")),
    ("[[clock]]", '[on_the_way]\nhand_over = "fre"\n[[clock]]', ("[on_the_way]: hand_over", "free")),
    ("[[clock]]", '[on_the_way]\nlatte = ["5m"]\n[[clock]]', ("[on_the_way]: latte", "late")),
]


@pytest.mark.parametrize(("right", "wrong", "said"), BAD, ids=[wrong for _right, wrong, _said in BAD])
def test_a_mistake_is_said_with_what_was_wanted(right: str, wrong: str, said: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load(str(path), ZONE)
    for part in said:
        assert part in str(caught.value), str(caught.value)


def test_a_pack_may_end_the_quiet_hours_it_inherits(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    night = 1_764_000_000_000  # midnight in Shanghai
    for hours, heard in (("", 7), ('[quiet]\nto = "08:00"\n', 8), ('[quiet]\nfrom = "00:00"\nto = "00:00"\n', 0)):
        path.write_text(GOOD.replace("[[clock]]", f"{hours}[[clock]]", 1), encoding="utf-8")
        policy = load(str(path), ZONE).policy
        assert policy.heard_at(policy.timed("D2"), night) == night + heard * 3_600_000


def test_a_pack_does_not_extend_itself(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace('"base"', f'"{path}"'), encoding="utf-8")
    with pytest.raises(PackError, match="does not extend itself"):
        load(str(path), ZONE)


def test_an_inherited_rule_can_be_dropped(tmp_path: Path) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text(GOOD.replace('extends = "base"', 'extends = "base"\ndrop = ["U22"]'), encoding="utf-8")
    assert set(load("base", ZONE).policy.rules) - set(load(str(pack), ZONE).policy.rules) == {"U22"}


BAD_FILES = [
    (GOOD.replace('extends = "base"', 'extends = "base"\ndrop = ["U222"]').encode(), "U222"),
    (GOOD.encode("gb18030"), "UTF-8"),
    (b"# " + b"x" * 10_000_000, "at most"),
    (b"[pack", "TOML"),
    ((GOOD + GOOD.partition("[[clock]]")[1] + GOOD.partition("[[clock]]")[2]).encode(), "stands twice"),
]


@pytest.mark.parametrize(("content", "said"), BAD_FILES, ids=["drop", "encoding", "size", "toml", "twice"])
def test_a_file_that_cannot_be_a_pack_is_refused_with_its_place(content: bytes, said: str, tmp_path: Path) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_bytes(content)
    with pytest.raises(PackError) as refused:
        load(str(pack), ZONE)
    assert "mine.toml" in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize("name", sorted(path.stem for path in PACKS.glob("*.toml")))
def test_a_stored_pack_is_the_pack(name: str) -> None:
    """Running jobs use the stored text: it says the same as the file, in the same order."""
    pack = load(name, ZONE)
    kept = stored(name, pack.hash, pack.text).policy
    assert (list(kept.rules), kept.reasons) == (list(pack.policy.rules), pack.policy.reasons)
    assert [list(work) for work in kept.usual.work] == [list(work) for work in pack.policy.usual.work]


def test_what_is_usual_is_told_in_the_order_in_which_it_is_asked() -> None:
    """Whatever order a file or a stored text names it in."""
    work = load("gree-installer", ZONE).policy.usual.work
    assert {tuple(one) for one in work} == {("note.cause", "note.remedy", "note.parts")}


SEASON = """
[[overlay]]
id = "peak"
from = "2027-07-01"
until = "2027-08-31"
zh = "旺季"
en = "Peak season"

[[overlay.clock]]
id = "D3"
within = "10h after visit_until"
"""


def test_a_season_is_inherited_replaced_and_dropped(tmp_path: Path) -> None:
    """By its id, as a rule is; without a rule that is dropped, and gone where it changed nothing else."""
    path = tmp_path / "mine.toml"
    mine = GOOD.replace('"base"', '"gree-installer"')
    july = 1_814_400_000_000 + 3 * 86_400_000
    for text, hours in (
        (mine, 12),
        (mine + SEASON, 10),
        (mine.replace("zh =", 'drop = ["peak"]\nzh =', 1), 8),
        (mine.replace("zh =", 'drop = ["D3"]\nzh =', 1), None),
    ):
        path.write_text(text, encoding="utf-8")
        policy = load(str(path), ZONE).policy
        rule = policy.on(july).clocks.get("D3")
        assert (rule and rule.within.length // 3_600_000) == hours  # type: ignore[attr-defined]
        assert bool(policy.year.seasons) is (hours in (10, 12))


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("10h after", "10hh after", ("mine.toml:27", "overlay peak: clock D3: within")),
        ('id = "D3"', 'id = "D33"', ("mine.toml:26", "Did you mean 'D3'")),
        ("2027-08-31", "2027-06-30", ("mine.toml:21", "before it begins")),
        ('zh = "旺季"\n', "", ("mine.toml:", "overlay peak: zh")),
        ("[[overlay.clock]]", "[[overlay.clok]]", ("overlay peak: clok", "Did you mean 'clock'")),
    ],
)
def test_a_mistake_in_a_season_is_said_with_its_line(
    right: str, wrong: str, said: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace('"base"', '"gree-installer"') + SEASON.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load(str(path), ZONE)
    for part in said:
        assert part in str(caught.value), str(caught.value)
