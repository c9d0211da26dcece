from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.links import Links
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from tests.unit.checks.marking import only_mark

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def look(text: str, language: str = "en") -> list[Finding]:
    return list(Links().find(Subject(Copy({"body": text}), Brief(), language)))


@pytest.mark.parametrize(
    ("language", "text", "marked", "severity", "fixes"),
    [
        ("en", "See [our bags](http://havn.shop/bags).", "http://havn.shop/bags", INFO, ("https://havn.shop/bags",)),
        ("en", "See [](https://havn.shop).", "[](https://havn.shop)", WARNING, ()),
        ("en", "Go to [click here](https://havn.shop).", "click here", INFO, ()),
        ("en", "Click here to order.", "Click here", INFO, ()),
        ("en", "[Win](javascript:alert(1))", "javascript:alert(1)", ERROR, ()),
        ("en", "<a href='data:text/html,x'>Win</a>", "data:text/html,x", ERROR, ()),
        ("en", '<a href="https://havn.shop"></a> is ours', '<a href="https://havn.shop"></a>', WARNING, ()),
        (
            "en",
            "Go to https://https://havn.shop/a now.",
            "https://https://havn.shop/a",
            ERROR,
            ("https://havn.shop/a",),
        ),
        (
            "en",
            "[Bags](https://havn.shop/our bags)",
            "https://havn.shop/our bags",
            ERROR,
            ("https://havn.shop/our%20bags",),
        ),
        ("en", "[Bags]()", "", ERROR, ()),
        ("en", "[Bags](#)", "#", ERROR, ()),
        ("nl", "Bestel via [hier](https://havn.shop).", "hier", INFO, ()),
        ("nl", "Klik hier voor meer.", "Klik hier", INFO, ()),
        ("nl", "Kijk op http:/havn.shop voor meer.", "http:/havn.shop", ERROR, ()),
        ("nl", "Kijk op htps://havn.shop.", "htps://havn.shop", ERROR, ()),
        ("nl", "[Tassen] (https://havn.shop)", "[Tassen] (https://havn.shop)", ERROR, ()),
        ("sv", "Läs mer [här](https://havn.shop).", "här", INFO, ()),
        ("sv", "Klicka här och beställ.", "Klicka här", INFO, ()),
        ("sv", "Se [väskor](https://havn..shop).", "https://havn..shop", ERROR, ()),
        ("sv", "Se http://havn.se, tack.", "http://havn.se", INFO, ("https://havn.se",)),
    ],
)
def test_links_that_are_wrong_are_found(
    language: str, text: str, marked: str, severity: Severity, fixes: tuple[str, ...]
) -> None:
    finding = only_mark(lambda whole: look(whole, language), text)
    assert (finding.text, finding.severity, finding.fixes) == (marked, severity, fixes)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'See [our bags](https://havn.shop/bags?a=1&b=2#top "Bags"), or https://havn.shop/a_(b).'),
        ("en", "![](https://havn.shop/a.jpg) and [![Logo](https://havn.shop/l.png)](https://havn.shop)"),
        ("en", "Mail [us](mailto:us@havn.shop) or [call](tel:+31201234567), [Bags](/bags), [b]({{ url }})."),
        ("en", "Your data: 5 GB. Click the button; here is more. JavaScript: a language."),
        ("en", "<a href='https://havn.shop'><img src='x.png'></a> and http://localhost:8080/x"),
        ("nl", "Meer op [onze pagina over zorg](https://havn.shop/zorg) en www.havn.shop."),
        ("nl", "Lees meer over tassen; hier begint het. Zie https://tést.nl/café."),
        ("nl", "[*|URL|*](*|URL|*) en https://{{ shop.domain }}/a b"),
        ("nl", "Maten [S, M] (in cm) en [x] gedaan."),
        ("sv", "Läs mer om väskor på [vår sida om skötsel](https://havn.se/skotsel)."),
        ("sv", "Här är den. Se havn.se eller https://www.havn.se/väskor."),
        ("sv", "Villkor: https://havn.se/villkor, https://havn.se/retur; (https://havn.se)."),
        ("sv", "Se https://192.168.1.1:8080/x och https://xn--vska-moa.se."),
    ],
)
def test_good_links_are_left_alone(language: str, text: str) -> None:
    assert look(text, language) == []


def test_hostile_brackets_take_no_time() -> None:
    look("https://" + "[" * 20_000 + "[a](" * 5000 + "<a href=" * 2000 + "](" * 5000)
