"""Pasted from groups, forwarded, out of tables: which reports are in it, and what each says. I10, U26.

Now is Monday 24 November 2025, 09:05 in Shanghai.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.draft import Draft, corrected, read_draft
from handlers.reading.fault import symptom_in
from handlers.reading.pasted import MOST, split
from handlers.reading.who import name_in
from policies.loader import load

ZONE = ZoneInfo("Asia/Shanghai")
NOW = int(datetime(2025, 11, 24, 9, 5, tzinfo=ZONE).timestamp() * 1000)
POLICY = load("gree-installer", ZONE.key).policy
WANG = ("王女士", "13800138000", "幸福路8号3单元502", "空调不制冷")
LI = ("李先生", "13900139000", "东湖花园3栋1202", "冰箱漏水")


def read(text: str) -> Draft:
    return read_draft(text, NOW, ZONE, POLICY)


def reports(text: str) -> list[tuple[str | None, ...]]:
    """Name, phone, address and fault of each report; what says nothing of a job is left out, as the desk leaves it."""
    drafts = [draft for part in split(text) if (draft := read(part)).substance() > 1]
    return [(draft.name, draft.phone, draft.address, draft.fault) for draft in drafts]


PASTED = {
    "a sentence": ("空调不制冷,幸福路8号3单元502,13800138000 王女士", [WANG]),
    "two messages of a group and an answer": (
        "张三 2026/11/25 9:03\n王女士 空调不制冷，幸福路8号3单元502，13800138000\n李四 2026/11/25 9:04:12\n收到\n"
        "王五 2026/11/25 9:05\n东湖花园3栋1202 冰箱漏水 13900139000 李先生",
        [WANG, LI],
    ),
    "a name with a colon, and a mention": (
        "王店长:\n@李师傅\u2005幸福路8号3单元502 王女士 13800138000 空调不制冷\n李师傅:\n好的",
        [WANG],
    ),
    "a mention of everybody": ("@所有人 幸福路8号3单元502 王女士 13800138000 空调不制冷 谁去", [WANG]),
    "a quote and an answer to it": (
        "「王店长：幸福路8号3单元502 王女士13800138000 空调不制冷」\n- - - - - - - - - - - - - - -\n@张师傅 这个你去",
        [WANG],
    ),
    "a form, a field a line": (
        "姓名：王女士\n电话：13800138000\n地址：幸福路8号3单元502\n产品：格力空调\n故障：空调不制冷\n备注：先打电话",
        [WANG],
    ),
    "a form in one line": ("姓名：王女士 电话：13800138000 地址：幸福路8号3单元502 故障：空调不制冷", [WANG]),
    "a form with commas": ("姓名:王女士,电话:13800138000,地址:幸福路8号3单元502,故障:空调不制冷", [WANG]),
    "a form with brackets": (
        "【姓名】：王女士\n【联系电话】：13800138000\n【详细地址】：幸福路8号3单元502\n【故障现象】：空调不制冷",
        [WANG],
    ),
    "two forms": (
        "客户：王女士\n电话：13800138000\n地址：幸福路8号3单元502\n问题：空调不制冷\n"
        "客户：李先生\n电话：13900139000\n地址：东湖花园3栋1202\n问题：冰箱漏水",
        [WANG, LI],
    ),
    "names of fields on lines of their own": (
        "姓名\n王女士\n电话\n13800138000\n地址\n幸福路8号3单元502\n故障\n空调不制冷",
        [WANG],
    ),
    "rows out of a spreadsheet": (
        "姓名\t电话\t地址\t故障\n王女士\t13800138000\t幸福路8号3单元502\t空调不制冷\n"
        "李先生\t13900139000\t东湖花园3栋1202\t冰箱漏水",
        [WANG, LI],
    ),
    "rows with bars": (
        "| 姓名 | 电话 | 地址 | 问题 |\n|---|---|---|---|\n| 王女士 | 13800138000 | 幸福路8号3单元502 | 空调不制冷 |",
        [WANG],
    ),
    "a numbered list": (
        "今天的单：\n1. 幸福路8号3单元502 空调不制冷 13800138000 王女士\n"
        "2、东湖花园3栋1202 冰箱漏水 13900139000 李先生",
        [WANG, LI],
    ),
    "one after another, the number first": (
        "王女士 13800138000\n幸福路8号3单元502 空调不制冷\n李先生 13900139000\n东湖花园3栋1202 冰箱漏水",
        [WANG, LI],
    ),
    "one after another, the number last": (
        "幸福路8号3单元502 空调不制冷\n13800138000 王女士\n东湖花园3栋1202 冰箱漏水\n13900139000 李先生",
        [WANG, LI],
    ),
    "paragraphs": (
        "王女士 13800138000\n幸福路8号3单元502 空调不制冷\n\n李先生 13900139000\n东湖花园3栋1202 冰箱漏水",
        [WANG, LI],
    ),
    "one person in three messages": (
        "———  2026-11-25  ———\n王店长 09:03\n[图片]\n幸福路8号3单元502\n王店长 09:03\n王女士 13800138000\n"
        "王店长 09:04\n空调不制冷",
        [WANG],
    ),
    "times in brackets": (
        "[2026-11-25 09:03] 王店长: 空调不制冷 幸福路8号3单元502 13800138000 王女士\n[2026-11-25 09:04] 李师傅: 收到",
        [WANG],
    ),
    "as QQ pastes it": (
        "2026-11-25 9:03:12 王店长(123456789)\n空调不制冷 幸福路8号3单元502 13800138000 王女士",
        [WANG],
    ),
    "a text message of the maker": (
        "【格力服务】您有新工单GD20261125000123：客户王女士，电话13800138000，地址：幸福路8号3单元502，"
        "空调不制冷，请及时联系。回T退订",
        [WANG],
    ),
    "a forwarded text message": (
        "发件人：1069012345\n王女士（13800138000），空调不制冷，地址幸福路8号3单元502，请安排上门。",
        [WANG],
    ),
    "zero-width signs": ("空调不制冷\u200b,幸福路8号3单元502,138\u200b00138000\ufeff 王女士", [WANG]),
    "the same twice": ("空调不制冷,幸福路8号3单元502,13800138000 王女士\n\n" * 2, [WANG]),
    "small talk": ("张三 9:03\n早\n李四 9:04\n@所有人 明天早上8点开会\n王五 9:05\n收到[强]", []),
    "nothing": ("\n \n[图片]\n———\n昨天 12:03", []),
}


@pytest.mark.parametrize(("text", "found"), PASTED.values(), ids=PASTED)
def test_the_reports_of_a_paste(text: str, found: list[tuple[str, ...]]) -> None:
    assert reports(text) == found


def test_what_a_form_says_beside() -> None:
    draft = read(
        "客户：张三\n手机号码：186 1234 5678\n详细地址：中山路66号\n服务类型：安装\n产品：空调\n"
        "型号：KFR-35GW\n上门时间：周六上午"
    )
    assert (draft.name, draft.kind, draft.model, draft.at_home) == ("张三", "install", "KFR-35GW", "周六上午")
    assert (draft.product, draft.fault, draft.phone) == ("air_conditioner", "安装", "18612345678")


def test_in_warranty_as_the_pack_says() -> None:
    assert read("姓名：王女士\n电话：13800138000\n购买日期：2024年8月\n产品：空调\n故障：不制冷").service == "free"
    assert read("姓名：王女士\n电话：13800138000\n购买日期：2015年8月\n产品：空调\n故障：不制冷").service == "paid"


def test_a_number_that_platforms_hide_keeps_its_extension() -> None:
    assert read("18412345678转4567 陈先生 中山路66号 洗衣机不脱水").phone == "18412345678转4567"
    assert read("电话：18412345678-4567").phone == "18412345678转4567"
    assert read("13800138000 幸福路8号").phone == "13800138000"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("联系王女士", "王女士"),
        ("李姐家空调坏了", "李姐"),
        ("欧阳先生 13800138000", "欧阳先生"),
        ("王小明 13800138000", "王小明"),
        ("13800138000王小明", "王小明"),
        ("Mrs. Wang, AC not cooling", "Mrs. Wang"),
        ("空调不制冷", None),
        ("高温 漏水", None),
        ("黄河路8号", None),
        ("周六 上午", None),
        ("马上来", None),
        ("李师傅你去一下", None),
    ],
)
def test_a_name_or_none(text: str, name: str | None) -> None:
    assert name_in(text) == name


DRAFT = read("空调不制冷,13800138000 王女士")


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("幸福路8号3单元502", {"address": "幸福路8号3单元502"}),
        ("电话 13900139000", {"phone": "13900139000"}),
        ("是李先生", {"name": "李先生"}),
        ("洗衣机", {"product": "washer"}),
        ("周六上午在家", {"at_home": "周六上午在家"}),
        ("地址：幸福路8号\n电话：13900139000", {"address": "幸福路8号", "phone": "13900139000"}),
        ("阳光小镇东门理发馆楼上", {"address": "阳光小镇东门理发馆楼上"}),
    ],
)
def test_what_is_typed_after_a_draft_replaces_what_it_names(text: str, changed: dict[str, str]) -> None:
    after = corrected(DRAFT, text, read(text))
    assert after is not None
    assert {name: getattr(after, name) for name in changed} == changed
    same = {"name", "phone", "address", "fault", "product", "at_home"} - changed.keys()
    assert {name: getattr(after, name) for name in same} == {name: getattr(DRAFT, name) for name in same}


@pytest.mark.parametrize("text", ["好", "?", "嗯嗯", "为什么"])
def test_what_says_nothing_changes_nothing(text: str) -> None:
    assert corrected(DRAFT, text, read(text)) is None


@pytest.mark.parametrize(
    ("fault", "symptom"),
    [
        ("王女士家空调不制冷，密码1234", "不制冷"),
        ("幸福路8号的洗衣机漏水", "漏水"),
        ("E3 王小明 13800138000", "E3"),
        ("安装", None),
        ("not John Smith's cooling", None),
    ],
)
def test_a_kind_of_fault_names_nobody(fault: str, symptom: str | None) -> None:
    """X21: of the words only what is known here."""
    assert symptom_in(fault) == symptom


SIGNS = "王女士138001幸福路号栋空调漏水姓名电话地址：:\n\t ，,@「」[]|1.2、9:03-—\u2005\u200b"


@given(st.text(alphabet=st.sampled_from(SIGNS), max_size=300))
def test_any_paste_is_cut_and_read(text: str) -> None:
    """Never a crash, never more than can be shown, and no words that were not there."""
    found = split(text)
    assert len(found) <= MOST
    for part in found:
        draft = read(part)
        assert draft.phone is None or draft.phone[:3].isdigit()


@pytest.mark.parametrize("piece", ["王", "1", " ", "@", "姓名：", "9:03 ", "「", "13800138000 ", "—", "1."])
def test_a_long_paste_costs_no_more_than_a_long_sentence(piece: str) -> None:
    found = split(piece * 5_000)
    assert len(found) <= MOST
    assert all(len(part) <= 2_200 for part in found)
