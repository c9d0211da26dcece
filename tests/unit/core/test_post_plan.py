"""How facts become the sections of a usual outline."""

from __future__ import annotations

import msgspec
import pytest

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.post import Post, PostType
from desktop.core.post_lengths import usual_outline
from desktop.core.post_plan import MOST_A_SECTION, groups_of, named_after
from desktop.core.post_words import is_of_role

GUIDE = (
    Fact("f1", "Material", "waxed cotton canvas"),
    Fact("f2", "Straps", "leather"),
    Fact("f3", "Cleaning", "brush off dry dirt"),
    Fact("f4", "Washing machine", "never: it takes out the wax"),
    Fact("f5", "Soap", "none: it dissolves the wax"),
    Fact("f6", "Drying", "24 hours"),
    Fact("f7", "Waxing", "once a year"),
    Fact("f8", "After waxing", "let it set for 48 hours"),
    Fact("f9", "Price", "€149"),
)
DELIVERY = (
    Fact("f1", "Delivery time", "2 to 4 working days"),
    Fact("f2", "Delivery to", "Belgium"),
    Fact("f3", "Dispatch", "the same day"),
    Fact("f4", "Carrier", "PostNL"),
    Fact("f5", "Pick-up", "in Delft"),
    Fact("f6", "Delivery costs", "€6.95"),
    Fact("f7", "Returns", "within 30 days"),
    Fact("f8", "Delivered broken", "send a photo"),
)


def brief(facts: tuple[Fact, ...], **post: object) -> Brief:
    return Brief(
        Kind.BLOG, product="Noordwal", language="en", facts=facts, post=msgspec.structs.replace(Post(), **post)
    )


def test_a_guide_follows_the_order_of_its_facts() -> None:
    groups = groups_of(brief(GUIDE))
    assert [fact.id for group in groups for fact in group.facts] == [f"f{n}" for n in range(1, 10)]
    assert all(len(group.facts) <= MOST_A_SECTION for group in groups)
    outline = usual_outline(brief(GUIDE, goal=900))
    assert [each.heading for each in outline] == [
        "Material and straps",
        "Cleaning, washing machine and soap",
        "Drying and waxing",
        "Price",
    ]
    assert outline[2].facts == ("f6", "f7", "f8")


def test_a_long_part_is_parted_and_costs_are_no_delivery() -> None:
    outline = usual_outline(brief(DELIVERY, type=PostType.DELIVERY))
    assert [(each.role, each.facts) for each in outline] == [
        ("delivery", ("f1", "f2")),
        ("delivery", ("f3", "f4", "f5")),
        ("cost", ()),
        ("returns", ()),
    ]
    groups = {group.role: group for group in groups_of(brief(DELIVERY, type=PostType.DELIVERY))}
    assert [fact.id for fact in groups["cost"].facts] == ["f6"]
    assert [fact.id for fact in groups["returns"].facts] == ["f7", "f8"]


def test_the_length_of_a_section_goes_by_what_there_is_to_tell() -> None:
    outline = usual_outline(brief(GUIDE, goal=900))
    assert [each.words for each in outline] == [180, 280, 280, 90]


def test_headings_of_questions_ask() -> None:
    outline = usual_outline(brief(GUIDE, type=PostType.QUESTIONS))
    assert all(each.heading.endswith("?") for each in outline)


@pytest.mark.parametrize(
    ("names", "heading"),
    [
        (("Waxing", "After waxing"), "Waxing"),
        (("Shelf life of green tea", "Shelf life of black tea"), "Shelf life"),
        (("Storage", "Leather care", "USB port"), "Storage, leather care and USB port"),
        (("One", "Two", "Three", "Seventeen"), "One, two and three"),
        (("", ""), ""),
    ],
)
def test_facts_give_a_heading_by_their_names(names: tuple[str, ...], heading: str) -> None:
    facts = tuple(Fact(f"f{place}", name, "x") for place, name in enumerate(names))
    assert named_after(facts, "{first} and {last}", "en") == heading


@pytest.mark.parametrize(
    ("language", "name", "role"),
    [
        ("en", "Shelf life of green tea", "care"),
        ("en", "Storage temperature", "care"),
        ("en", "Tin sizes", "use"),
        ("en", "Delivery costs", "cost"),
        ("nl", "Houdbaarheid van groene thee", "care"),
        ("nl", "Retourkosten", "cost"),
        ("sv", "Hållbarhet för grönt te", "care"),
        ("sv", "Gick sönder på vägen", "returns"),
    ],
)
def test_a_name_belongs_where_its_first_words_do(language: str, name: str, role: str) -> None:
    assert is_of_role(Fact("f1", name, "x"), role, language)
    assert not is_of_role(Fact("f1", name, "x"), "who", language)
