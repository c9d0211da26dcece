from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from desktop.checks.channels import CHANNELS, Counter, Status, channel, channels_for
from desktop.checks.channels_page import channels_page
from desktop.checks.labels import channel_label, counted, field_label
from desktop.core.brief import Kind
from desktop.core.errors import ErrorKind, UserError

LISTED = """
shop.title shop.description shop.bullets seo.title seo.description
shopify.title shopify.seo_title shopify.seo_description shopify.alt
amazon.title amazon.highlights amazon.bullet amazon.search_terms
merchant.title merchant.description merchant.highlight bol.title bol.description ebay.title ebay.subtitle
etsy.title etsy.tag google_ads.headline google_ads.description google_ads.path
meta_ads.primary meta_ads.headline meta_ads.description mail.subject mail.preheader mail.html
sms x.post linkedin.post instagram.caption facebook.post
"""
IDS = LISTED.split()


def test_every_promised_channel_is_there() -> None:
    assert [each.id for each in CHANNELS] == IDS


@pytest.mark.parametrize("each", CHANNELS, ids=lambda each: each.id)
def test_each_channel_says_where_its_number_comes_from(each: object) -> None:
    found = channel(str(getattr(each, "id")))  # noqa: B009 - pytest hands the row on as an object
    assert found.limit > 0
    assert found.source.startswith(("https://", "Copydesk"))
    assert date.fromisoformat(found.verified_on) == date(2026, 11, 21)
    assert found.note.endswith((".", ")"))
    assert found.kinds
    assert found.advised is None or found.advised < found.limit
    assert channel_label(found.id) != found.id
    assert counted(2, found.unit if found.counter is not Counter.SMS else "UTF-16 units").startswith("2 ")


@pytest.mark.parametrize(
    ("channel_id", "field"),
    [
        ("shop.title", "title"),
        ("shop.description", "description"),
        ("shop.bullets", "bullets"),
        ("seo.title", "seo_title"),
        ("seo.description", "seo_description"),
        ("mail.subject", "subject"),
        ("mail.preheader", "preheader"),
        ("google_ads.headline", "google_ads.headline"),
        ("x.post", "x.post"),
    ],
)
def test_each_channel_knows_its_field(channel_id: str, field: str) -> None:
    assert channel(channel_id).field == field


def test_no_field_serves_two_channels() -> None:
    assert len({each.field for each in CHANNELS}) == len(CHANNELS)


def test_lists_are_the_fields_of_which_there_are_many() -> None:
    assert {each.id for each in CHANNELS if each.list} == {
        "shop.bullets",
        "amazon.bullet",
        "merchant.highlight",
        "etsy.tag",
        "google_ads.headline",
        "google_ads.description",
        "google_ads.path",
    }


def test_where_no_limit_binds_it_is_an_advice() -> None:
    assert channel("seo.title").status is Status.ADVISED
    assert channel("bol.title").status is Status.ADVISED
    assert channel("amazon.title").status is Status.HARD


def test_an_unknown_channel_is_answered_with_near_ones() -> None:
    with pytest.raises(UserError) as caught:
        channel("shop.titel")
    assert caught.value.problem.kind is ErrorKind.USAGE
    assert "shop.titel" in caught.value.problem.message
    assert "shop.title" in caught.value.problem.hint


def test_a_word_like_none_of_them_is_sent_to_the_list() -> None:
    with pytest.raises(UserError) as caught:
        channel("日本")
    assert "copydesk channels" in caught.value.problem.hint


def test_channels_are_offered_by_kind() -> None:
    assert "shop.title" in {each.id for each in channels_for(Kind.PRODUCT)}
    assert "shop.title" not in {each.id for each in channels_for(Kind.MAIL)}
    assert "mail.subject" in {each.id for each in channels_for(Kind.MAIL)}


def test_labels_are_readable() -> None:
    assert field_label("bullets[1]") == "Bullets, 2"
    assert field_label("google_ads.headline[0]") == "Google Ads: headlines, 1"
    assert field_label("seo_title") == "Search title"
    assert channel_label("new.channel") == "new.channel"
    assert counted(1, "pixels") == "1 pixel"


def test_the_page_about_channels_is_up_to_date() -> None:
    page = Path(__file__).parents[3] / "docs" / "channels.md"
    assert page.read_text(encoding="utf-8") == channels_page()
    assert re.findall(r"^\| `([a-z_.]+)`", channels_page(), re.MULTILINE) == IDS
