from __future__ import annotations

import pytest

from desktop.core.mail import Platform
from desktop.core.merge_tags import FIELDS, fields_of, find_tags, is_link_tag, tag_multiset

M, K, B, S, H = Platform.MAILCHIMP, Platform.KLAVIYO, Platform.BREVO, Platform.SHOPIFY, Platform.HUBSPOT

VALUES: list[tuple[Platform, str, str, str | None]] = [
    (M, "*|FNAME|*", "first_name", None),
    (M, "*|LNAME|*", "last_name", None),
    (M, "*|EMAIL|*", "email", None),
    (M, "*|TITLE:FNAME|*", "first_name|title", None),
    (M, "*|UPPER:LNAME|*", "last_name|upper", None),
    (M, "*|UNSUB|*", "unsubscribe", None),
    (M, "*|ARCHIVE|*", "view_online", None),
    (M, "*|UPDATE_PROFILE|*", "preferences", None),
    (M, "*|LIST:ADDRESSLINE|*", "address", None),
    (M, "*|HTML:LIST_ADDRESS_HTML|*", "address", None),
    (M, "*|LIST:COMPANY|*", "shop_name", None),
    (M, "*|CURRENT_YEAR|*", "year", None),
    (M, "*|MMERGE7|*", "MMERGE7", None),
    (M, "*|SHOE_SIZE|*", "SHOE_SIZE", None),
    (M, "*|IF:FNAME|**|FNAME|**|ELSE:|*Hej*|END:IF|*", "first_name", "Hej"),
    (M, "*|IF:FNAME|**|TITLE:FNAME|**|ELSE:|*vriend van ons*|END:IF|*", "first_name|title", "vriend van ons"),
    (M, "*|IF:CITY|**|CITY|**|ELSE:|**|END:IF|*", "city", ""),
    (K, "{{ first_name|default:'Hej' }}", "first_name", "Hej"),
    (K, '{{ first_name|default:"du" }}', "first_name", "du"),
    (K, "{{first_name}}", "first_name", None),
    (K, "{{ person.first_name }}", "first_name", None),
    (K, "{{ person.first_name | default: 'there' }}", "first_name", "there"),
    (K, "{{ first_name|title|default:'Hoi' }}", "first_name|title", "Hoi"),
    (K, "{{ first_name|default:'' }}", "first_name", ""),
    (K, "{{ first_name|default:&#39;Hej&#39; }}", "first_name", "Hej"),
    (K, "{{ person.last_name }}", "last_name", None),
    (K, "{{ email }}", "email", None),
    (K, "{{ person|lookup:'City'|default:'Utrecht' }}", "city", "Utrecht"),
    (K, "{{ person|lookup:'Shoe size' }}", "Shoe size", None),
    (K, "{{ person.organization }}", "company", None),
    (K, "{{ organization.name }}", "shop_name", None),
    (K, "{{ organization.full_address }}", "address", None),
    (K, "{% unsubscribe %}", "unsubscribe", None),
    (K, "{% unsubscribe 'Stop these mails' %}", "unsubscribe", None),
    (K, "{% unsubscribe_link %}", "unsubscribe", None),
    (K, "{% manage_preferences_link %}", "preferences", None),
    (K, "{% web_view %}", "view_online", None),
    (K, "{% web_view_link %}", "view_online", None),
    (K, "{{ event.extra.checkout_url }}", "cart_url", None),
    (K, "{% coupon_code 'AUTUMN' %}", "coupon_code 'AUTUMN'", None),
    (B, '{{ contact.FIRSTNAME | default : "x" }}', "first_name", "x"),
    (B, "{{contact.FIRSTNAME|default:'vän'}}", "first_name", "vän"),
    (B, "{{ contact.FIRSTNAME }}", "first_name", None),
    (B, "{{ contact.LASTNAME }}", "last_name", None),
    (B, "{{ contact.VOORNAAM }}", "first_name", None),
    (B, "{{ contact.EMAIL }}", "email", None),
    (B, "{{ contact.FIRSTNAME | upper }}", "first_name|upper", None),
    (B, "{{ unsubscribe }}", "unsubscribe", None),
    (B, "{{ mirror }}", "view_online", None),
    (B, "{{ update_profile }}", "preferences", None),
    (B, "{{ contact.SHOE_SIZE }}", "SHOE_SIZE", None),
    (B, "{{ params.order }}", "params.order", None),
    (S, '{{ customer.first_name | default: "x" }}', "first_name", "x"),
    (S, "{{ customer.first_name | default: 'där' }}", "first_name", "där"),
    (S, "{{- customer.first_name -}}", "first_name", None),
    (S, "{{ customer.first_name | capitalize }}", "first_name|title", None),
    (S, "{{ customer.last_name }}", "last_name", None),
    (S, "{{ customer.default_address.city }}", "city", None),
    (S, "{{ shop.name }}", "shop_name", None),
    (S, "{{ unsubscribe_url }}", "unsubscribe", None),
    (S, "{{ unsubscribe_link }}", "unsubscribe", None),
    (S, "{{ order.name }}", "order_number", None),
    (S, "{{ customer.metafields.custom.size }}", "customer.metafields.custom.size", None),
    (S, "{% if customer.first_name %}{{ customer.first_name }}{% else %}friend{% endif %}", "first_name", "friend"),
    (H, "{{ contact.firstname }}", "first_name", None),
    (H, "{{ personalization_token('contact.firstname','x') }}", "first_name", "x"),
    (H, "{{ personalization_token('contact.firstname', 'beste klant') }}", "first_name", "beste klant"),
    (H, '{{ personalization_token("contact.lastname") }}', "last_name", None),
    (H, "{{ contact.firstname|default('kära kund', true) }}", "first_name", "kära kund"),
    (H, "{{ contact.firstname|default('kära kund',true) }}", "first_name", "kära kund"),
    (H, "{{ contact.company }}", "company", None),
    (H, "{{ contact.shoe_size }}", "shoe_size", None),
    (H, "{{ unsubscribe_link_all }}", "unsubscribe", None),
    (H, "{{ unsubscribe_link }}", "preferences", None),
    (H, "{{ view_as_page_url }}", "view_online", None),
    (H, "{{ site_settings.company_name }}", "shop_name", None),
    (H, "{{ site_settings.company_street_address_1 }}", "address", None),
]

