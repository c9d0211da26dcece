from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.mail import Platform
from desktop.core.merge_tags import fields_of, find_tags, tag_multiset
from desktop.core.merge_tags.writing import convert, write_tag

M, K, B, S, H = Platform.MAILCHIMP, Platform.KLAVIYO, Platform.BREVO, Platform.SHOPIFY, Platform.HUBSPOT
SENDERS = (M, K, B, S, H)

ONE_MEANING = [
    {
        M: "*|IF:FNAME|**|FNAME|**|ELSE:|*Hej*|END:IF|*",
        K: "{{ first_name|default:'Hej' }}",
        B: '{{ contact.FIRSTNAME | default : "Hej" }}',
        S: '{{ customer.first_name | default: "Hej" }}',
        H: "{{ personalization_token('contact.firstname','Hej') }}",
    },
    {
        M: "*|FNAME|*",
        K: "{{ first_name }}",
        B: "{{ contact.FIRSTNAME }}",
        S: "{{ customer.first_name }}",
        H: "{{ contact.firstname }}",
    },
    {
        M: "*|UNSUB|*",
        K: "{% unsubscribe_link %}",
        B: "{{ unsubscribe }}",
        S: "{{ unsubscribe_url }}",
        H: "{{ unsubscribe_link_all }}",
    },
    {
        M: "*|EMAIL|*",
        K: "{{ email }}",
        B: "{{ contact.EMAIL }}",
        S: "{{ customer.email }}",
        H: "{{ contact.email }}",
    },
    {
        M: "*|ARCHIVE|*",
        K: "{% web_view_link %}",
        B: "{{ mirror }}",
        H: "{{ view_as_page_url }}",
    },
    {
        M: "*|IF:FNAME|*Ja*|ELSE:|*Nee*|END:IF|*",
        K: "{% if first_name %}Ja{% else %}Nee{% endif %}",
        B: "{% if contact.FIRSTNAME %}Ja{% else %}Nee{% endif %}",
        S: "{% if customer.first_name %}Ja{% else %}Nee{% endif %}",
        H: "{% if contact.firstname %}Ja{% else %}Nee{% endif %}",
    },
    {
        M: "*|IFNOT:FNAME|*Hej!*|END:IF|*",
        K: "{% if not first_name %}Hej!{% endif %}",
        B: "{% if not contact.FIRSTNAME %}Hej!{% endif %}",
        S: "{% if customer.first_name == blank %}Hej!{% endif %}",
        H: "{% if not contact.firstname %}Hej!{% endif %}",
    },
    {
        M: "*|IF:COUNTRY=NL|*Hoi*|ELSEIF:COUNTRY=SE|*Hej*|END:IF|*",
        B: '{% if contact.COUNTRY == "NL" %}Hoi{% elif contact.COUNTRY == "SE" %}Hej{% endif %}',
        S: '{% if customer.default_address.country == "NL" %}Hoi'
        '{% elsif customer.default_address.country == "SE" %}Hej{% endif %}',
        H: "{% if contact.country == 'NL' %}Hoi{% elif contact.country == 'SE' %}Hej{% endif %}",
    },
    {
        M: "*|TITLE:FNAME|*",
        K: "{{ first_name|title }}",
        B: "{{ contact.FIRSTNAME | title }}",
        S: "{{ customer.first_name | capitalize }}",
        H: "{{ contact.firstname|title }}",
    },
]


@pytest.mark.parametrize(
    ("source", "target", "text", "wanted"),
    [
        (source, target, row[source], row[target])
        for row in ONE_MEANING
        for source in row
        for target in row
        if source is not target
    ],
)
def test_one_meaning_is_written_as_each_sender_wants_it(
    source: Platform, target: Platform, text: str, wanted: str
) -> None:
    assert convert(f"Hej {text}!", source, target) == (f"Hej {wanted}!", ())


@pytest.mark.parametrize("target", [M, B, S, H])
def test_a_link_with_its_own_words_becomes_a_link(target: Platform) -> None:
    text, left = convert("{% unsubscribe 'Avsluta' %}", K, target)
    assert text == f"[Avsluta]({write_tag('unsubscribe', None, target)})"
    assert left == ()


