from __future__ import annotations

import itertools

import pytest

from desktop.checks.check import Subject
from desktop.checks.private import PrivateData, private_spans
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Severity


@pytest.mark.parametrize(
    ("language", "text", "kind", "marked"),
    [
        ("en", "Mail anna.berg+shop@example.co.uk today.", "email", "anna.berg+shop@example.co.uk"),
        ("en", "Call (415) 555-2671 now", "phone", "(415) 555-2671"),
        ("en", "Call 020 7946 0958, please", "phone", "020 7946 0958"),
        ("en", "Card 4111 1111 1111 1111 was charged", "card", "4111 1111 1111 1111"),
        ("en", "Dear Mrs. Johnson, thank you", "name", "Johnson"),
        ("en", "Hi Peter!", "name", "Peter"),
        ("nl", "Bel 06-12345678 of mail", "phone", "06-12345678"),
        ("nl", "Bel 0031 20 123 4567.", "phone", "0031 20 123 4567"),
        ("nl", "Stort op NL91 ABNA 0417 1643 00 a.u.b.", "iban", "NL91 ABNA 0417 1643 00"),
        ("nl", "Zijn BSN is 111222333.", "bsn", "111222333"),
        ("nl", "Beste Jan de Vries,", "name", "Jan de Vries"),
        ("nl", "De retour van mevr. Van den Berg is binnen.", "name", "Van den Berg"),
        ("nl", "Klant: Pieter Bakker", "name", "Pieter Bakker"),
        ("sv", "Ring 070-123 45 67 i dag", "phone", "070-123 45 67"),
        ("sv", "Ring +46 70 123 45 67!", "phone", "+46 70 123 45 67"),
        ("sv", "Personnummer 811228-9874", "personnummer", "811228-9874"),
        ("sv", "Konto SE45 5000 0000 0583 9825 7466", "iban", "SE45 5000 0000 0583 9825 7466"),
        ("sv", "Hej Åsa Öberg!", "name", "Åsa Öberg"),
        ("en", "Send it to 14 Mill Lane, Oxford OX4 1AA please.", "address", "14 Mill Lane, Oxford OX4 1AA"),
        ("en", "10 Downing Street, London SW1A 2AA", "address", "10 Downing Street, London SW1A 2AA"),
        ("nl", "Stuur het naar Kerkstraat 12, 1017 GP Amsterdam.", "address", "Kerkstraat 12, 1017 GP Amsterdam"),
        ("nl", "bij Oude Gracht 8-bis\n3511 AB Utrecht", "address", "Oude Gracht 8-bis\n3511 AB Utrecht"),
        ("sv", "Jag bor på Storgatan 5, 123 45 Malmö.", "address", "Storgatan 5, 123 45 Malmö"),
        ("sv", "till Norra Vägen 12 B, SE-393 51 Kalmar", "address", "Norra Vägen 12 B, SE-393 51 Kalmar"),
        ("en", "My order number is 1002345 and it is lost.", "order", "1002345"),
        ("en", "Invoice 2024-0017 is unpaid", "order", "2024-0017"),
        ("nl", "Bestelnummer: NL-88123 is zoek", "order", "NL-88123"),
        ("nl", "bestelling #100234 kwam te laat", "order", "100234"),
        ("sv", "Ordernummer 55-12345 saknas", "order", "55-12345"),
        ("sv", "Ärendenummer: A12345", "order", "A12345"),
        ("en", "Great bag! – Anna, Utrecht", "name", "Anna"),
        ("en", "Review by Anna L.", "name", "Anna L."),
        ("nl", "“Top tas.” — Jeroen V.", "name", "Jeroen V."),
        ("sv", "Fantastisk! - Karin L., Lund", "name", "Karin L."),
    ],
)
def test_private_data_is_found(language: str, text: str, kind: str, marked: str) -> None:
    text = f"🎒 First.\n{text}"
    (span,) = private_spans(text, language)
    assert (span.kind, text[span.start : span.end]) == (kind, marked)
    (finding,) = PrivateData().find(Subject(Copy({"body": text}), Brief(), language))
    assert (finding.check, finding.severity, finding.text) == (f"private.{kind}", Severity.INFO, marked)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Item 8712345678906, EAN 4006381333931, SKU 0123-456, 01-02-2024, 2023–2024, 1,299.00"),
        ("en", "Hi there! Dear customer, dear all. Hello Kitty mugs are back. 4111 1111 1111 1112"),
        ("en", "Hi {{ first_name }}, your bag @ 20 litres is 030 x 020 x 010 cm. Regards"),
        (
            "en",
            "Our Dr. Martens and Miss Dior? A 0.5–1.5 l bottle, 00:00, 800 m, 0-100% in 3.5 s, 1234 5678 9012 3456",
        ),
        ("nl", "Artikel 0612345, maat 38-46, 15.00-17.00 uur, 30 x 20 x 10 cm, € 1.299,00, 111222333"),
        ("nl", "Beste klant, geachte heer, hallo allemaal! Beste prijs van Nederland. Dag en nacht open."),
        ("nl", "NL91 ABNA 0417 1643 01 klopt niet; 0x1F, 000-000, 0000000000."),
        ("sv", "Artikelnr 0701234, 12 345 678 st, 811228-9875, 2024-12-28, kl. 08-17, 399:-"),
        ("sv", "Hej kund! Bästa väskan i stan. Hej alla, hej du! God morgon."),
        ("en", "Order 2 mugs, order 1000 pieces, in order 2024 was good. Invoice in 30 days. Order 12345 now"),
        ("en", "- Weight\n- Colour\n– Made in Portugal\n- Cotton, organic. 24 Oxford Street is where we began."),
        ("nl", "Loop langs de Prinsengracht 263. Bestel 2 stuks voor € 10.\n– Gemaakt van wol\n- Katoen, zacht"),
        ("sv", "Butiken på Storgatan 5 har öppet. Beställning på 1 000 kr. - Tvätt, 30 grader\n- Färg"),
        ("sv", "Storlek 36–42, 1 299 kr, 0,5 l, ISO 9001:2015, EN 13432, IP67."),
    ],
)
def test_codes_sizes_and_prices_are_nobodys(language: str, text: str) -> None:
    assert private_spans(text, language) == ()


def test_a_name_under_a_closing_is_one_and_elsewhere_a_heading() -> None:
    text = "Met vriendelijke groet,\nSanne Visser\nHavn Webshop"
    assert [text[each.start : each.end] for each in private_spans(text, "nl")] == ["Sanne Visser"]
    assert private_spans("Onze tassen\nSanne Visser", "nl") == ()


def test_spans_do_not_overlap_and_come_in_order() -> None:
    text = "Hej Anna,\nKonto SE45 5000 0000 0583 9825 7466 eller 070-123 45 67, anna@shop.se OCH 4111111111111111"
    spans = private_spans(text, "sv")
    assert [each.kind for each in spans] == ["name", "iban", "phone", "email", "card"]
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


def test_long_rows_of_digits_take_no_time() -> None:
    private_spans("0" * 20_000 + " 00 11 22 33" * 5000 + "a" * 20_000 + "@" * 2000 + "NL91 " * 4000, "nl")
