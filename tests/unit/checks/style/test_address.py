from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.style.address import Address
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Finding


def found(language: str, **fields: str) -> list[Finding]:
    return list(Address().find(Subject(Copy(dict(fields)), Brief(), language)))


@pytest.mark.parametrize(
    ("text", "language", "marked"),
    [
        ("Je pakt je tas. U bent klaar.", "nl", ["U"]),
        ("U pakt uw tas. U bent klaar als je wilt.", "nl", ["je"]),
        ("Neem jouw tas mee. Zo heeft u alles bij de hand, jij ook.", "nl", ["u"]),
        ("Uw tas, uw stijl. Bestel jouw tas, want je wilt hem. En u?", "nl", ["jouw", "je"]),
        ("Je doet het zelf. Wij bezorgen uw pakket.", "nl", ["uw"]),
        ("Du packar din väska. Ni är klar.", "sv", ["Ni"]),
        ("Ni packar er väska. Ni är klara. Vill du?", "sv", ["du"]),
        ("Ta din väska och gå. Vi skickar ert paket. Du får det snart.", "sv", ["ert"]),
        ("Du väljer. Vi hjälper er.", "sv", ["er"]),
    ],
)
def test_the_rarer_way_of_speaking_is_marked(text: str, language: str, marked: list[str]) -> None:
    assert [finding.text for finding in found(language, description=text)] == marked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Je pakt je tas en jij gaat. Jullie ook.", "nl"),
        ("U pakt uw tas. Dat doet u zelf.", "nl"),
        ("Je hebt een U-vormige bank en 48 u de tijd. Type U.", "nl"),
        ("Je leest wat klanten zeggen: “Uw tas is de beste.”", "nl"),
        ("Dit is het je van het. U wilt hem hebben.", "nl"),
        ("Kom om 17.00 u, dan help je mee.", "nl"),
        ("Du packar din väska. Den är din.", "sv"),
        ("Ni packar er väska. Vi hjälper er.", "sv"),
        ("Du får plats, och tillsammans kan ni sova i tältet.", "sv"),
        ("Du och familjen får den snart. Ni två delar på den.", "sv"),
        ("Du får skruvar enligt DIN 912 och Ni-fria knappar.", "sv"),
        ("Ni får en crème du jour av oss. Ni får njuta.", "sv"),
        ("You and your je u ni er.", "en"),
    ],
)
def test_one_way_of_speaking_is_left_alone(text: str, language: str) -> None:
    assert found(language, description=text) == []


def test_all_fields_of_a_draft_speak_alike() -> None:
    findings = found("nl", title="Uw rugzak", description="Je pakt je tas en je gaat.")
    assert [(finding.field, finding.start, finding.text, finding.fixes) for finding in findings] == [
        ("title", 0, "Uw", ("Je",))
    ]
    assert "“uw” here, “je” elsewhere" in findings[0].message


def test_of_two_that_are_as_many_the_first_holds() -> None:
    assert [finding.text for finding in found("nl", title="Voor u", description="Voor jou.")] == ["jou"]
    assert [finding.text for finding in found("sv", title="För dig", description="Ring oss om ni vill.")] == ["ni"]