@pytest.mark.parametrize(
    ("text", "source", "target", "left"),
    [
        ("Hi *|SHOE_SIZE|*", M, K, ("*|SHOE_SIZE|*",)),
        ("{% coupon_code 'A' %}", K, S, ("{% coupon_code 'A' %}",)),
        ("{{ mirror }}", B, S, ("{{ mirror }}",)),
        (
            "*|IF:SHOE_SIZE=42|*big *|FNAME|**|ELSE:|*x*|END:IF|*",
            M,
            B,
            ("*|IF:SHOE_SIZE=42|*", "*|ELSE:|*", "*|END:IF|*"),
        ),
        ("{% for i in event.items %}{% endfor %}", K, H, ("{% for i in event.items %}", "{% endfor %}")),
        ("*|IF:FNAME|* never closed", M, K, ("*|IF:FNAME|*",)),
    ],
)
def test_what_has_no_equivalent_stays_and_is_named(
    text: str, source: Platform, target: Platform, left: tuple[str, ...]
) -> None:
    converted, unknown = convert(text, source, target)
    assert unknown == left
    for raw in left:
        assert raw in converted


def test_without_a_sender_a_tag_becomes_its_fallback() -> None:
    text, left = convert("Hoi {{ first_name|default:'jij' }}, {{ email }}", K, Platform.NONE)
    assert (text, left) == ("Hoi jij, {{ email }}", ("{{ email }}",))
    assert write_tag("first_name", "jij", Platform.NONE) == "jij"
    assert write_tag("first_name", None, Platform.NONE) == ""


def test_tags_of_the_target_stay_as_they_are() -> None:
    text = "{{ contact.FIRSTNAME }} {{ first_name }}"
    assert convert(text, K, B) == ("{{ contact.FIRSTNAME }} {{ contact.FIRSTNAME }}", ())
    assert convert("Hej {{ first_name }}", K, K) == ("Hej {{ first_name }}", ())


def test_an_address_in_a_link_is_converted() -> None:
    assert convert("[Stop](*|UNSUB|*)", M, B) == ("[Stop]({{ unsubscribe }})", ())


@pytest.mark.parametrize(
    ("field", "platform", "raw"),
    [
        ("Shoe size", K, "{{ person|lookup:'Shoe size' }}"),
        ("shoe size", M, "*|SHOE_SIZE|*"),
        ("shoe_size", B, "{{ contact.SHOE_SIZE }}"),
        ("SHOE_SIZE", H, "{{ contact.shoe_size }}"),
        ("order_number", M, ""),
        ("view_online", S, ""),
        ("first_name|upper", S, "{{ customer.first_name | upcase }}"),
    ],
)
def test_fields_of_the_shop_are_written_by_their_name(field: str, platform: Platform, raw: str) -> None:
    assert write_tag(field, None, platform) == raw


@pytest.mark.parametrize("platform", [K, B, S, H])
@pytest.mark.parametrize("fallback", ["it's you", 'the "best"', "mère & fils", "å, ä: ö|x", ""])
def test_quotes_in_a_fallback_are_read_back(platform: Platform, fallback: str) -> None:
    (tag,) = find_tags(write_tag("first_name", fallback, platform), platform)
    assert (tag.field, tag.fallback) == ("first_name", fallback)


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs"), include_characters=",.!?'-"), max_size=20)


@st.composite
def mails(draw: st.DrawFn) -> tuple[Platform, str]:
    platform = draw(st.sampled_from(SENDERS))
    parts = [draw(WORDS)]
    for _ in range(draw(st.integers(0, 5))):
        field = draw(st.sampled_from([each for each in fields_of(platform) if write_tag(each, None, H)]))
        linked = field in {"unsubscribe", "preferences", "view_online", "year"}
        parts += [write_tag(field, None if linked else draw(st.none() | WORDS.map(str.strip)), platform), draw(WORDS)]
    return platform, "".join(parts)


@given(mails(), st.sampled_from(SENDERS))
def test_the_meaning_survives_the_way_there_and_back(mail: tuple[Platform, str], target: Platform) -> None:
    source, text = mail
    there, left = convert(text, source, target)
    back, left_back = convert(there, target, source)
    if not left and not left_back:
        assert tag_multiset(back, source) == tag_multiset(text, source)
        assert tag_multiset(there, target) == tag_multiset(text, source)
        assert back == text


@given(st.text(max_size=200), st.sampled_from(SENDERS), st.sampled_from([Platform.NONE, *SENDERS]))
def test_any_text_is_read_and_converted(text: str, source: Platform, target: Platform) -> None:
    converted, left = convert(text, source, target)
    assert find_tags(text) or (converted == text and not left)
