from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.merge_tags import fill

ADA = {"first_name": "Ada", "city": "Utrecht", "SHOE_SIZE": "42", "country": "NL"}


@pytest.mark.parametrize(
    ("text", "with_ada", "with_nobody"),
    [
        ("Hoi *|FNAME|*,", "Hoi Ada,", "Hoi ‹first_name›,"),
        ("*|IF:FNAME|**|FNAME|**|ELSE:|*jij*|END:IF|*", "Ada", "jij"),
        ("Hej {{ first_name|default:'du' }}", "Hej Ada", "Hej du"),
        ("{{ first_name|upper|default:'du' }}", "ADA", "du"),
        ("*|IF:FNAME|*Hi *|FNAME|*,*|ELSE:|*Hi,*|END:IF|*", "Hi Ada,", "Hi,"),
        ("*|IFNOT:FNAME|*Who?*|END:IF|*", "", "Who?"),
        ("{% if contact.CITY == 'Utrecht' %}hier{% else %}daar{% endif %}", "hier", "daar"),
        ("{% if contact.COUNTRY == 'SE' %}S{% elif contact.COUNTRY == 'NL' %}N{% else %}-{% endif %}", "N", "-"),
        ("{% if customer.first_name == blank %}A{% endif %}B", "B", "AB"),
        ("{% if a %}{% if customer.first_name %}1{% else %}2{% endif %}{% endif %}", "1", "2"),
        ("{% for i in event.items %}one {% endfor %}end", "one end", "one end"),
        ("{% comment %}hidden{% endcomment %}seen", "seen", "seen"),
        ("size *|SHOE_SIZE|*", "size 42", "size ‹SHOE_SIZE›"),
        ("[Stop]({{ unsubscribe }})", "[Stop](‹unsubscribe›)", "[Stop](‹unsubscribe›)"),
        ("{% endif %} stray", " stray", " stray"),
        ("nothing here", "nothing here", "nothing here"),
    ],
)
def test_a_text_is_filled_for_one_reader(text: str, with_ada: str, with_nobody: str) -> None:
    assert fill(text, ADA) == with_ada
    assert fill(text, {}) == with_nobody


@given(st.text(max_size=200))
def test_a_text_without_tags_stays(text: str) -> None:
    if "{{" not in text and "{%" not in text and "*|" not in text:
        assert fill(text, ADA) == text
    else:
        fill(text, ADA)
