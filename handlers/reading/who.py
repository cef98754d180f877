"""Who the customer is, as a report names them: 王女士, 联系人 王小明, "13800138000 张三". Nothing less is a name."""

import re

from handlers.reading.words import HAN

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂"
)
TITLES = "女士|先生|小姐|阿姨|大爷|大妈|大姐|大哥|叔叔|老师|太太|奶奶|爷爷|经理|老板|总|姐|哥|叔|姨"
TITLED = re.compile(
    rf"(?:欧阳|司马|上官|诸葛|[{SURNAMES}])[{HAN}]{{0,2}}?(?:{TITLES})(?![{HAN}]{{0,2}}(?:路|街|村|店|厂))"
)
WHOLE = re.compile(rf"[{SURNAMES}][{HAN}]{{1,2}}")
NO_NAME = re.compile(
    r"路|街|村|区|市|镇|号|栋|楼|空调|冰箱|电视|热水|洗衣|维修|安装|漏水|不|坏|没|电话|地址|明天|今天|上午|下午|周|在家|方便|时候|马上|任何|安全|高温|家|文件|何时|温度|石材|白天|万家|常用|方向"
)
CUT = re.compile(r"[\s,，。;；、|/()（）:：\n]+|(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])")
ENGLISH = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? [A-Z][a-z]{1,20}\b")


def name_in(text: str) -> str | None:
    """A name with its title, else a Chinese name of two or three characters that stands alone."""
    if found := ENGLISH.search(text):
        return found[0]
    if found := TITLED.search(text):
        return found[0]
    return next((part for part in CUT.split(text) if WHOLE.fullmatch(part) and not NO_NAME.search(part)), None)
