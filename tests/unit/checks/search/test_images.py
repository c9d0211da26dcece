from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.search.images import AltTexts
from desktop.core.brief import Brief
from desktop.core.copy import Copy


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("See ![](bag.jpg) here.", ["![](bag.jpg)"]),
        ("![ ](a.png)\n\n![Red bag](b.png)\n![](c.png)", ["![ ](a.png)", "![](c.png)"]),
        ("![IMG_1234.jpg](a.jpg)", ["![IMG_1234.jpg](a.jpg)"]),
        ("![dsc-0042](a.jpg)", ["![dsc-0042](a.jpg)"]),
        ('<p><img src="a.jpg"></p>', ['<img src="a.jpg">']),
        ('<img alt="bag.png" src="a.jpg">', ['<img alt="bag.png" src="a.jpg">']),
        ("![A red bag](a.jpg)", []),
        ('<img src="a.jpg" alt="A red bag">', []),
        ('<img src="line.svg" alt="">', []),
        ("[](a.jpg) and ! [x](y)", []),
        ("![Foto van een rode tas](a.jpg) ![Bild på väskan 2](b.jpg)", []),
    ],
)
def test_images_without_a_text_are_found(text: str, marked: list[str]) -> None:
    findings = AltTexts().find(Subject(Copy({"body": text}), Brief(), ""))
    assert [finding.text for finding in findings] == marked
