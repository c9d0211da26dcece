"""Merge tags come through everything as they were written."""

from __future__ import annotations

from collections import Counter
from html import unescape
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from desktop.core.mail import Platform
from desktop.core.merge_tags import tag_multiset
from desktop.formats.mail.render import render_mail
from desktop.formats.mail.shield import Shield
from tests.fakes.mails import BRAND, COPY, mail_brief

TAGS = (
    '{{ first_name|default:"Hej" }}',
    "{{ first_name|default:'kära \"du\"' }}",
    '{{ contact.FIRSTNAME | default : "d\'Arc & co" }}',
    "{{ customer.first_name | default: 'du' }}",
    "{{ personalization_token('contact.firstname', 'vän') }}",
    "*|FNAME|*",
    "*|IF:FNAME|**|FNAME|**|ELSE:|*du*|END:IF|*",
    "{% if person.first_name %}Hej {{ first_name }}{% else %}Hej{% endif %}",
    "{% if total < 5 and points > 3 %}lite{% endif %}",
    "{{ person|lookup:'Favorit_färg'|default:'blå' }}",
    "{{ event.items.0.name|default:'<b>x</b>' }}",
    "{{{ unsubscribe_html }}}",
    "%%first_name%%",
)
PLACES = (
    "subject",
    "preheader",
    "b1",
    "b2",
    "b4",
    "b5",
    "b5.text",
    "b5.price",
    "b13",
    "b13.unsubscribe",
    "b13.address",
)


class _Seen(HTMLParser):
    """What a browser would take for text and attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.values: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.values.setdefault(name, []).append(value or "")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def seen(html: str) -> _Seen:
    reader = _Seen()
    reader.feed(html)
    reader.close()
    return reader


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("place", PLACES)
def test_a_tag_in_any_text_stands_in_the_mail_as_it_was_written(tag: str, place: str) -> None:
    copy = COPY.with_field(place, f"Åh, {tag} och mer")

    mail = render_mail(mail_brief(), copy, BRAND)

    assert f"Åh, {tag} och mer" in "".join(seen(mail.html).texts)
    assert unescape(mail.mjml).count(tag) >= 1
    if place not in {"subject", "preheader"}:
        assert f"Åh, {tag} och mer" in mail.text


@pytest.mark.parametrize("tag", [tag for tag in TAGS if "{%" not in tag])
def test_a_tag_in_an_address_leaves_the_attribute_whole(tag: str) -> None:
    blocks = mail_brief().mail
    assert blocks is not None
    changed = tuple(replace(b, href=f"https://s.se/?n={tag}&v=1") if b.id == "b4" else b for b in blocks.blocks)

    mail = render_mail(mail_brief(blocks=changed), COPY, BRAND)

    (found,) = [each for each in seen(mail.html).values["href"] if each.startswith("https://s.se/?n=")]
    assert found.startswith(f"https://s.se/?n={tag}&v=1&utm_source=newsletter&")
    assert f"https://s.se/?n={tag}&v=1&utm_source" in mail.text


def test_the_tags_of_the_copy_are_the_tags_of_the_text_part_and_of_the_html() -> None:
    copy = COPY.with_field("b1", "*|FNAME|*, hej").with_field(
        "b9", '{{ contact.CITY | default : "Malmö" }} och {{ x }}'
    )
    wanted = sum((tag_multiset(text) for name, text in copy.addressed() if name != "subject"), Counter())

    mail = render_mail(mail_brief(platform=Platform.NONE), copy, BRAND)

    assert tag_multiset("\n".join(seen(mail.html).texts)) == wanted
    assert tag_multiset(mail.text) == wanted


def test_emphasis_and_links_of_markdown_hold_tags() -> None:
    copy = COPY.with_field("b2", '**{{ a_b_c }}** _*|X_Y|*_ [köp]({{ url|default:"https://x.se/a b?c=1&d=2" }})')

    html = render_mail(mail_brief(), copy, BRAND).html

    assert "<strong>{{ a_b_c }}</strong>" in html
    assert "<em>*|X_Y|*</em>" in html
    assert '{{ url|default:"https://x.se/a b?c=1&d=2" }}' in seen(html).values["href"]


def test_a_text_that_looks_like_what_tags_are_put_away_as_is_left_alone() -> None:
    text = "zqtag0x0z {{ first_name }} zqtag1x0z"

    shield = Shield(text)

    assert shield.show(shield.hide(text)) == text
    assert "{{" not in shield.hide(text)


def test_what_is_longer_than_any_tag_is_text() -> None:
    text = "{{" + "x" * 3000 + "}}"

    assert Shield(text).hide(text) == text


def test_an_attribute_with_both_quotes_in_its_tag_is_escaped() -> None:
    shield = Shield("")
    hidden = shield.hide("""{{ x|default:"it's" }}""")
    html = f'<a href="{hidden}">'

    assert shield.show_html(html) == '<a href="{{ x|default:&quot;it\'s&quot; }}">'
