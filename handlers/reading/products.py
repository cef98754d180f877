"""The products a text can name. Each key has its text `product-KEY` in every language."""

import re

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
    "elevator": (r"(?<![有无没坐乘])(?:电梯|扶梯)(?![房楼口厅间])", r"elevator|escalator"),
    "other": (
        r"消毒柜|电饭[煲锅]|压力锅|电?风扇|净化器|除湿机|加湿器|吸尘器|扫地机|取暖器|浴霸|马桶盖?|吊扇",
        r"rice cooker|vacuum(?: cleaner)?|(?:electric|ceiling) fan|dehumidifier|air purifier|heater",
    ),
}
NAMES_ZH = "|".join(zh for zh, _ in PRODUCTS.values())
NAMES_EN = "|".join(en for _, en in PRODUCTS.values())
PRODUCT = re.compile(
    "|".join(
        f"(?P<{key}>(?:{zh})(?![厂城塔台])|(?<![A-Za-z])(?:{en})(?![A-Za-z]))" for key, (zh, en) in PRODUCTS.items()
    ),
    re.IGNORECASE,
)


def product_in(words: str) -> str | None:
    """The key of the first product named."""
    found = PRODUCT.search(words)
    return found.lastgroup if found else None
