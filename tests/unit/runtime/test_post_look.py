"""How a post looks in a search and under a shared link: cut where the pixels end."""

from __future__ import annotations

import pytest

from desktop.checks.widths import pixel_width
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.post import Post
from desktop.runtime.post_look import ROOMS, Device, Room, Run, address_line, found_page, shared_card, wrapped

LONG = "Tea keeps its scent when it is dry, dark and cool, and loses it beside spices, in glass jars and above a hob. "
BRIEF = Brief(Kind.BLOG, language="en", keyphrase="loose-leaf tea", post=Post(slug="store-tea", cover="picture:a.png"))


def copy(**fields: str) -> Copy:
    return Copy(dict(fields))


@pytest.mark.parametrize("device", list(Device))
def test_no_line_is_wider_than_its_room(device: Device) -> None:
    words = copy(seo_title=LONG, seo_description=LONG * 3)
    found = found_page(BRIEF, words, device, date="24 Nov 2026")
    title, description = ROOMS[device]
    assert found.title_is_cut
    assert found.description_is_cut
    assert len(found.title) <= title.lines
    assert len(found.description) <= description.lines
    assert all(pixel_width(line, title.size) <= title.width for line in found.title)
    lines = ["".join(run.text for run in runs) for runs in found.description]
    assert all(pixel_width(line, description.size) <= description.width for line in lines)
    assert sum(pixel_width(line, description.size) for line in lines) <= description.most
    assert lines[0].startswith("24 Nov 2026 — Tea keeps")
    assert lines[-1].endswith(" …")


def test_a_phone_shows_more_of_a_title_and_less_of_a_description() -> None:
    words = copy(seo_title=LONG, seo_description=LONG * 3)
    desktop, phone = (found_page(BRIEF, words, each) for each in Device)
    assert len(" ".join(desktop.title)) < len(" ".join(phone.title))
    count = [sum(len(run.text) for runs in each.description for run in runs) for each in (desktop, phone)]
    assert count[0] > count[1]


def test_what_fits_is_shown_whole() -> None:
    found = found_page(BRIEF, copy(title="Storing tea", seo_description="Keep it dry."), Device.DESKTOP)
    assert found.title == ("Storing tea",)
    assert found.description == ((Run("Keep it dry."),),)
    assert not found.title_is_cut
    assert not found.description_is_cut


def test_the_keyphrase_is_bold_in_all_its_forms() -> None:
    found = found_page(BRIEF, copy(seo_description="Loose teas, and the leaf of tea."), Device.DESKTOP)
    bold = [run.text for runs in found.description for run in runs if run.bold]
    assert bold == ["Loose", "teas", "leaf", "tea"]


def test_the_day_is_never_bold() -> None:
    brief = Brief(Kind.BLOG, language="en", keyphrase="nov 2026", post=Post())
    found = found_page(brief, copy(seo_description="In nov again."), Device.DESKTOP, date="24 Nov 2026")
    assert [run.text for run in found.description[0] if run.bold] == ["nov"]


def test_a_post_without_words_is_not_found() -> None:
    assert found_page(BRIEF, copy(body="Text."), Device.PHONE).is_empty
    assert shared_card(BRIEF, copy(body="Text.")).is_empty


@pytest.mark.parametrize(
    ("post", "website", "line"),
    [
        (Post(slug="store-tea"), "", ("", "store-tea")),
        (Post(slug="store-tea"), "https://www.sjobod.se/", ("sjobod.se", "https://www.sjobod.se › store-tea")),
        (Post(), "sjobod.se", ("sjobod.se", "https://sjobod.se › storing-tea")),
        (
            Post(canonical="https://sjobod.se/a/b/c/d%C3%A5"),
            "other.se",
            ("sjobod.se", "https://sjobod.se › a › … › då"),
        ),
        (Post(canonical="no address", slug="x"), "", ("", "x")),
        (Post(canonical="http://[broken", slug="x"), "", ("", "x")),
    ],
)
def test_the_address_line(post: Post, website: str, line: tuple[str, str]) -> None:
    assert address_line(post, "storing-tea", website) == line


def test_a_shared_link_shows_what_the_page_says() -> None:
    card = shared_card(BRIEF, copy(title="Storing tea", excerpt="Short."), website="https://sjobod.se")
    assert (card.host, card.title, card.description, card.cover) == (
        "sjobod.se", "Storing tea", "Short.", "picture:a.png",
    )  # fmt: skip


def test_a_word_longer_than_a_line_is_cut_at_a_letter() -> None:
    room = Room(14, 100, 3, 300)
    lines, cut = wrapped("W" * 60, room)
    assert cut
    assert len(lines) <= 3
    assert all(pixel_width(line, 14) <= 100 for line in lines)
    assert wrapped("", room) == ((), False)
