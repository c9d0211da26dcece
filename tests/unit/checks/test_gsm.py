from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.gsm import GSM7_BASIC, GSM7_EXTENSION, encode_sms, outside_gsm7


def test_the_alphabet_has_its_size() -> None:
    # 128 places, one of which is the escape to the extension.
    assert len(GSM7_BASIC) == 127
    assert len(GSM7_EXTENSION) == 10


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("", "GSM-7", 0, 1),
        ("Hej! Ny väska på lager: 899 kr", "GSM-7", 30, 1),
        ("åäöÅÄÖ", "GSM-7", 6, 1),
        ("€", "GSM-7", 2, 1),
        ("[a]{b}|~^\\", "GSM-7", 18, 1),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        ("ë", "UCS-2", 1, 1),
        ("ï", "UCS-2", 1, 1),
        ("it’s", "UCS-2", 4, 1),
        ("ç", "UCS-2", 1, 1),
        ("ë" * 70, "UCS-2", 70, 1),
        ("ë" * 71, "UCS-2", 71, 2),
        ("ë" * 134, "UCS-2", 134, 2),
        ("ë" * 135, "UCS-2", 135, 3),
        ("🎒" * 35, "UCS-2", 70, 1),
        ("🎒" * 36, "UCS-2", 72, 2),
    ],
)
def test_messages_are_counted(text: str, encoding: str, units: int, parts: int) -> None:
    sms = encode_sms(text)
    assert (sms.encoding, sms.units, len(sms.parts)) == (encoding, units, parts)
    assert sms.limit == (160 if encoding == "GSM-7" else 70)


def test_an_escaped_character_stays_whole() -> None:
    sms = encode_sms("a" * 152 + "€" + "b" * 10)
    assert sms.parts[0] == "a" * 152
    assert sms.parts[1].startswith("€")


def test_a_pair_of_surrogates_stays_whole() -> None:
    sms = encode_sms("ë" * 66 + "🎒" + "ë" * 10)
    assert sms.parts[0] == "ë" * 66
    assert sms.parts[1].startswith("🎒")


def test_an_escape_that_does_not_fit_can_cost_a_part() -> None:
    # 306 septets, but the euro does not fit in the last place of the first part.
    assert len(encode_sms("a" * 152 + "€" + "b" * 152).parts) == 3


def test_the_letters_that_halve_the_length_are_named() -> None:
    assert outside_gsm7("Vélo’s in België") == ((4, "’"), (15, "ë"))
    assert outside_gsm7("Grön väska för 99 €") == ()


@given(st.text(max_size=700))
def test_parts_make_the_message_again_and_each_fits(text: str) -> None:
    sms = encode_sms(text)
    assert "".join(sms.parts) == text
    room = sms.limit if len(sms.parts) == 1 else {"GSM-7": 153, "UCS-2": 67}[sms.encoding]
    for part in sms.parts:
        size = (
            sum(2 if char in GSM7_EXTENSION else 1 for char in part)
            if sms.encoding == "GSM-7"
            else len(part.encode("utf-16-le", "surrogatepass")) // 2
        )
        assert size <= room
