"""Named fields, as forms and tables are pasted: 姓名：王女士 电话：138…, and rows under a head of names. U26."""

import re

FIELDS = {
    "name": "姓名 客户姓名 用户姓名 客户名称 用户名 客户 用户 联系人 称呼 name customer contact",
    "phone": "电话 联系电话 客户电话 用户电话 手机 手机号 手机号码 联系方式 电话号码 phone tel telephone mobile",
    "address": "地址 住址 上门地址 安装地址 服务地址 客户地址 用户地址 详细地址 address",
    "product": "产品 产品名称 产品类型 品类 家电 设备 商品 机器 product appliance",
    "model": "型号 产品型号 机型 规格型号 model",
    "fault": "故障 故障现象 故障描述 故障原因 问题 问题描述 现象 报修内容 维修内容 服务内容 fault problem issue",
    "at_home": "上门时间 预约时间 在家时间 方便时间 期望时间 要求时间 时间 time",
    "bought": "购买日期 购机日期 购买时间 购机时间 bought purchased",
    "kind": "服务类型 服务类别 类型 业务类型 type service",
    "remark": "备注 说明 其他 note notes remark remarks",
}
NAMES = {name.casefold(): field for field, names in FIELDS.items() for name in names.split()}
LABELS = {field: names.split()[0] for field, names in FIELDS.items()}
"""Each field by the name people use first."""

_ANY = "|".join(sorted((re.escape(name) for name in NAMES), key=len, reverse=True))
FIELD = re.compile(
    rf"(?:(?<=[\s,，;；|、。])|^)[*·【\[ ]?(?P<name>{_ANY})[】\] ]{{0,2}}[:：][ \t]*", re.IGNORECASE | re.MULTILINE
)
BARE = re.compile(rf"^(?P<name>{_ANY})(?:[\t ]+|\n)(?=\S)", re.IGNORECASE | re.MULTILINE)
CELLS = re.compile(r"\t|\s*[|｜]\s*| {2,}")


def is_label(word: str) -> bool:
    """Whether a word before a colon names a field, not somebody who speaks."""
    return word.strip("*·【】[] ").casefold() in NAMES


def fields_in(text: str) -> list[tuple[str, str]]:
    """Each named field with its value, in order; a field may come again. Fewer than two are no form."""
    pattern = FIELD if len(FIELD.findall(text)) >= len(BARE.findall(text)) else BARE
    marks = list(pattern.finditer(text))
    if len(marks) < 2:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = [
        (NAMES[mark["name"].casefold()], " ".join(text[mark.end() : end].split()).strip(" ,，;；|、。"))
        for mark, end in zip(marks, ends, strict=True)
    ]
    return [(field, value) for field, value in found if value]


def rows_in(text: str) -> list[str]:
    """Rows of a table under a head of field names, each as a form of its own; none where there is no such head."""
    lines = [line.strip(" |｜") for line in text.split("\n") if line.strip(" |｜-—")]
    if len(lines) < 2:
        return []
    head = [NAMES.get(cell.strip().casefold()) for cell in CELLS.split(lines[0])]
    if sum(field is not None for field in head) < 2:
        return []
    forms = []
    for line in lines[1:]:
        cells = [cell.strip() for cell in CELLS.split(line)]
        forms.append(form([(field, cell) for field, cell in zip(head, cells, strict=False) if field and cell]))
    return [one for one in forms if one]


def form(record: list[tuple[str, str]]) -> str:
    """Fields and values as text that reads the same again."""
    return "\n".join(f"{LABELS[field]}：{value}" for field, value in record)
