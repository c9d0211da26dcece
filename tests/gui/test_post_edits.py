"""Lists that go on, headings, links, tables in line, and sections that move: as text, without a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.outline import headings_of
from desktop.views.post.edits import Edit, as_address, link, may_bear_link, moved_item, on_enter, picture, with_heading
from desktop.views.post.sections import SectionCounts, moved_section, step_of_section
from desktop.views.post.tables import next_cell

CARET = "¦"


def edited(marked: str, edit: Edit | None) -> str | None:
    """The text after an edit, with the caret in it."""
    if edit is None:
        return None
    text = marked.replace(CARET, "")
    made = text[: edit.start] + edit.text + text[edit.end :]
    return made[: edit.last] + CARET + made[edit.last :]


def enter(marked: str) -> str | None:
    return edited(marked, on_enter(marked.replace(CARET, ""), marked.index(CARET)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- tea¦", "- tea\n- ¦"),
        ("* [x] té¦ rest", "* [x] té\n* [ ] ¦ rest"),
        ("9. nio¦", "9. nio\n10. ¦"),
        ("3) x\n> 4) y¦", "3) x\n> 4) y\n> 5) ¦"),
        ("> quoted¦", "> quoted\n> ¦"),
        ("- tea\n- ¦", "- tea\n¦"),
        ("- tea\n  - ¦", "- tea\n- ¦"),
        ("> ¦", "¦"),
        ("plain¦", None),
        ("-¦ tea", None),
        ("-no item¦", None),
    ],
)
def test_enter_goes_on_with_a_list(before: str, after: str | None) -> None:
    assert enter(before) == after


@pytest.mark.parametrize(
    ("before", "back", "after"),
    [
        ("- a\n- b¦", False, "- a\n  - b¦"),
        ("1. a\n2. b¦", False, "1. a\n   2. b¦"),
        ("  - b¦", True, "- b¦"),
        ("- b¦", True, None),
        ("plain¦", False, None),
    ],
)
def test_tab_moves_an_item(before: str, back: bool, after: str | None) -> None:
    assert edited(before, moved_item(before.replace(CARET, ""), before.index(CARET), back=back)) == after


@pytest.mark.parametrize(
    ("before", "level", "after"),
    [
        ("Wo¦rds", 2, "## Wo¦rds"),
        ("## Wo¦rds", 3, "### Wo¦rds"),
        ("## Wo¦rds", 2, "Wo¦rds"),
        ("#¦## Words", 0, "¦Words"),
        ("¦", 1, "# ¦"),
    ],
)
def test_headings(before: str, level: int, after: str) -> None:
    assert edited(before, with_heading(before.replace(CARET, ""), before.index(CARET), level)) == after


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" https://sjobod.se/te?x=1 \n", "https://sjobod.se/te?x=1"),
        ("www.thee.nl/blad", "https://www.thee.nl/blad"),
        ("mailto:a@b.se", "mailto:a@b.se"),
        ("see https://sjobod.se", ""),
        ("javascript:alert(1)", ""),
        ("te.se", ""),
    ],
)
def test_addresses(text: str, address: str) -> None:
    assert as_address(text) == address


def test_a_link_is_not_ended_early() -> None:
    assert link("a [b]", "https://x.se/a_(b) c") == r"[a \[b\]](https://x.se/a_%28b%29%20c)"
    assert picture("tin", "En [burk]") == r"![En \[burk\]](picture:tin)"
    assert may_bear_link("två ord")
    assert not any(map(may_bear_link, ["", "a\n\nb", "[a](b)", "https://x.se"]))


TABLE = "| Te | Månader |\n|:--|--:|\n| Grönt | 12 |"


def test_tab_puts_a_table_in_line_and_goes_to_the_next_cell() -> None:
    edit = next_cell(TABLE, 3)
    assert edit is not None
    assert edit.text == "| Te    | Månader |\n| :---- | ------: |\n| Grönt |      12 |"
    assert edit.text[edit.first : edit.last] == "Månader"
    below = next_cell(edit.text, edit.first)
    assert below is not None
    assert below.text[below.first : below.last] == "Grönt"
    again = next_cell(below.text, below.first, back=True)
    assert again is not None
    assert again.text[again.first : again.last] == "Månader"


def test_behind_the_last_cell_there_is_a_new_row() -> None:
    edit = next_cell(TABLE, len(TABLE) - 2)
    assert edit is not None
    assert edit.text.endswith("\n|       |         |")
    assert edit.first == edit.last > len(TABLE)


def test_a_lone_row_gets_its_rule_and_bars_in_cells_stay() -> None:
    edit = next_cell("| a \\| b | c", 3)
    assert edit is not None
    assert edit.text == "| a \\| b | c   |\n| ------ | --- |"
    assert edit.text[edit.first : edit.last] == "c"
    assert next_cell("no table", 3) is None


SECTIONS = "Opening.\n\n# One\n\na\n\n## Inner\n\nb\n\n# Two\n\nc\n\n# Three\n\nd"


def move(text: str, which: int, before: int) -> str | None:
    moved = moved_section(text, SectionCounts().structure(text).rows, which, before)
    if moved is None:
        return None
    made = text[: moved.start] + moved.text + text[moved.end :]
    heading = headings_of(text)[which]
    assert made[moved.at :].startswith(text[heading.start : heading.end])
    return made


@pytest.mark.parametrize(
    ("which", "before", "expected"),
    [
        (0, 3, "Opening.\n\n# Two\n\nc\n\n# One\n\na\n\n## Inner\n\nb\n\n# Three\n\nd"),
        (0, 4, "Opening.\n\n# Two\n\nc\n\n# Three\n\nd\n\n# One\n\na\n\n## Inner\n\nb\n"),
        (3, 0, "Opening.\n\n# Three\n\nd\n\n# One\n\na\n\n## Inner\n\nb\n\n# Two\n\nc\n"),
        (1, 3, "Opening.\n\n# One\n\na\n\n# Two\n\nc\n\n## Inner\n\nb\n\n# Three\n\nd"),
        (0, 0, None),
        (0, 2, None),
        (0, 1, None),
    ],
)
def test_a_section_moves_with_all_under_it(which: int, before: int, expected: str | None) -> None:
    assert move(SECTIONS, which, before) == expected


@given(st.lists(st.sampled_from(["# A", "## B", "### C", "words", "", "```", "- å"]), max_size=14), st.data())
def test_moving_keeps_every_line(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    rows = SectionCounts().structure(text).rows
    if not rows or lines.count("```") % 2:  # an open fence makes code of whatever comes behind it
        return
    made = move(text, data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, len(rows))))
    if made is not None:
        assert sorted(filter(None, made.split("\n"))) == sorted(filter(None, lines))
        assert len(headings_of(made)) == len(rows)


def test_steps_go_past_neighbours_of_the_same_level() -> None:
    rows = SectionCounts().structure(SECTIONS).rows
    assert step_of_section(rows, 2, back=True) == 0
    assert step_of_section(rows, 0, back=False) == 3
    assert step_of_section(rows, 1, back=True) is None
    assert step_of_section(rows, 1, back=False) is None
    assert step_of_section(rows, 3, back=False) is None


def test_words_are_counted_as_the_checks_count_them() -> None:
    from desktop.checks.prose import count_words

    text = "# Te på hyllan\n\nFoto's van [thee](https://x.nl/a-b) – 1.250 g, se https://te.se/x nu.\n\n- två\n"
    structure = SectionCounts().structure(text)
    assert structure.words == count_words(text)
    assert (structure.rows[0].words, structure.opening) == (structure.words - 3, 0)
