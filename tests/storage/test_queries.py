"""Named statements: found by name, and a careless file is refused when it is loaded."""

from pathlib import Path

import pytest

from storage.queries import load

GOOD = """-- What a job needs; this preface belongs to the file.

-- next_due --
-- The subject whose clock rings first.
select subject, at from wake
-- the partial index serves this
order by at limit 1;

-- add_event --
-- One more event of a subject.
insert into event(subject, seq, name) values (:subject, :seq, :name)
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "queries.sql"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_statement_is_an_attribute_without_its_comments(tmp_path: Path) -> None:
    queries = load(written(tmp_path, GOOD))
    assert queries.next_due == "select subject, at from wake\norder by at limit 1;"
    assert queries.add_event.endswith("values (:subject, :seq, :name)")
    assert list(vars(queries)) == ["next_due", "add_event"]


def test_an_unknown_name_is_an_attribute_error_with_the_near_miss(tmp_path: Path) -> None:
    queries = load(written(tmp_path, GOOD))
    with pytest.raises(AttributeError, match=r"'next_deu'; did you mean 'next_due'\?"):
        _ = queries.next_deu
    with pytest.raises(AttributeError, match=r"no statement 'zzz'$"):
        _ = queries.zzz


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("-- a --\nselect 1\n", "a needs an English line"),
        ("-- a --\n\n-- Too far down.\nselect 1\n", "a needs an English line"),
        ("-- a --\n-- One.\nselect 1\n-- a --\n-- Two.\nselect 2\n", "a is there twice"),
        ("-- a --\n-- Nothing.\n\n-- b --\n-- One.\nselect 1\n", "a holds no SQL"),
        ("-- a --\n-- At the end of the file.", "a needs an English line|a holds no SQL"),
        ("select 1;\n-- a --\n-- One.\nselect 1\n", "SQL stands before"),
    ],
)
def test_a_careless_file_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        load(written(tmp_path, text))
