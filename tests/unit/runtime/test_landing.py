"""Repairs of sections are changes of the body that holds them, each beginning where the one before it ended."""

from __future__ import annotations

from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.outline import with_section
from desktop.core.post import Section
from desktop.runtime.landing import as_it_is, landed_repairs
from desktop.runtime.repairs import Repair

OUTLINE = (Section("s1", "One"), Section("s2", "Two"))
BODY = "## One\n\nFirst, mended twice.\n\n## Two\n\nSecond, mended.\n"


def landing(draft: Draft, name: str, value: FieldValue) -> tuple[str, FieldValue] | None:
    if name == "angles":
        return None
    if not name.startswith("section."):
        return name, value
    return "body", with_section(draft.copy.text("body"), OUTLINE, name.removeprefix("section."), str(value))


def test_repairs_of_sections_follow_each_other_in_the_body() -> None:
    made = [
        Repair("section.s1", "First.", "First, mended.", "why 1"),
        Repair("title", "Old", "New", "why 2"),
        Repair("section.s1", "First, mended.", "First, mended twice.", "why 3"),
        Repair("section.s2", "Second.", "Second, mended.", "why 4"),
        Repair("angles", "a", "b", "why 5"),
    ]
    draft = Draft(DraftId("d"), copy=Copy({"title": "New", "body": BODY}))
    title, *inside = landed_repairs(made, draft, landing)
    assert title == made[1]
    assert [each.field for each in inside] == ["body"] * 3
    assert inside[0].before == "## One\n\nFirst.\n\n## Two\n\nSecond.\n"
    assert [each.reason for each in inside] == ["why 1", "why 3", "why 4"]
    assert [each.before for each in inside[1:]] == [each.after for each in inside[:-1]]
    assert inside[-1].after == BODY


def test_texts_in_fields_of_their_own_stay_what_they_are() -> None:
    made = [Repair("title", "Old", "New", "why")]
    assert landed_repairs(made, Draft(DraftId("d"), copy=Copy({"title": "New"})), as_it_is) == made
