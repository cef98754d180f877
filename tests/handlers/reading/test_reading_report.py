"""Faults as people report them: tables of sentences, and what must hold for any text.

Now is Monday 24 November 2025, 09:05 in Shanghai.
"""

from dataclasses import fields
from datetime import date, datetime
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.report import PRODUCTS, Report, read_address, read_phone, read_report

ZONE = ZoneInfo("Asia/Shanghai")
NOW = int(datetime(2025, 11, 24, 9, 5, tzinfo=ZONE).timestamp() * 1000)
MOBILE = "13800138000"


def read(text: str) -> Report:
    return read_report(text, NOW, ZONE)


def said(text: str) -> dict[str, object]:
    """What was read, without the parts that were not said."""
    report = read(text)
    return {field.name: value for field in fields(report) if (value := getattr(report, field.name)) is not None}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "空调不制冷,幸福路8号3单元502,13800138000",
            {
                "phone": MOBILE,
                "address": "幸福路8号3单元502",
                "fault": "空调不制冷",
                "product": "air_conditioner",
                "kind": "repair",
            },
        ),
        (
            "我家格力空调漏水 地址是泉州市丰泽区东海街道云山小区3栋2单元1203 电话138 0013 8000 周六上午在家",
            {
                "phone": MOBILE,
                "address": "泉州市丰泽区东海街道云山小区3栋2单元1203",
                "fault": "格力空调漏水",
                "product": "air_conditioner",
                "kind": "repair",
                "at_home": "周六上午在家",
            },
        ),
        (
            "洗衣机E3报错甩干响得厉害,过保了,住阳光花园12幢801室",
            {
                "address": "阳光花园12幢801室",
                "fault": "洗衣机E3报错甩干响得厉害",
                "product": "washer",
                "kind": "repair",
                "warranty_said": "out",
            },
        ),
        ("冰箱不制冷", {"fault": "冰箱不制冷", "product": "fridge", "kind": "repair"}),
        ("要装一台空调,中山路15号", {"address": "中山路15号", "product": "air_conditioner", "kind": "install"}),
        ("装机,云山小区3-2-1203,晚上在家", {"address": "云山小区3-2-1203", "kind": "install", "at_home": "晚上在家"}),
        ("幸福路8号", {"address": "幸福路8号"}),
        (MOBILE, {"phone": MOBILE}),
        (
            "AC not cooling, 8 Xingfu Road unit 502, 13800138000",
            {
                "phone": MOBILE,
                "address": "8 Xingfu Road unit 502",
                "fault": "AC not cooling",
                "product": "air_conditioner",
                "kind": "repair",
            },
        ),
        (
            "Hi, my fridge is leaking and I live at 8 Xingfu Road, unit 502. Call me at 13800138000, home after 5pm",
            {
                "phone": MOBILE,
                "address": "8 Xingfu Road, unit 502",
                "fault": "fridge is leaking",
                "product": "fridge",
                "kind": "repair",
                "at_home": "home after 5pm",
            },
        ),
        (
            "Bought in May 2024, still under warranty. Washing machine won't spin. Building 3 Unit 502 Sunshine Garden",
            {
                "address": "Building 3 Unit 502 Sunshine Garden",
                "fault": "Washing machine won't spin",
                "product": "washer",
                "kind": "repair",
                "bought_on": date(2024, 5, 1),
                "warranty_said": "in",
            },
        ),
        (
            "买于2023年,质保期内,洗碗机不进水",
            {
                "fault": "洗碗机不进水",
                "product": "dishwasher",
                "kind": "repair",
                "bought_on": date(2023, 7, 1),
                "warranty_said": "in",
            },
        ),
    ],
)
def test_a_whole_report(text, parts):
    assert said(text) == parts