PASSAGES: list[tuple[Platform, str, str]] = [
    (M, "*|IF:FNAME|*", "if first_name"),
    (M, "*|IFNOT:FNAME|*", "if not first_name"),
    (M, "*|IF:COUNTRY=NL|*", "if country == NL"),
    (M, "*|ELSEIF:COUNTRY=SE|*", "elseif country == SE"),
    (M, "*|ELSE:|*", "else"),
    (M, "*|END:IF|*", "endif"),
    (M, "*|IF:SHOE_SIZE=42|*", "if SHOE_SIZE=42"),
    (K, "{% if first_name %}", "if first_name"),
    (K, "{% if not person.first_name %}", "if not first_name"),
    (K, "{% if person|lookup:'Country' == 'NL' %}", "if country == NL"),
    (K, "{% elif first_name %}", "elseif first_name"),
    (K, "{% for item in event.extra.line_items %}", "for item in event.extra.line_items"),
    (K, "{% endfor %}", "endfor"),
    (B, "{% if contact.FIRSTNAME %}", "if first_name"),
    (B, '{% if contact.COUNTRY == "SE" %}', "if country == SE"),
    (B, "{%endif%}", "endif"),
    (S, "{% if customer.first_name != blank %}", "if first_name"),
    (S, "{%- if customer.first_name == blank -%}", "if not first_name"),
    (S, "{% unless customer.first_name %}", "if not first_name"),
    (S, "{% endunless %}", "endif"),
    (S, "{% elsif customer.default_address.country == 'NL' %}", "elseif country == NL"),
    (S, "{% if customer.first_name and customer.last_name %}", "if customer.first_name and customer.last_name"),
    (H, "{% if contact.firstname %}", "if first_name"),
    (H, "{% if contact.country != 'NL' %}", "if country != NL"),
]


@pytest.mark.parametrize(("platform", "raw", "field", "fallback"), VALUES)
def test_a_value_is_read_alike_for_its_sender_and_for_any(
    platform: Platform, raw: str, field: str, fallback: str | None
) -> None:
    text = f"Hej {raw}, välkommen"
    (tag,) = find_tags(text, platform)
    assert (tag.platform, tag.field, tag.fallback, tag.block, tag.known) == (platform, field, fallback, False, True)
    assert text[tag.start : tag.end] == tag.raw == raw
    (any_sender,) = find_tags(text)
    if raw not in {"{{ unsubscribe_link }}", "{{ contact.shoe_size }}", "{{ contact.SHOE_SIZE }}"}:
        assert (any_sender.field, any_sender.fallback) == (field, fallback)


