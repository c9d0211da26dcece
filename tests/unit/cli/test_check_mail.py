"""`check mail`: texts as JSON, and mails as they were laid out elsewhere."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.profile import Profile

Run = Callable[..., tuple[int, Any]]

PAGE = """<!doctype html><html lang="nl"><head><title>Dekens</title></head><body><table><tr><td>
<h1>De nieuwe dekens zijn er</h1>
<p style="color:#bbbbbb">Geweven van Noorse wol, in drie kleuren, en zo groot dat er twee mensen onder passen.</p>
<p>Je vindt ze in de winkel en op de site. Wie er een bestelt, krijgt er een kaart bij van de weverij.</p>
<a href="https://bit.ly/dekens">Naar de dekens</a><div style="display:flex"><p>Tot snel in de winkel.</p></div>
</td></tr></table></body></html>"""


@pytest.fixture
def check(profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PATH", "")  # what SpamAssassin says is tested by itself

    def run(*arguments: str, stdin: str = "") -> tuple[int, Any]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        status = main(["check", "mail", *arguments, "--json", "--profile", str(profile.folder)])
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        return status, json.loads(out)

    return run


def _ids(document: dict[str, Any]) -> set[str]:
    return {each["check"] for each in document["findings"]}


def test_a_copy_in_json_is_checked_as_a_mail(check: Run, tmp_path: Path) -> None:
    file = tmp_path / "mail.json"
    file.write_text(
        json.dumps(
            {
                "subject": "RE: de nieuwe dekens zijn er",
                "preheader": "De nieuwe dekens zijn er",
                "body": "Hoi {{ first_name }},\n\nDe dekens zijn er. [www.havn.nl](https://elders.ru/x)",
            }
        ),
        encoding="utf-8",
    )
    status, found = check(str(file), "--lang", "nl", "--strict")
    assert status == 1
    assert _ids(found) >= {"mail.subject", "mail.preheader", "mail.tag_fallback", "mail.link"}
    assert "fields" not in found
    for each in found["findings"]:
        text = json.loads(file.read_text(encoding="utf-8"))[each["field"]]
        assert text[each["start"] : each["end"]] == each["text"]


def test_a_good_mail_in_json_is_left_alone(check: Run) -> None:
    copy = {
        "subject": "De nieuwe dekens zijn er",
        "preheader": "Van Noorse wol, in drie kleuren, en groot genoeg voor twee.",
        "body": "Hoi {{ first_name|default:'daar' }},\n\nDe nieuwe dekens liggen in de winkel. Kom je kijken?",
    }
    status, found = check("-", "--lang", "nl", stdin=json.dumps(copy))
    assert (status, found["findings"]) == (0, [])


@pytest.mark.parametrize("ending", [".html", ".htm"])
def test_a_page_is_checked_as_it_is(check: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"mail{ending}"
    file.write_text(PAGE, encoding="utf-8")
    _, found = check(str(file))
    assert _ids(found) >= {"mail.contrast", "mail.html_feature", "mail.unsubscribe", "mail.address", "mail.link"}
    faint = next(each for each in found["findings"] if each["check"] == "mail.contrast")
    assert found["fields"][faint["field"]][faint["start"] : faint["end"]] == faint["text"]
    assert faint["text"].startswith("Geweven van Noorse wol")


def test_a_mail_file_is_checked_with_its_subject(check: Run, tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Havn <a@havn.nl>", "b@example.org", "FWD: DEKENS VOOR JOU"
    message.set_content("De nieuwe dekens zijn er.")
    message.add_alternative(PAGE, subtype="html")
    file = tmp_path / "mail.eml"
    file.write_bytes(bytes(message))
    _, found = check(str(file), "--lang", "nl")
    assert found["fields"]["subject"] == "FWD: DEKENS VOOR JOU"
    assert _ids(found) >= {"mail.subject", "mail.contrast", "mail.unsubscribe"}


def test_mjml_is_laid_out_and_checked(check: Run, tmp_path: Path) -> None:
    file = tmp_path / "mail.mjml"
    file.write_text(
        "<mjml><mj-body><mj-section><mj-column><mj-text>De nieuwe dekens zijn er, van Noorse wol.</mj-text>"
        '<mj-image src="https://havn.nl/deken.jpg" /></mj-column></mj-section></mj-body></mjml>',
        encoding="utf-8",
    )
    _, found = check(str(file), "--lang", "nl")
    assert _ids(found) >= {"mail.unsubscribe", "mail.alt"}


def test_a_body_in_html_is_a_page_too(check: Run) -> None:
    _, found = check("-", stdin=json.dumps({"subject": "Dekens", "body": PAGE}))
    assert "mail.html_feature" in _ids(found)
    assert found["fields"]["subject"] == "Dekens"


def test_what_write_mail_prints_is_checked_once(check: Run) -> None:
    body = "De dekens zijn er. Laatste kans!"
    copy = {"subject": "Dekens", "body": f"# Dekens\n\n{body}", "b1": "Dekens", "b2": body, "b9.unsubscribe": "Stop"}
    _, found = check("-", "--lang", "nl", stdin=json.dumps(copy))
    assert [each["field"] for each in found["findings"] if each["check"] == "mail.urgency"] == ["body"]


@pytest.mark.parametrize("name", ["nowhere.html", "nowhere.eml", "nowhere.json"])
def test_a_file_that_is_not_there_is_bad_input(check: Run, tmp_path: Path, name: str) -> None:
    status, found = check(str(tmp_path / name))
    assert (status, found["error"]["kind"]) == (2, "input")


def test_an_empty_mail_is_bad_input(check: Run, tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.write_bytes(b"")
    status, found = check(str(file))
    assert (status, found["error"]["kind"]) == (2, "input")