@pytest.mark.parametrize("between", ["、", "，", ",", "。", ";", "；", "\n", "\r\n", " ", "   ", "　", "，，", ""])
def test_however_it_is_separated(between):
    report = read(between.join(["空调不制冷", "幸福路8号", MOBILE]))
    assert (report.fault, report.address, report.phone) == ("空调不制冷", "幸福路8号", MOBILE)


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_in_whatever_order(order):
    parts = ["电视黑屏", "阳光花园12幢801室", MOBILE]
    report = read(" ".join(parts[n] for n in order))
    assert (report.fault, report.address, report.phone) == tuple(parts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "你好",
        "您好，在吗？",
        "Hello",
        "🥵",
        "🥵🥵👍🏽",
        "师傅什么时候来",
        "谢谢师傅",
        "已经在修了吗",
        "明天上午不行",
        "我在家里",
        "家里",
        "安装费多少钱",
        "How much is it?",
        "我要投诉",
        "不用了",
    ],
)
def test_a_greeting_a_question_an_emoji_says_nothing(text):
    assert said(text).keys() <= {"kind"}
    assert read(text).fault is None


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("138 0013 8000", MOBILE),
        ("138-0013-8000", MOBILE),
        ("1380 0138 000", MOBILE),
        ("+86 13800138000", MOBILE),
        ("+86-138-0013-8000", MOBILE),
        ("８６１３８００１３８０００", MOBILE),
        ("008613800138000", MOBILE),
        ("１３８００１３８０００", MOBILE),
        ("手机13800138000谢谢", MOBILE),
        ("3单元502 13800138000", MOBILE),
        ("502 138 0013 8000", MOBILE),
        ("0595-22345678", "0595-22345678"),
        ("059522345678", "0595-22345678"),
        ("(0595)2234 5678", "0595-22345678"),
        ("（0595）22345678", "0595-22345678"),
        ("01062345678", "010-62345678"),
        ("010 6234 5678", "010-62345678"),
        ("+86 595 22345678", "0595-22345678"),
        ("13800138000 或 13900139000", MOBILE),
        ("1380013800", None),
        ("138001380001", None),
        ("350500199001011234", None),
        ("12345", None),
        ("幸福路8号3单元502", None),
        ("🥵", None),
        ("", None),
    ],
)
def test_phones(text, phone):
    assert read_phone(text) == phone


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("22345678", "22345678"),
        ("2234 5678", "22345678"),
        ("2234567", "2234567"),
        ("座机22345678", "22345678"),
        ("我家电话是:2234-5678,谢谢", "22345678"),
        ("my landline is 2234567", "2234567"),
        ("400-820-8820", "400-820-8820"),
        ("4008208820", "400-820-8820"),
        ("400 8208 820。", "400-820-8820"),
        ("22345678 13800138000", MOBILE),
        ("223456", None),
        ("223456789", None),
        ("12345678", None),
        ("400820882", None),
        ("单号22345678", None),
        ("打400-820-8820没人接", None),
        ("3栋2234567", None),
    ],
)
def test_a_short_number_is_one_only_as_the_whole_answer(text, phone):
    assert read_phone(text) == phone