@pytest.mark.parametrize(("platform", "raw", "field"), PASSAGES)
def test_what_opens_and_closes_a_passage_is_read(platform: Platform, raw: str, field: str) -> None:
    (tag,) = find_tags(f"A {raw} B", platform)
    assert (tag.field, tag.fallback, tag.block, tag.known, tag.raw) == (field, None, True, True, raw)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain words, 20% off, a * b | c, { no } and {% of it",
        "Price: *|",
        "{{}}",
        "{ first_name }",
        "50 %} {% 60",
        "*||*",
    ],
)
def test_what_is_no_tag_is_not_found(text: str) -> None:
    assert find_tags(text) == ()


@pytest.mark.parametrize(
    ("platform", "raw"),
    [
        (K, "{{ contact.FIRSTNAME }}"),
        (K, "{{ customer.first_name }}"),
        (K, "{{ personalization_token('contact.firstname','x') }}"),
        (B, "{{ first_name }}"),
        (B, "{{ contact.firstname }}"),
        (B, "{% unsubscribe %}"),
        (B, "{{ shop.name }}"),
        (H, "{{ contact.FIRSTNAME }}"),
        (H, "{{ person.first_name }}"),
        (H, "{{ mirror }}"),
        (S, "{{ contact.firstname }}"),
        (S, "{{ first_name|default:'x' }}"),
        (S, "{% if contact.FIRSTNAME %}"),
        (M, "*|first name|*"),
    ],
)
def test_what_another_sender_would_fill_in_is_not_known(platform: Platform, raw: str) -> None:
    (tag,) = find_tags(raw, platform)
    assert not tag.known


@pytest.mark.parametrize(("platform", "raw"), [(K, "*|FNAME|*"), (M, "{{ first_name }}"), (S, "*|IF:FNAME|*")])
def test_the_sign_of_another_sender_is_no_tag(platform: Platform, raw: str) -> None:
    assert find_tags(raw, platform) == ()
    assert len(find_tags(raw)) == 1


def test_the_tags_around_it_decide_whose_an_ambiguous_tag_is() -> None:
    assert find_tags("{{ shop.name }} {{ unsubscribe_link }}")[1].field == "unsubscribe"
    assert find_tags("{{ contact.firstname }} {{ unsubscribe_link }}")[1].field == "preferences"


def test_spacing_and_quotes_do_not_change_the_multiset() -> None:
    one = "Hoi {{ first_name|default:'jij' }}, {{email}} {% if first_name %}x{% endif %}"
    other = 'Hej {{first_name | default: "jij"}} - {%if first_name%}y{%endif%} {{ email }}'
    assert tag_multiset(one) == tag_multiset(other)
    assert tag_multiset(one)["first_name", "jij"] == 1
    assert tag_multiset(one) != tag_multiset(one.replace("jij", "u"))
    assert tag_multiset(one) != tag_multiset(one + " {{ email }}")


@pytest.mark.parametrize(
    ("tag", "other"),
    [
        ("{{ contact.firstname|default('x', true) }}", "{{ contact.firstname|default('x', rue) }}"),
        ("{{ contact.firstname|default('x', true) }}", "{{ contact.firstname|default('x', true, true) }}"),
        ("{{ contact.firstname|default('x', false) }}", "{{ contact.firstname|default('x') }}"),
        ("{{ customer.first_name | default: 'x', allow_false: true }}", "{{ customer.first_name | default: 'x' }}"),
        (
            "{{ personalization_token('contact.firstname', 'x') }}",
            "{{ personalization_token('contact.firstname', 'x', y) }}",
        ),
    ],
)
def test_what_stands_behind_a_fallback_is_of_the_tag(tag: str, other: str) -> None:
    assert tag_multiset(tag) == tag_multiset(tag.replace(", ", ","))
    assert tag_multiset(tag) != tag_multiset(other)


def test_a_passage_with_words_of_its_own_is_no_fallback() -> None:
    tags = find_tags("*|IF:FNAME|*Hi *|FNAME|*,*|ELSE:|*Hi,*|END:IF|*")
    assert [tag.field for tag in tags] == ["if first_name", "first_name", "else", "endif"]


def test_every_sender_can_be_left_and_each_field_is_neutral() -> None:
    for platform in (M, K, B, S, H):
        assert {"first_name", "email", "unsubscribe"} <= set(fields_of(platform)) <= set(FIELDS)
    assert fields_of(Platform.NONE) == ()
    assert is_link_tag(find_tags("*|UNSUB|*")[0])
    assert not is_link_tag(find_tags("*|FNAME|*")[0])


def test_a_long_text_without_an_end_is_read_quickly() -> None:
    assert find_tags("{{ a " * 20_000) == ()
    assert find_tags("{% '" * 20_000) == ()
    assert find_tags("*|A" * 20_000) == ()
