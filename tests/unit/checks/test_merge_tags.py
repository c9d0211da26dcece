from __future__ import annotations

import time

import pytest

from desktop.checks.check import Subject
from desktop.checks.leftover import Leftover
from desktop.checks.merge_tags import MergeTags, Placeholders
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity


def look(text: str, kind: Kind = Kind.MAIL, brief: Brief | None = None) -> list[Finding]:
    subject = Subject(Copy({"body": text}), brief or Brief(kind=kind), "")
    return [*MergeTags().find(subject), *Placeholders().find(subject)]


@pytest.mark.parametrize(
    ("text", "check", "marked"),
    [
        ("Hi {{ first_name }, welcome", "links.merge_tag", "{{"),
        ("Hoi { first_name }}, welkom", "links.merge_tag", "}}"),
        ("Hej {{ }}, välkommen", "links.merge_tag", "{{ }}"),
        ("Hi *|FNAME, welcome", "links.merge_tag", "*|"),
        ("Hej FNAME|*, välkommen", "links.merge_tag", "|*"),
        ("Hoi *||*", "links.merge_tag", "*||*"),
        ("{% if vip %}Welcome", "links.merge_tag", "{% if"),
        ("Welkom{% endif %}", "links.merge_tag", "{% endif"),
        ("{% if vip Welcome %% %} {% endif %}", "links.merge_tag", "{%"),
        ("Price: XXX euro", "links.placeholder", "XXX"),
        ("Valid until 00-00-0000.", "links.placeholder", "00-00-0000"),
        ("Prijs: € XX", "links.placeholder", "€ XX"),
        ("Pris: xx kr", "links.placeholder", "xx kr"),
        ("TODO write this", "links.placeholder", "TODO"),
        ("Levertijd n.t.b.", "links.placeholder", "n.t.b."),
        ("Delivery t.b.d.", "links.placeholder", "t.b.d"),
        ("PRIJS: N.T.B. DOOR ONS", "links.placeholder", "N.T.B."),
        ("Nog te doen:\ntodo", "links.placeholder", "todo"),
        ("Namn: ____ adress", "links.placeholder", "____"),
        ("See https://yourshop.com/bags", "links.placeholder", "yourshop.com"),
        ("Mail naar info@jouwdomein.nl", "links.placeholder", "jouwdomein.nl"),
        ("Dolor sit amet: dolor sit amet", "links.placeholder", "Dolor sit amet"),
        ("Länk: (länk här)", "links.placeholder", "länk här"),
        ("Hi <<First name>>", "links.placeholder", "<<First name>>"),
        ("Delivered in ??? days", "links.placeholder", "???"),
    ],
)
def test_what_was_left_open_is_found(text: str, check: str, marked: str) -> None:
    text = f"🎒 First.\n{text}"
    finding = look(text)[0]
    assert (finding.check, finding.text, finding.severity) == (check, marked, Severity.ERROR)
    assert text[finding.start : finding.end] == marked


@pytest.mark.parametrize(
    "text",
    [
        "Hi {{ first_name }}, *|FNAME|* and %%name%%, {{{ raw }}}, {{ 'x' | upcase }}",
        "{% if vip %}Welcome{% else %}Hello{% endif %} {%- for a in b -%}{{ a }}{%- endfor -%}",
        "| *nieuw*| prijs |\n|---|---|\n| *a*|*b*|",
        "Maten XS, S, M, L, XL, XXL en XXXL. 100%% katoen? Echt???",
        "Storlekar XXL–XXXL. Placeholder är inget ord. Vi lägger en länk här i texten.",
        "Zet je link hier neer. Todo is een lijst; to do lists help. What???",
        "Mail us at hello@havn.shop or see https://havn.shop. _emphasis_ and __bold__",
        "The price is 00:00 at midnight and € 0,00 for shipping... really?",
        "TBDress is a name, XXXtreme too; size XX.",
        "MÉTODOS DE PAGO, TODOS LOS COLORES",
    ],
)
def test_tags_that_are_whole_and_words_of_prose_are_left_alone(text: str) -> None:
    assert look(text) == []


def test_what_the_facts_say_is_no_placeholder() -> None:
    brief = Brief(kind=Kind.MAIL, facts=(Fact(name="model", value="XXX 300"),))
    assert look("The XXX is here", brief=brief) == []


@pytest.mark.parametrize(
    "text", ["Lorem ipsum dolor sit amet", "Delivery: TBD", "Hi [NAME]", "Cost XXXX", "[your link]"]
)
def test_nothing_is_said_twice(text: str) -> None:
    subject = Subject(Copy({"body": text}), Brief(kind=Kind.PRODUCT), "en")
    leftovers = list(Leftover().find(subject))
    assert len(leftovers) == 1
    spans = [(each.start, each.end) for each in Placeholders().find(subject)]
    assert not [span for span in spans if span[0] < leftovers[0].end and leftovers[0].start < span[1]]


@pytest.mark.parametrize("text", ["{{" * 20_000, "*|FNAME|* {% if " * 6_000, "{{ first_name }} }}" * 4_000])
def test_many_tags_do_not_cost_the_square_of_their_number(text: str) -> None:
    began = time.process_time()
    check_copy(Copy({"body": text}), Brief(Kind.MAIL), channels=())
    assert time.process_time() - began < 8