@pytest.mark.parametrize("number", ["22345678", "2234567", "400-820-8820"])
def test_a_report_is_not_searched_for_short_numbers(number):
    assert read(f"冰箱不制冷 {number}").phone is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("幸福路 8 号 空调不制冷", "幸福路 8 号"),
        ("王女士幸福路8号电视黑屏", "幸福路8号"),
        ("王女士 阳光花园3栋1202 油烟机不转", "阳光花园3栋1202"),
        ("地址:福建泉州 幸福路8号3单元502;热水器打不着火", "福建泉州 幸福路8号3单元502"),
        ("泉州市丰泽区,东海街道,云山小区,3栋,502", "泉州市丰泽区,东海街道,云山小区,3栋,502"),
        ("泉州市丰泽区（东海街道）云山小区（东门）3栋502", "泉州市丰泽区（东海街道）云山小区（东门）3栋502"),
        ("上海市浦东新区张江镇祖冲之路2288弄3号楼501,噪音很大", "上海市浦东新区张江镇祖冲之路2288弄3号楼501"),
        ("我家在万达广场A座1508,冰箱不制冷", "万达广场A座1508"),
        ("幸福里12-3-401 电视没有图像", "幸福里12-3-401"),
        ("烘干机坏了,门牌:海淀区中关村南大街5号院3号楼", "海淀区中关村南大街5号院3号楼"),
        ("阳光里 8号楼 3门 502 电磁炉不加热", "阳光里 8号楼 3门 502"),
        ("空调漏水,12月3号上午在家,中山路一百二十号", "中山路一百二十号"),
        ("响水县双港镇人民路3号,冰箱不停机", "响水县双港镇人民路3号"),
        ("云山小区3栋2单元1203 门禁密码1234 空调不制冷", "云山小区3栋2单元1203 门禁密码1234"),
        ("云山小区3栋,门卫处登记停车", "云山小区3栋,门卫处登记停车"),
        ("帮我看看幸福路8号的空调,一直滴水", "幸福路8号"),
        ("明天上午来幸福路8号修空调", "幸福路8号"),
        ("幸福路8号2台空调不制冷", "幸福路8号"),
        ("移机 从幸福路8号到中山路15号", "幸福路8号"),
        ("１２幢８０１室，阳光花园", "12幢801室，阳光花园"),
        ("Flat 5, 12 Baker Street", "Flat 5, 12 Baker Street"),
        ("Xingfu Road 8, Fengze District", "Xingfu Road 8, Fengze District"),
        ("water heater in unit 3 is leaking", None),
        ("12号上午来修空调", None),
        ("电路板烧了", None),
        ("管道漏水", None),
        ("在超市门口", None),
        ("东西弄坏了", None),
        ("型号KFR-35GW", None),
        ("农村的,空调不制冷", None),
        ("空调一直响 住3楼", None),
    ],
)
def test_addresses_in_a_report(text, address):
    assert read(text).address == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("幸福路8号3单元502", "幸福路8号3单元502"),
        ("我家住幸福路8号", "幸福路8号"),
        ("泉州丰泽云山3-2-1203", "泉州丰泽云山3-2-1203"),
        ("地址是东海湾壹号院A3", "东海湾壹号院A3"),
        ("万达旁边的老王修理铺", "万达旁边的老王修理铺"),
        ("Sunshine Mansion", "Sunshine Mansion"),
        ("幸福小筑二期🥵", "幸福小筑二期"),
        (MOBILE, None),
        ("🥵", None),
        ("🥵🥵🥵🥵", None),
        ("家里", None),
        ("我在家里", None),
        ("不知道啊", None),
        ("你们在哪里", None),
        ("明天上午", None),
        ("空调不制冷", None),
        ("格力空调", None),
        ("你好你好", None),
        ("12345678", None),
        ("", None),
    ],
)
def test_an_answer_to_where(text, address):
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("你好,我家洗衣机漏水了,怎么办?", "洗衣机漏水了"),
        ("故障:热水器打不着火", "热水器打不着火"),
        ("冰箱 不制冷", "冰箱 不制冷"),
        ("不制冷、漏水,声音大", "不制冷、漏水,声音大"),
        ("冰箱坏了电话号码13800138000地址朝阳区建国路88号", "冰箱坏了"),
        ("空调(去年买的)不制冷", "空调，不制冷"),
        ("热水器报E1", "热水器报E1"),
        ("空调漏水 能修吗", "空调漏水"),
        ("为什么空调不冷？", "为什么空调不冷"),
        ("刚装的空调漏水", "刚装的空调漏水"),
        ("空调怎么弄都不冷", "空调怎么弄都不冷"),
        ("fridge stopped working", "fridge stopped working"),
        ("TV no picture, bought 2 years ago", "TV no picture"),
        ("家里油烟机声音特别大", "油烟机声音特别大"),
        ("不漏水了", None),
        ("冰箱没有坏", None),
        ("没有异响", None),
        ("空调没有异响", None),
        ("没什么噪音", None),
        ("没有噪音和异味", None),
        ("冰箱没有问题", None),
        ("没发现故障", None),
        ("没有异响但是不制冷", "没有异响但是不制冷"),
        ("没有声音", "没有声音"),
        ("有异响", "有异响"),
        ("空调还漏水吗?", None),
        ("换压缩机漏水多少钱", None),
        ("空调不急着修", None),
        ("E3栋", None),
    ],
)
def test_faults(text, fault):
    assert read(text).fault == fault


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("中央空调外机响", "air_conditioner"),
        ("A/C broken", "air_conditioner"),
        ("TCL电视", "tv"),
        ("my dishwasher", "dishwasher"),
        ("washer", "washer"),
        ("燃气热水器", "water_heater"),
        ("gas cooker hood", "range_hood"),
        ("cooker", "stove"),
        ("电饭煲", "other"),
        ("电视台路8号", None),
        ("back", None),
        ("手机", None),
    ],
)
def test_products(text, product):
    assert read(text).product == product


