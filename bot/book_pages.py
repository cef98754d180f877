"""A rulebook as text, as a page that stands alone, and as a PDF to hang on the wall."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.channels.web.pages import HERE, TEMPLATES, page_words
from bot.typesetting import typeset
from policies.book import Book
from policies.comparing import Change
from policies.prose.pen import Pen


def as_text(book: Book) -> str:
    """Chapters, rules, sentences, in plain lines."""
    lines = [book.title, ""]
    for chapter in book.chapters:
        lines += [chapter.title, ""]
        for entry in chapter.entries:
            lines += [f"{entry.id}  {entry.wording}  [{entry.source}]", *(f"    {line}" for line in entry.lines), ""]
    lines += [page_words(book.language)["page-rules-settings"], ""]
    return "\n".join([*lines, *(f"    {point}{_colon(book)}{value}" for point, value in book.settings)])


def as_html(book: Book, company: str = "") -> str:
    """One file that needs no other."""
    styles = "\n".join((HERE / "static" / f"{name}.css").read_text(encoding="utf-8") for name in ("base", "rules"))
    return TEMPLATES.get_template("rules.html").render(
        book=book, words=page_words(book.language), company=company or book.title, styles=styles
    )


def as_pdf(book: Book, company: str = "", folder: Path | None = None) -> bytes:
    """A4 with its fonts embedded. `folder`: more fonts. Raises FontMissing."""
    data = {
        "title": book.title,
        "company": company,
        "language": book.language,
        "hash": book.hash[:12],
        "settings": page_words(book.language)["page-rules-settings"],
        "points": book.settings,
        "chapters": [
            {
                "title": chapter.title,
                "entries": [
                    {"id": entry.id, "wording": entry.wording, "source": entry.source, "lines": entry.lines}
                    for entry in chapter.entries
                ],
            }
            for chapter in book.chapters
        ],
    }
    return typeset("rulebook.typ", data, folder)


def in_words(changes: Iterable[Change], language: str) -> Iterator[str]:
    """What changed, line by line."""
    pen = Pen(language)
    heads = {"added": pen("新增", "new"), "dropped": pen("删去", "dropped"), "changed": pen("改动", "changed")}
    for change in changes:
        if change.what == "setting":
            ((_point, old, new),) = change.points
            yield f"{pen('设置', 'setting')}  {change.about}{pen('：', ': ')}{_from_to(old, new, pen)}"
            continue
        yield f"{heads[change.what]}  {change.about}"
        for point, old, new in change.points:
            yield f"    {point}{pen('：', ': ')}{_from_to(old, new, pen)}" if point else f"    {new}"


def _from_to(old: str, new: str, pen: Pen) -> str:
    return f"{old or pen('无', 'none')} → {new or pen('无', 'none')}"


def _colon(book: Book) -> str:
    return Pen(book.language)("：", ": ")
