from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.channels import channel
from desktop.checks.check import Subject
from desktop.checks.counters import measure
from desktop.checks.gsm import outside_gsm7
from desktop.checks.limits import AdvisedLimits, HardLimits, SmsEncoding, plain_sms
from desktop.core.brief import Brief
from desktop.core.copy import Copy, FieldValue
from desktop.core.finding import Finding, Severity


def look(
    check: AdvisedLimits | HardLimits | SmsEncoding, fields: dict[str, FieldValue], *channels: str
) -> list[Finding]:
    return list(check.find(Subject(Copy(fields), Brief(), "en", tuple(map(channel, channels)))))


def test_a_title_within_its_limit_is_left_alone() -> None:
    assert look(HardLimits(), {"title": "a" * 70}, "shop.title") == []
    assert look(HardLimits(), {"title": "a" * 500}, "amazon.title") == []


def test_what_is_too_long_is_marked_from_where_it_no_longer_fits() -> None:
    (finding,) = look(HardLimits(), {"title": "a" * 70 + "bcd"}, "shop.title")
    assert (finding.check, finding.severity, finding.field) == ("limits.hard", Severity.ERROR, "title")
    assert (finding.start, finding.end, finding.text) == (70, 73, "bcd")
    assert finding.message == "Shop: title: 73 characters, 3 too many; the limit is 70."


def test_a_limit_that_only_advises_is_a_warning() -> None:
    fields: dict[str, FieldValue] = {"seo_title": "W" * 31, "seo_description": "a" * 157}
    assert look(HardLimits(), fields, "seo.title", "seo.description") == []
    title, description = look(AdvisedLimits(), fields, "seo.title", "seo.description")
    assert (title.severity, title.start, title.end) == (Severity.WARNING, 30, 31)
    assert title.message == "Search result: title: 585 pixels, 5 too many; the limit is 580."
    assert (description.start, description.end) == (156, 157)


def test_items_of_a_list_are_measured_one_by_one() -> None:
    fields: dict[str, FieldValue] = {"google_ads.headline": ("a" * 30, "日" * 16, "a")}
    (finding,) = look(HardLimits(), fields, "google_ads.headline")
    assert (finding.field, finding.start, finding.end) == ("google_ads.headline[1]", 15, 16)


def test_lists_have_a_least_and_a_greatest_number() -> None:
    few: dict[str, FieldValue] = {"google_ads.headline": ("a", "b")}
    (finding,) = look(AdvisedLimits(), few, "google_ads.headline")
    assert finding.message == "Google Ads: headlines needs at least 3 of these; there are 2."
    (finding,) = look(AdvisedLimits(), {"google_ads.headline": ("a",)}, "google_ads.headline")
    assert finding.message == "Google Ads: headlines needs at least 3 of these; there is 1."
    many: dict[str, FieldValue] = {"etsy.tag": tuple(f"tag {number}" for number in range(15))}
    (finding,) = look(HardLimits(), many, "etsy.tag")
    assert (finding.field, finding.severity) == ("etsy.tag[13]", Severity.ERROR)


def test_what_is_seen_before_the_fold_is_only_information() -> None:
    (finding,) = look(AdvisedLimits(), {"meta_ads.primary": "a" * 200}, "meta_ads.primary")
    assert (finding.severity, finding.start, finding.end) == (Severity.INFO, 125, 200)


def test_hashtags_are_limited() -> None:
    (finding,) = look(HardLimits(), {"instagram.caption": "#a #b #c #d #e #f"}, "instagram.caption")
    assert finding.message == "Instagram: caption takes 5 hashtags; there are 6."


def test_a_plain_text_is_measured_on_whatever_channel_it_is_for() -> None:
    (finding,) = look(HardLimits(), {"body": "a" * 281}, "x.post")
    assert (finding.field, finding.start) == ("body", 280)


def test_a_mails_body_is_not_its_subject() -> None:
    assert look(AdvisedLimits(), {"subject": "a", "body": "a" * 100}, "mail.subject") == []


def test_a_message_that_needs_more_parts_says_so() -> None:
    (finding,) = look(AdvisedLimits(), {"sms": "a" * 161}, "sms")
    assert finding.message.endswith("1 too many; the limit is 160. It is sent in 2 parts.")
    assert finding.start == 160


def test_the_letters_that_shorten_a_message_are_named_with_a_fix() -> None:
    text = "Onze nieuwe collectie is er! " * 3 + "Vóór België’s zomer: …"
    findings = look(SmsEncoding(), {"sms": text}, "sms")
    assert [(each.text, each.fixes[0]) for each in findings] == [
        ("ó", "o"),
        ("ó", "o"),
        ("ë", "e"),
        ("’", "'"),
        ("…", "..."),
    ]
    assert findings[0].message == "“ó” makes this message 2 parts instead of 1."
    assert look(SmsEncoding(), {"sms": "België"}, "sms") == []
    assert look(SmsEncoding(), {"sms": "🎒" * 100}, "sms") == []


@given(st.text(max_size=100))
def test_a_plain_message_never_needs_more_parts(text: str) -> None:
    plain = plain_sms(text)
    assert {char for _, char in outside_gsm7(plain)} <= {char for _, char in outside_gsm7(text)}
    if not outside_gsm7(text):
        assert plain == text


@pytest.mark.parametrize(
    "name", ["shop.title", "seo.title", "x.post", "amazon.search_terms", "google_ads.headline", "sms"]
)
@given(text=st.text(min_size=1, max_size=300))
def test_the_mark_begins_where_the_limit_is_reached(name: str, text: str) -> None:
    where = channel(name)
    text = text * 3
    findings = [*HardLimits().find(Subject(Copy({"body": text}), Brief(), "", (where,)))]
    findings += AdvisedLimits().find(Subject(Copy({"body": text}), Brief(), "", (where,)))
    fits = measure(name, text).count <= measure(name, text).limit
    assert bool([each for each in findings if each.start < each.end and "too many" in each.message]) is not fits
    for finding in findings:
        assert finding.text == text[finding.start : finding.end]