def test_the_age_of_a_machine_leaves_its_name_and_its_fault():
    report = read("My fridge is 3 years old and not cooling")
    assert (report.product, report.fault) == ("fridge", "fridge, and not cooling")


def test_hours_under_their_own_heading_leave_the_fault_and_the_place():
    report = read("冰箱不制冷,在家时间:周六上午,幸福路8号")
    assert (report.fault, report.at_home, report.address) == ("冰箱不制冷", "周六上午", "幸福路8号")


def test_that_nothing_is_heard_is_no_address_either():
    assert read_address("没有异响") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("要装一台空调", "install"),
        ("安装洗碗机", "install"),
        ("空调移机", "install"),
        ("帮忙移空调", "install"),
        ("装修完要装热水器", "install"),
        ("要装新空调,旧的坏了", "install"),
        ("Need AC installed at 12 Zhongshan Road", "install"),
        ("I want to install an air conditioner", "install"),
        ("刚装的空调漏水", "repair"),
        ("空调漏水,要重新安装", "repair"),
        ("你们修空调吗", "repair"),
        ("我想报修", "repair"),
        ("fix my fridge", "repair"),
        ("空调", None),
        ("空调装了三年", None),
        ("安装费多少钱", None),
        ("装修公司", None),
    ],
)
def test_kinds(text, kind):
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("text", "bought_on"),
    [
        ("2024年5月买的", date(2024, 5, 1)),
        ("2024年5月18日购买", date(2024, 5, 18)),
        ("24年5月买的空调", date(2024, 5, 1)),
        ("购买日期:2024-05-18", date(2024, 5, 18)),
        ("2023.5买的", date(2023, 5, 1)),
        ("二〇二三年买的", date(2023, 7, 1)),
        ("去年8月买", date(2024, 8, 1)),
        ("去年买的", date(2024, 7, 1)),
        ("前年十二月买的", date(2023, 12, 1)),
        ("今年买的", date(2025, 7, 1)),
        ("8月买的空调", date(2025, 8, 1)),
        ("12月买的空调", date(2024, 12, 1)),
        ("上个月买的", date(2025, 10, 1)),
        ("昨天买的", date(2025, 11, 23)),
        ("买了两年", date(2023, 7, 1)),
        ("买了快三年了", date(2022, 7, 1)),
        ("用了十年了", date(2015, 7, 1)),
        ("买了两年半", date(2023, 5, 1)),
        ("三年前买的", date(2022, 7, 1)),
        ("3个月前买的", date(2025, 8, 1)),
        ("半年前买的", date(2025, 5, 1)),
        ("两周前买的", date(2025, 11, 10)),
        ("bought in May 2024", date(2024, 5, 1)),
        ("bought it on 18 May 2024", date(2024, 5, 18)),
        ("bought 2 years ago", date(2023, 7, 1)),
        ("bought three months ago", date(2025, 8, 1)),
        ("bought last year", date(2024, 7, 1)),
        ("bought in 2022", date(2022, 7, 1)),
        ("fridge is 3 years old", date(2022, 7, 1)),
        ("My fridge's about two years old", date(2023, 7, 1)),
        ("The washing machine leaks, it is 6 months old", date(2025, 5, 1)),
        ("AC, a year old, not cooling", date(2024, 7, 1)),
        ("my 3-year-old Haier fridge leaks", date(2022, 7, 1)),
        ("the fridge leaks, my son is 3 years old", None),
        ("the building is 20 years old, fridge leaks", None),
        ("it is 3 years old", None),
        ("old fridge", None),
        ("2030年5月买的", None),
        ("2024年13月买的", date(2024, 7, 1)),
        ("2月30日买的", None),
        ("我要买空调", None),
        ("2024年5月坏的", None),
    ],
)
def test_purchase_days(text, bought_on):
    assert read(text).bought_on == bought_on


def test_a_july_still_to_come_is_not_bought_in():
    in_march = int(datetime(2025, 3, 10, 9, 0, tzinfo=ZONE).timestamp() * 1000)
    assert read_report("今年买的", in_march, ZONE).bought_on == date(2025, 3, 10)


