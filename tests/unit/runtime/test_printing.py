"""Pages as PDF."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QApplication

from desktop.runtime.printing import pdf_of


def test_a_page_becomes_a_pdf_with_its_title(qapp: QApplication) -> None:
    del qapp
    found = pdf_of("<h1>Havn</h1><p>The bag is light.</p>", "Havn side by side")
    assert found.startswith(b"%PDF-")
    assert found.rstrip().endswith(b"%%EOF")


def test_a_long_text_takes_more_pages(qapp: QApplication) -> None:
    del qapp
    short, long = (pdf_of("<p>The bag is light.</p>" * count, "t") for count in (1, 300))
    assert short.count(b"/Type /Page\n") == 1
    assert long.count(b"/Type /Page\n") > 3


def test_printing_works_beside_the_window(qapp: QApplication) -> None:
    del qapp
    found: list[bytes] = []
    thread = threading.Thread(target=lambda: found.append(pdf_of("<p>Text</p>", "t")))
    thread.start()
    thread.join(30)
    assert found
    assert found[0].startswith(b"%PDF-")


def test_nothing_is_loaded_from_a_page(qapp: QApplication) -> None:
    del qapp
    assert pdf_of('<p>A<img src="file:///etc/hostname">B</p>', "t").startswith(b"%PDF-")
