"""A fault as people report it: what, where, whose number. Phone, address and fault are enough to start (I1, I2).

Rules of reading:
- Only what stands in the text: nothing is guessed, a greeting or a question is no fault, "家里" is no address.
- Each part is looked for once and taken out, so that the address is only the address and the fault only the fault.
- A purchase day that is not said is the first of its month, a month that is not said is July, and never a day to
  come. It decides free or paid only until somebody sees the invoice (I6).
- Gate and parking rules after an address belong to it (U21).
- Every pattern is bounded, and `plain` cuts the text: a long paste costs no more than a long sentence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from unicodedata import category
from zoneinfo import ZoneInfo

import phonenumbers

from handlers.reading.money import plain, read_number
from handlers.reading.times import MONTHS_EN

HAN = "\u3400-\u9fff"
_N = r"(?:[0-9]{1,3}|[一二两三四五六七八九十半]{1,3})"
STOP = "、，,。;；!！?？|\\n\\r\\t\\0"
GAP = r" \t.\-–—"
BLANK = "\0"  # stands where a part was taken out
REACH = 60  # characters: names and closing words are no longer

# The first in the text names the product: words in Chinese, words in English.
PRODUCTS = {
    "range_hood": (r"抽?油烟机|抽烟机|烟机", r"(?:range|cooker|kitchen) hood|extractor"),
    "air_conditioner": (r"空调(?:[内外]机)?|冷气机", r"air ?con(?:ditioner|ditioning)?s?|a/?c"),
    "fridge": (r"电?冰箱|冰柜|冷柜", r"fridge|refrigerator|freezer"),
    "dishwasher": (r"洗碗机", r"dish ?washer"),
    "dryer": (r"烘干机|干衣机", r"(?:tumble )?dr[yi]er"),
    "washer": (r"洗衣机", r"washing machine|washer"),
    "boiler": (r"壁挂炉", r"boiler"),
    "water_heater": (r"电?热水器|小厨宝", r"water heater|geyser"),
    "tv": (r"电视机?", r"television|tv"),
    "stove": (r"燃气灶|煤气灶|灶具|集成灶|电磁炉", r"stove|hob|cooktop|cooker"),
    "oven": (r"烤箱|蒸箱", r"oven"),
    "microwave": (r"微波炉", r"microwave"),
    "water_purifier": (r"净水[器机]|饮水机", r"water (?:purifier|filter|dispenser)"),
    "other": (
        r"消毒柜|电饭[煲锅]|压力锅|电?风扇|净化器|除湿机|加湿器|吸尘器|扫地机|取暖器|浴霸|马桶盖?|吊扇",
        r"rice cooker|vacuum(?: cleaner)?|(?:electric|ceiling) fan|dehumidifier|air purifier|heater",
    ),
}
FAULTS_ZH = (
    r"不(?:太|怎么|够|会|能|再|大|停)?(?:制[冷热]|[冷热凉转亮动响抽排吸走停平灵稳洗]|通电|出[水风气声热]|排[水烟风]|脱水"
    r"|[进下上]水|启动|[开关]机|[充上]电|加热|工作|[点打][火着]|着火?|结冰|化霜|除霜|显示|好[使用]|正常|干净|供水"
    r"|运[行转]|[吹送摆]风|保[温鲜]|恒温|甩干)",
    r"没有?(?:反应|电|声音?|画面|图像|信号|显示|热[水气]|冷[风气]|风|水|吸力|火)",
    r"(?<![不没])(?<!没有)(?<!不再)(?:漏[水电气氟油风液]?|[渗滴积冒喷]水|坏)|故障|报错|报警|异[响味常]",
    r"响得|[很太好点]响|一直响|响个不停|[噪杂]音|噪声|声音?(?:[很太特好]|特别|非常|有点)?[大响]",
    r"[打开]不[开了]|关不[上了紧掉]|[打点]不着|[启转动充]不[了动]|[加制]不[了热冷]|排不[出了掉]|用不了",
    r"[黑花闪白蓝]屏|死机|卡[住顿死]|跳[闸电]|短路|断电|冒[烟火]|烧[了焦坏]|[糊焦臭煳怪]味|有股?味|触电|漏保",
    r"结[冰霜]|堵[了塞住]|[抖晃震振][动得]|摇晃|裂[了开缝]|断了|破了|掉[了下]|松了|生锈|变形|缺氟|[加充][氟氨]|除垢",
    r"[吹出](?:[热冷]|自然)[风水]|水不热|忽冷忽热|冷热不均|黄火|熄火|火小(?!区)|自[动己][关停开]机?|停机(?!坪)",
    r"闪烁|一闪一闪|效果差|清洗|保养|有问题|出问题|失灵|罢工|不行了",
)
FAULTS_EN = (
    r"\b(?:not|isn'?t|won'?t|doesn'?t|don'?t|can'?t|cannot|stopped|never|barely|hardly|stops) (?:\w+ ){0,2}?"
    r"(?:cool|heat|work|start|spin|drain|turn|clos|open|light|run|fill|chill|freez|cold|hot|warm|ignit|flush)\w*",
    r"\b(?:leak|smell|smok|burn|overheat|vibrat|rattl|drip|fault|nois[ey])\w*",
    r"\b(?:broken?|broke|errors?|trips?|tripping|sparks?|stuck|dead|blocked|clogged|cracked|frozen)\b",
    r"\b(?:black screen|out of order|no (?:power|picture|sound|signal|(?:hot )?water|cold air|heat|flame))\b",
)
CODE = r"(?<![A-Za-z0-9])[EFHPU][0-9]{1,2}(?![0-9A-Za-z]|\s?[-号栋幢座室单楼区])"
# What may follow 不 beside a product without being a fault.
POLITE = r"客气|好意思|用|要|急|知道|想|需|是|过|错|谢|清楚|修|买|装|在|来|对|到|方便|同|会修"

INSTALL = re.compile(
    r"安装(?![费了过好的多工]|师傅|队)|[装移拆]机|移(?:[装位]|空调)|拆装|加装|(?<![包服西假套散安])装(?![修备饰潢载置甲作了过好的在])"
    r"|\binstall(?:ation|ing)?\b|\bmount\b|\brelocat\w+",
    re.IGNORECASE,
)
INSTALL_WISH = re.compile(
    rf"(?:要|想|需要?|预约|申请|帮[我忙]?|请)[^{STOP} ]{{0,5}}?(?:(?<!重新)(?<!重新安)装(?!修)|移机)"
    r"|\binstall\b|\bneed\b.{0,40}\binstalled\b",
    re.IGNORECASE,
)
REPAIR = re.compile(
    r"报修|[维检]修(?!师|工|费|站|部|点)|修理(?!铺|厂|店)|修一?[下修]|[要想来能]修|上门修|\brepair\w*|\bfix\b"
    f"|修(?:{'|'.join(zh for zh, _ in PRODUCTS.values())})",
    re.IGNORECASE,
)
PRICE_ASKED = re.compile(r"多少钱|收费|怎么收|什么价|价格|报价|\bhow much\b", re.IGNORECASE)
HELP_ASKED = re.compile(r"怎么[办回]|为什么|能[来修]|可以|来修|帮|\b(?:can|could|please|why)\b", re.IGNORECASE)

# In this order: "not over yet" before "over", "not in" before "in".
WARRANTY = (
    ("in", r"[没未]有?[过出脱](?:保修期?|质保|保)"),
    ("out", r"不在保(?:修期?)?内?|过了?保(?:修期?|了)?(?![护养存])|过了?质保|[保质][修保]期?已?过了?"),
    ("out", r"保外|出保|脱保|超保"),
    ("out", r"\bout of (?:the )?(?:warranty|guarantee)|\bnot (?:in|under) warranty"),
    ("out", r"\bwarranty (?:has |is |already ){0,2}(?:expired|over)"),
    ("in", r"(?<!环)保内|[保质][修保]期?内|还?在保(?:修期?)?内?(?![安险姆定护利洁养存])"),
    ("in", r"\b(?:still )?(?:in|under|within) (?:the )?warranty"),
)
ASKED_BEFORE = re.compile(r"(?:是不是|是否|有没有|算不算|\bis (?:it|this) )\s?$", re.IGNORECASE)
ASKED_AFTER = re.compile(r"\s?[了期]?[吗么没?？]")

MOBILE = re.compile(rf"(?<![0-9])(?:(?:\+|00)?86[{GAP}]?)?(?P<number>1[3-9][0-9](?:[{GAP}]?[0-9]){{8}})(?![0-9])")
LANDLINE = re.compile(
    rf"(?<![0-9])(?:(?:\+|00)86[{GAP}]?[(（]?0?|[(（]?0)"
    rf"(?P<number>[1-9][0-9]{{1,2}}[)）]?[{GAP}]?[2-9][0-9]{{2,3}}[{GAP}]?[0-9]{{4}})"
    r"(?![0-9])"
)

_HOME_ZH = (
    r"(?:今天|明天|后天|[0-9]{1,2}月[0-9]{1,2}[号日]|每天|平时|工作日|周末|节假日|(?:周|星期|礼拜)[一二三四五六日天末]"
    r"|上午|下午|早上|中午|晚上|傍晚|白天|全天|下班|随时|一直"
    r"|[0-9]{1,2}[:点](?:[0-9]{2}(?![0-9:点]))?半?|[一二两三四五六七八九十]{1,3}点半?)"
)
# Atomic: a repeated "11点" has only one way to be read, however long it goes on.
HOME = re.compile(
    rf"{_HOME_ZH}(?>{_HOME_ZH}|[都才会能可以均也、和或到至~之后前 -]){{0,12}}"
    r"(?:不?在家|家里?有人|有人(?:在家)?|有空|可以上门|方便上门|方便)(?![吗么])"
    r"|\b(?:(?:i am|i'm|we are|we're|someone is|somebody is) )?(?:at )?(?:home|available|free)"
    r"(?: (?:after|before|from|between|until|till|to|and|or|on|all|day|every|in|the|this|next|only"
    r"|tomorrow|today|tonight|noon|mornings?|afternoons?|evenings?|nights?|weekends?|weekdays?"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?"
    r"|(?<!home )(?<!available )(?<!free )[0-9]{1,2}(?::[0-9]{2})?(?: ?[ap]m)?(?!\w))){1,10}",
    re.IGNORECASE,
)

_YEAR = r"(?:(?:19|20)?[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2})年(?!前|多|半|了)份?|大前年|前年|去年|今年"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:[0-9]{1,2}[日号])?"
_AGO = rf"(?:{_N}(?:年半?|个半?月|周|个?星期|天)[多半]?|半年多?)(?:之|以)?前"
_MONTH_EN = rf"(?:{'|'.join(MONTHS_EN)})[a-z]{{0,6}}\.?"
_WHEN_ZH = (
    rf"(?:(?:{_YEAR})\s?(?:{_MONTH})?|{_AGO}|上个?月|上周|昨天|前天|{_MONTH}"
    r"|(?:19|20)[0-9]{2}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?)"
)
_WHEN_EN = (
    rf"(?:(?:[0-9]{{1,2}} )?{_MONTH_EN}(?: [0-9]{{1,2}},?)?,?(?: (?:19|20)[0-9]{{2}})?"
    r"|(?:19|20)[0-9]{2}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?|(?:19|20)[0-9]{2}|last (?:year|month|week)|this year"
    r"|yesterday|(?:about |almost |over )?(?:[0-9]{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|half a) "
    r"(?:years?|months?|weeks?|days?) ago)"
)
BOUGHT = re.compile(
    rf"(?:是|在|大概|大约)?(?P<before>{_WHEN_ZH})[^{STOP} ]{{0,3}}?(?:刚|才)?(?:购买|买|购|入手)(?:来的|的|了|来)?"
    rf"|(?:购买|买|购机?)(?:日期|时间|的?日子|于|在|的时间)?[是为::]?\s?(?P<after>{_WHEN_ZH})"
    rf"|刚?(?:购买|买|用)(?:了|来|回来|有)(?:有|差不多|快|将近|大概|才|刚|已经)?"
    rf"(?P<span>{_N}(?:年半?|个半?月)[多半]?|半年多?)了?"
    rf"|\b(?:bought|purchased|got)(?: it| this| the \w+)?(?: in| on| at| since)?(?: about)? (?P<en>{_WHEN_EN})\b"
    rf"|\bpurchased? (?:date|on):? ?(?P<dated>{_WHEN_EN})\b",
    re.IGNORECASE,
)
NUMBERS_EN = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
NUMBERS_EN |= {"nine": 9, "ten": 10}
BACK = re.compile(
    rf"(?:about |almost |over )?(?P<n>{_N}|half a|{'|'.join(NUMBERS_EN)})\s?"
    r"(?P<unit>年|个?半?月|个?星期|周|天|year|month|week|day)(?P<more>[半多])?"
)
ISO = re.compile(r"((?:19|20)[0-9]{2})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?")
YEARS_AGO = {"大前年": 3, "前年": 2, "去年": 1, "今年": 0, "last year": 1, "this year": 0}
DAYS_AGO = {"昨天": 1, "yesterday": 1, "前天": 2, "上周": 7, "last week": 7}

# Where an address begins: it follows the last of these, and names hold none of them.
PARTICLES = re.compile(
    r"的|了|吗|呢|吧|啦|呀|是|女士|先生|小姐|阿姨|大爷|小哥|师傅|地址|住址|住(?!宅)|在|位于|我们家|我家|你们|我们|我|您|你|家里"
    r"|这个|那个|一个|[:：]"
)
LEADS = re.compile(r"(?:\s|从|看看|看一?下|麻烦|请|帮忙|帮|尽快|来(?![宾安凤广])|到|去|家(?![园乐和])|上门)+")
PROVINCES = (
    "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 "
    "贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
NOT_PLACES = (
    "电路 线路 管路 油路 短路 断路 回路 气路 走路 半路 问路 迷路 马路 公路 铁路 道路 套路 思路 路由 路上 路过 路程 "
    "超市 城市 门市 上市 市场 市面 市民 全市 市区 地区 区别 区域 村民 农村 乡下 家乡 老乡 街上 逛街 镇定"
)
AREAS = (
    "大道 大街 街道 胡同 小区 社区 花园 家园 嘉园 佳园 庄园 新村 公寓 大厦 大楼 写字楼 广场 山庄 别墅 公馆 豪庭 华府 "
    "新城 名城 名苑 家属院 大院 宿舍 工业园 工业区 开发区 园区 校区 里弄 路 街 巷 苑 村 镇 乡 市 区 县"
)
ENDINGS = (
    "超市 商店 店 学校 小学 中学 大学 医院 酒店 宾馆 公司 厂 银行 幼儿园 餐厅 饭店 食堂 办公室 "
    "东门 西门 南门 北门 后门 正门 门口 楼下 楼上 对面 旁边 隔壁 附近 院内 地下室 底商"
)
GATE = re.compile(r"门禁|停车|车位|保安|密码|门卫|岗亭")
GATE_AFTER = re.compile(rf"\s?(?:{GATE.pattern})[^{STOP} ]{{0,20}}")
PLACE = re.compile(
    f"(?P<no>{'|'.join(NOT_PLACES.split())})"
    r"|(?P<number>[0-9A-Za-z一二三四五六七八九十百]{1,5}\s?号"
    r"(?!楼|院|线|电池|\s?(?:上午|下午|早|中午|晚|来|到|买|之?前|之?后|左右)))"
    r"|(?P<door>(?:[0-9A-Za-z]{1,5}|[一二三四五六七八九十百甲乙丙丁]{1,4})\s?#?\s?"
    r"(?:号楼|号院|弄|栋|幢|座|单元|室(?!\s?[0-9一二两三]厅)|房(?!间))"
    rf"|(?<=[{HAN}])[0-9]{{1,3}}[-—][0-9]{{1,3}}[-—][0-9]{{2,4}})"
    f"|(?P<area>{'|'.join(AREAS.split())})"
    f"|(?P<ending>{'|'.join(ENDINGS.split())}|[0-9一二三四五六七八九十]{{1,3}}[楼层门])"
)
ROOM = re.compile(
    r"\s?(?:[-—#]?\s?[A-Za-z]?[0-9]{1,5}(?:[-—][0-9A-Za-z]{1,5}){0,3})(?:室|房|号)?"
    r"(?![0-9.:-]|\s?[台个次年天点月元块匹度岁人分小%])"
)
LOOSE = re.compile(r"\s*[A-Za-z]?[0-9]{3,4}\s*")
TIME_WORDS = re.compile(
    rf"今天|明天|后天|(?:下?周|星期|礼拜)[一二三四五六日天]|上午|下午|晚上|中午|早上|{_N}月{_N}[号日]|{_N}点半?"
    r"|尽快|马上|麻烦|谢谢|你好|您好|联系|电话|手机|\bphone\b|\btel\b|\bthanks?\b|\bplease\b",
    re.IGNORECASE,
)
_ROADS_EN = "road|rd|street|st|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|close|place|terrace|square|highway"
PLACE_EN = re.compile(
    rf"(?P<road>\b(?:no\.? ?)?[0-9]{{1,5}}[A-Za-z]?,? (?:[A-Za-z][A-Za-z']{{0,20}} ){{1,4}}?"
    rf"(?:{_ROADS_EN})\b\.?"
    rf"|\b(?-i:[A-Z])[a-z]{{1,20}} (?:(?-i:[A-Z])[a-z]{{1,20}} ){{0,2}}(?:{_ROADS_EN})\b"
    rf"(?:\.?,? (?:no\.? ?)?[0-9]{{1,5}})?)"
    r"|(?P<area>\b(?-i:[A-Z])[a-z]{1,20}(?: (?-i:[A-Z])[a-z]{1,20}){0,2} (?:district|city|town|village|county"
    r"|gardens?|community|residence|estate|plaza|tower|mansion|province)\b)"
    r"|(?P<unit>\b(?:unit|apartment|apt|room|rm|flat|building|bldg|block|floor|suite|house|no)\.? ?#?"
    r"(?:[0-9]{1,5}[A-Za-z]?|(?-i:[A-Z]))\b)",
    re.IGNORECASE,
)
NO_ADDRESS = re.compile(
    r"不知道|不清楚|不告诉|什么|怎么|为什么|哪[里儿]|谢谢|你好|您好|在吗|取消|帮助|返回|马上|等一?下|稍等|好的|[吗呢?？]"
    r"|^[我你在的这家里]+$"
    r"|\b(?:hello|thanks?|okay|help|cancel|back|what|why|how|don'?t|know|later|please|home)\b",
    re.IGNORECASE,
)

_PROVINCES = tuple(PROVINCES.split())
BREAK = re.compile(rf"[{STOP}()（）]+|\.(?=\s|$)|(?<=[{HAN}]) +| {{1,9}}(?=[{HAN}])")
PIECE = re.compile(rf"[^{STOP}()（）“”\"]+")
SEPARATORS = re.compile(r"[\s、，,。;；.()（）]*")
BEFORE_FAULT = re.compile(
    r"(?:故障|问题|的|我们家里?的?|我家里?的?|家里的?|家中|我的|我们|你好|您好|师傅"
    r"|麻烦|请|帮忙|是|那个|这个|(?:hi|hello|my|our|the)\b|[\s:：])+",
    re.IGNORECASE,
)
AFTER_FAULT = re.compile(
    r"(?:(?:家庭|我家)?[地住]址是?|我家?[住在]|[住在]|(?:电话|手机)号?码?是?|联系|怎么办|怎么回事"
    r"|(?:可以|能)来?修[吗么]|谢谢|麻烦|请|师傅"
    r"|\b(?:and|i live|we live|i'm|my|address|phone|number|tel|call|me|at|in|is|on|or|please|thanks?)\b|[\s:：.-])+$",
    re.IGNORECASE,
)
WEAK_LABEL = re.compile(r"(?:地址|住址|我家|我们|我|家|住|在|是|[\s:：])+")

FAULT = re.compile("|".join((*FAULTS_ZH, *FAULTS_EN, CODE)), re.IGNORECASE)
FAULT_OF_PRODUCT = re.compile(rf"不(?!{POLITE})[{HAN}]")
PRODUCT = re.compile(
    "|".join(
        f"(?P<{key}>(?:{zh})(?![厂城塔台])|(?<![A-Za-z])(?:{en})(?![A-Za-z]))" for key, (zh, en) in PRODUCTS.items()
    ),
    re.IGNORECASE,
)

Kind = Literal["repair", "install"]
Warranty = Literal["in", "out"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Report:
    """What one text says of a job; None where it says nothing."""

    phone: str | None  # 13800138000, 0595-22345678
    address: str | None
    fault: str | None
    product: str | None  # a key of PRODUCTS
    kind: Kind | None
    bought_on: date | None
    warranty_said: Warranty | None  # what the customer says, not what the dates say
    at_home: str | None  # the words themselves


def read_report(text: str, now_ms: int, zone: ZoneInfo) -> Report:
    """Everything a text says of a job, each part without the others.

    now_ms  UTC milliseconds: "去年" is counted from its day in the shop's zone
    """
    words = plain(text).replace(BLANK, " ")
    phones = list(_phones(words))
    words = _without(words, (span for _, span in phones))
    bought_on, span = _bought(words, datetime.fromtimestamp(now_ms / 1000, zone).date())
    words = _without(words, span)
    warranty, span = _warranty(words)
    words = _without(words, span)
    home = HOME.search(words)
    words = _without(words, [home.span()] if home else [])
    place = _address(words)
    rest = _without(words, [place] if place else [])
    fault = _fault(rest)
    product = PRODUCT.search(rest)
    return Report(
        phone=phones[0][0] if phones else None,
        address=_tidy(words[slice(*place)]) if place else None,
        fault=fault,
        product=product.lastgroup if product else None,
        kind=_kind(rest, fault),
        bought_on=bought_on,
        warranty_said=warranty,
        at_home=_tidy(home[0]) if home else None,
    )


def read_phone(text: str) -> str | None:
    """The first Chinese mobile or landline number in a text: "13800138000", "0595-22345678"."""
    return next((number for number, _ in _phones(plain(text))), None)


def read_address(text: str) -> str | None:
    """The address in an answer to "where?": the one it shows, else the whole answer if it can be one.

    It can be one with four letters or more, and no phone, fault, product, time, question or greeting.
    """
    words = plain(text).replace(BLANK, " ")
    words = _without(words, (span for _, span in _phones(words)))
    if place := _address(words):
        return _tidy(words[slice(*place)])
    if NO_ADDRESS.search(words.strip()) or any(no.search(words) for no in (FAULT, PRODUCT, INSTALL, REPAIR, HOME)):
        return None
    kept = "".join(sign for sign in TIME_WORDS.sub("", words) if category(sign)[0] in "LNPZ").strip()
    if label := WEAK_LABEL.match(kept):
        kept = kept[label.end() :]
    letters = sum(sign.isalnum() for sign in kept)
    return _tidy(kept) if 4 <= letters <= 120 and any(sign.isalpha() for sign in kept) else None


def _without(words: str, spans: Iterable[Span]) -> str:
    """The same length of text, with each span blanked."""
    for start, end in spans:
        words = words[:start] + BLANK * (end - start) + words[end:]
    return words


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,，、。;；:：")


def _phones(words: str) -> Iterator[tuple[str, Span]]:
    """Each possible number of China, as it stands: mobile digits, or area code, dash, number."""
    for found in sorted((*MOBILE.finditer(words), *LANDLINE.finditer(words)), key=re.Match.start):
        digits = re.sub(r"[^0-9]", "", found["number"])
        number = phonenumbers.parse(f"+86{digits}", "CN")
        if found.re is MOBILE and phonenumbers.is_possible_number(number):
            yield digits, found.span()
        elif found.re is LANDLINE and phonenumbers.is_valid_number(number):
            area = phonenumbers.length_of_geographical_area_code(number)
            yield f"0{digits[:area]}-{digits[area:]}", found.span()


def _warranty(words: str) -> tuple[Warranty | None, list[Span]]:
    """What is said of the warranty, and where; asking whether it is over says nothing."""
    for said, pattern in WARRANTY:
        if found := re.search(pattern, words, re.IGNORECASE):
            asked = ASKED_AFTER.match(words, found.end()) or ASKED_BEFORE.search(words[: found.start()])
            return (None if asked else "in" if said == "in" else "out"), [found.span()]
    return None, []


def _bought(words: str, today: date) -> tuple[date | None, list[Span]]:
    """The day of purchase, and where it is said."""
    if found := BOUGHT.search(words):
        said = next(said for said in found.groups() if said).lower()
        back = BACK.match(said) if found["span"] or said.endswith(("前", "ago")) else None
        return (_counted_back(back, today) if back else _on_calendar(said, today)), [found.span()]
    return None, []


def _counted_back(found: re.Match[str], today: date) -> date | None:
    """Three years back is July of that year, three months back the first of that month."""
    unit, half = found["unit"].lstrip("个半")[0], "半" in found["unit"] + (found["more"] or "")
    if found["n"] in ("半", "half a"):
        number, half = 0, True
    else:
        number = NUMBERS_EN.get(found["n"]) or read_number(found["n"]) or 0
    if not (number or half) or number > 60:
        return None
    if unit in "年y" and not half:
        return _past(today.year - number, None, None, today)
    if unit in "年y月m":
        months = today.year * 12 + today.month - 1 - (number * 12 + 6 if unit in "年y" else number)
        return date(months // 12, months % 12 + 1, 1)
    return today - timedelta(days=number * (1 if unit in "天d" else 7))


def _on_calendar(said: str, today: date) -> date | None:
    """去年8月, 2024年, 24年5月, 2024-05-01, May 2024, last month; a month alone is the last one there was."""
    if words := next((words for words in DAYS_AGO if said.startswith(words)), None):
        return today - timedelta(days=DAYS_AGO[words])
    if said.startswith(("上", "last month")):
        first = today.replace(day=1) - timedelta(days=1)
        return first.replace(day=1)
    if iso := ISO.match(said):
        return _past(int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None, today)
    year = next((today.year - back for words, back in YEARS_AGO.items() if said.startswith(words)), None)
    if found := re.match(r"(.{2,4})年", said):
        year = year or read_number(found[1])
        if year is not None and year < 100:
            year += 2000 if year <= today.year % 100 else 1900
    elif found := re.search(r"(?:19|20)[0-9]{2}", said):
        year = int(found[0])
    if name := re.search("|".join(MONTHS_EN), said):
        number = re.search(r"(?<![0-9])[0-9]{1,2}(?![0-9])", said)
        return _past(year, MONTHS_EN.index(name[0]) + 1, int(number[0]) if number else None, today)
    if found := re.search(r"([0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:份?([0-9]{1,2}))?", said):
        return _past(year, read_number(found[1]), int(found[2]) if found[2] else None, today)
    return _past(year, None, None, today) if year else None


def _past(year: int | None, month: int | None, day: int | None, today: date) -> date | None:
    """The day with what is missing put in; None if there is no such day, or not yet."""
    try:
        bought = date(year or today.year, month or 7, day or 1)
    except ValueError:
        return None
    if bought <= today:
        return bought
    if year is None:
        return _past(today.year - 1, month, day, today)
    return today if month is None and year == today.year else None


def _address(words: str) -> Span | None:
    """Where the address stands: the longest run of places with nothing but separators between them."""
    names = words
    for pattern in (FAULT, PRODUCT, INSTALL, REPAIR, TIME_WORDS):
        names = pattern.sub(lambda found: BLANK * len(found[0]), names)
    runs: list[tuple[int, int, int]] = []  # start, end, evidence: 2 is enough
    for start, end, evidence in sorted((*_places(names), *_places_en(names))):
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]), runs[-1][2] + evidence)
        elif runs and SEPARATORS.fullmatch(names, runs[-1][1], start):
            runs[-1] = (runs[-1][0], end, runs[-1][2] + evidence)
        elif evidence:
            runs.append((start, end, evidence))
    found = [(start, end) for start, end, evidence in runs if evidence >= 2]
    start, end = max(found, key=lambda span: span[1] - span[0], default=(0, 0))
    if words[end : end + 1] in (")", "）") and ("(" in words[start:end] or "（" in words[start:end]):
        end += 1
    return (start, end) if end else None


def _places(names: str) -> Iterator[tuple[int, int, int]]:
    """Each place named in Chinese; a room or a gate rule on its own only goes on with the place before it."""
    for piece in PIECE.finditer(names):
        at, words = piece.start(), piece[0]
        if span := _place(words):
            yield at + span[0], at + span[1], 2
        elif LOOSE.fullmatch(words) or GATE.search(words) or (len(words) <= 12 and _ends(words)):
            yield at, piece.end(), 0


def _ends(words: str) -> bool:
    return any(found.lastgroup == "ending" for found in PLACE.finditer(words))


def _places_en(names: str) -> Iterator[tuple[int, int, int]]:
    for found in PLACE_EN.finditer(names):
        yield *found.span(), 1 if found.lastgroup == "unit" else 2


def _place(words: str) -> Span | None:
    """The place in a piece of text without separators, from where its name begins to its last number."""
    marks = [found for found in PLACE.finditer(words) if found.lastgroup != "no"]
    for n, mark in enumerate(marks):
        if (start := _name_start(words, mark)) is None:
            continue
        end = mark.end()
        for further in marks[n + 1 :]:
            between = words[end : further.start()]
            if len(between) > 14 or "到" in between or PARTICLES.search(between):
                break
            end = further.end()
        room = ROOM.match(words, end)
        end = room.end() if room else end
        gate = GATE_AFTER.match(words, end)
        return start, gate.end() if gate else end
    return None


def _name_start(words: str, mark: re.Match[str]) -> int | None:
    """Where the name before a mark such as 路 or 号 begins; None if the mark is no evidence without one."""
    lead = words[: mark.start()]
    start = max(0, len(lead) - REACH)
    start = max((found.end() for found in PARTICLES.finditer(lead, start)), default=start)
    if polite := LEADS.match(lead, start):
        start = polite.end()
    named = [start + found.start() for found in re.finditer(r"\S+", lead[start:])]
    apart = not lead or lead[-1].isspace()
    if apart and mark.lastgroup == "area":
        named.append(mark.start())
    begin = len(named) - 1
    while begin > 0 and words.startswith(_PROVINCES, named[begin - 1]):
        begin -= 1
    first = named[begin] if named else mark.start()
    letters = sum(sign.isalpha() for sign in words[first : mark.start()])
    if mark.lastgroup == "door" or (mark.lastgroup != "ending" and letters >= 2):
        return first
    return None


def _fault(words: str) -> str | None:
    """The clauses that say what is wrong, without greetings and labels."""
    said: list[Span] = []
    alone: Span | None = None  # "冰箱" before "不制冷" belongs to it
    for start, end in _clauses(words):
        clause = words[start:end]
        lead, tail = BEFORE_FAULT.match(clause), AFTER_FAULT.search(clause, max(0, len(clause) - REACH))
        span = (start + (lead.end() if lead else 0), start + (tail.start() if tail else len(clause)))
        if _is_fault(clause, words[end : end + 1]):
            said += [alone, span] if alone else [span]
            alone = None
        else:
            alone = span if span[0] < span[1] <= span[0] + 12 and PRODUCT.search(clause) else None
    text = ""
    for n, (start, end) in enumerate(said):
        between = words[said[n - 1][1] : start] if n else ""
        comma = "，" if re.search(f"[{HAN}]", words[start:end]) else ", "
        text += (between if BLANK not in between and SEPARATORS.fullmatch(between) else comma) + words[start:end]
    return _tidy(text) or None


def _clauses(words: str) -> Iterator[Span]:
    at = 0
    for found in BREAK.finditer(words):
        if at < found.start():
            yield at, found.start()
        at = found.end()
    if at < len(words):
        yield at, len(words)


def _is_fault(clause: str, after: str) -> bool:
    """Whether a clause says what is wrong; asking for a price, or whether it is so, does not."""
    if PRICE_ASKED.search(clause):
        return False
    if (after in ("?", "？") or clause.endswith(("吗", "么", "没"))) and not HELP_ASKED.search(clause):
        return False
    return bool(FAULT.search(clause) or (PRODUCT.search(clause) and FAULT_OF_PRODUCT.search(clause)))


def _kind(words: str, fault: str | None) -> Kind | None:
    """A wish to have something installed, else something to repair, else words of installing."""
    if PRICE_ASKED.search(words) and fault is None:
        return None
    if INSTALL_WISH.search(words):
        return "install"
    if fault or REPAIR.search(words):
        return "repair"
    return "install" if INSTALL.search(words) else None