@pytest.mark.parametrize(
    ("text", "warranty"),
    [
        ("过保了", "out"),
        ("已经过了保修期", "out"),
        ("保外", "out"),
        ("不在保", "out"),
        ("out of warranty", "out"),
        ("not under warranty", "out"),
        ("the warranty has expired", "out"),
        ("保内", "in"),
        ("还在保修期内", "in"),
        ("没过保", "in"),
        ("in warranty", "in"),
        ("过保了吗", None),
        ("是不是过保", None),
        ("在保吗?", None),
        ("环保内胆", None),
        ("不过保养一下", None),
        ("在保安室", None),
    ],
)
def test_warranty(text, warranty):
    assert read(text).warranty_said == warranty


@pytest.mark.parametrize(
    ("text", "at_home"),
    [
        ("fridge leaks, at home all afternoon", "at home all afternoon"),
        ("周六上午在家", "周六上午在家"),
        ("下午5点后有人", "下午5点后有人"),
        ("平时六点半以后在家", "平时六点半以后在家"),
        ("18:30到21:00家里有人", "18:30到21:00家里有人"),
        ("空调漏水，晚上在家", "晚上在家"),
        ("12月3号上午在家", "12月3号上午在家"),
        ("白天不在家", "白天不在家"),
        ("周末全天都在家", "周末全天都在家"),
        ("在家时间:周六上午", "周六上午"),
        ("在家时间：周六上午 冰箱不制冷", "周六上午"),
        ("在家时间是平时六点半以后", "平时六点半以后"),
        ("方便上门时间 周末全天", "周末全天"),
        ("在家:随时", "随时"),
        ("在家时间:平时不在家", "平时不在家"),
        ("不在家时间:周六上午", None),
        ("home after 5pm", "home after 5pm"),
        ("I'm home on Saturday morning, thanks", "I'm home on Saturday morning"),
        ("在家", None),
        ("下午方便吗", None),
        ("home", None),
    ],
)
def test_hours_at_home(text, at_home):
    assert read(text).at_home == at_home


SCRAPS = """空调 不制冷 漏水 幸福路 8号 3栋 502 13800138000 0595-22345678 , 。 去年 8月 买的 买了 两年 半 前 30日 过保
在家 周六 上午 点 家 的 AC not cooling 8 Xingfu Road unit bought ago home after 5 pm 🥵 ( ） 住 号 市 区 2024 - . ?"""
WORDS = st.lists(st.sampled_from([*SCRAPS.split(), " ", "\n", "\0"]), max_size=14).map("".join)


@given(st.one_of(st.text(), WORDS))
def test_any_text_is_read(text):
    report = read(text)
    assert report.product is None or report.product in PRODUCTS
    assert report.bought_on is None or report.bought_on <= date(2025, 11, 24)
    assert all(part is None or part.strip() for part in (report.address, report.fault, report.at_home))
    for phone in (report.phone, read_phone(text)):
        assert phone is None or phonenumbers.is_possible_number(phonenumbers.parse(phone, "CN"))
    read_address(text)


@given(st.integers(13_000_000_000, 19_999_999_999), st.sampled_from(["", "+86", "0086", "+86 "]))
def test_every_mobile_is_found_between_words(number, prefix):
    assert read_phone(f"幸福路8号{prefix}{number}空调") == str(number)


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "空调不制冷",
            "幸福路8号",
            MOBILE,
            "1",
            "13 ",
            "住",
            "年",
            "周六",
            "一百",
            "no ",
            "A",
            "Road ",
            "8 a a ",
            "12月",
            " ",
        ),
        *(
            "home after ",
            "🥵",
            "买了",
            "的",
            "不",
            "\n",
            "3栋",
            "(",
            "第一",
            "or ",
            "11点",
            "11:11",
            "五点半",
            "点下午11",
            "在家时间:周六",
            "没有异响和异味",
            "3 year old ",
            "座机",
            "400-",
        ),
    ],
)
def test_a_very_long_text_is_read_to_the_end(unit):
    text = unit * (100_000 // len(unit))
    read(text + "x")
    read_address(text + "x")
    read_phone(text)
