"""The words that make an address: what follows a name (路, 小区, 3栋), what surrounds it, what only looks like it."""

import re

from handlers.reading.words import HAN, STOP

# Where an address begins: it follows the last of these, and names hold none of them.
PARTICLES = re.compile(
    r"的|了|吗|呢|吧|啦|呀|是|女士|先生|小姐|阿姨|大爷|小哥|师傅|地址|住址|住(?!宅)|在|位于|我们家|我家|你们|我们|我|您|你|家里"
    r"|这个|那个|一个|[:：]"
)
LEADS = re.compile(r"(?:\s|从|看看|看一?下|麻烦|请|帮忙|帮|尽快|来(?![宾安凤广])|到|去|家(?![园乐和])|上门)+")
PROVINCE_NAMES = (
    "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 "
    "贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
PROVINCES = tuple(PROVINCE_NAMES.split())
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

ROADS_EN = "road|rd|street|st|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|close|place|terrace|square|highway"
PLACE_EN = re.compile(
    rf"(?P<road>\b(?:no\.? ?)?[0-9]{{1,5}}[A-Za-z]?,? (?:[A-Za-z][A-Za-z']{{0,20}} ){{1,4}}?"
    rf"(?:{ROADS_EN})\b\.?"
    rf"|\b(?-i:[A-Z])[a-z]{{1,20}} (?:(?-i:[A-Z])[a-z]{{1,20}} ){{0,2}}(?:{ROADS_EN})\b"
    rf"(?:\.?,? (?:no\.? ?)?[0-9]{{1,5}})?)"
    r"|(?P<area>\b(?-i:[A-Z])[a-z]{1,20}(?: (?-i:[A-Z])[a-z]{1,20}){0,2} (?:district|city|town|village|county"
    r"|gardens?|community|residence|estate|plaza|tower|mansion|province)\b)"
    r"|(?P<unit>\b(?:unit|apartment|apt|room|rm|flat|building|bldg|block|floor|suite|house|no)\.? ?#?"
    r"(?:[0-9]{1,5}[A-Za-z]?|(?-i:[A-Z]))\b)",
    re.IGNORECASE,
)
