"""Mails as files: all that was promised, and nothing half written."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import mjml
import pytest
from msgspec.structs import replace

from desktop.core.brief import Kind
from desktop.core.draft import Draft
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.ids import DraftId
from desktop.formats.export import MailLook, export_draft
from desktop.formats.mail.export import MAIL_ENDINGS, export_mail
from desktop.formats.mail.markdown_in import markdown_to_mail
from tests.fakes.mails import BRAND, COPY, mail_brief, picture_folder
from tests.unit.formats.mail.test_shield import seen

STRICT = default.clone(raise_on_defect=True)


@pytest.fixture(name="pictures")
def _pictures(tmp_path: Path) -> str:
    return picture_folder(tmp_path / "pictures")


def test_an_eml_is_a_draft_that_strict_readers_take(tmp_path: Path, pictures: str) -> None:
    done = export_mail(mail_brief(), COPY, tmp_path / "ylva.eml", BRAND, pictures=pictures)

    message = message_from_bytes((tmp_path / "ylva.eml").read_bytes(), policy=STRICT)
    assert done.files == (tmp_path / "ylva.eml",)
    assert (message["subject"], message["x-unsent"]) == (COPY.text("subject"), "1")


def test_html_and_mjml_have_their_pictures_beside_them(tmp_path: Path, pictures: str) -> None:
    for ending in (".html", ".mjml"):
        done = export_mail(mail_brief(), COPY, tmp_path / f"ylva{ending}", BRAND, pictures=pictures)

        assert done.files == (tmp_path / f"ylva{ending}", tmp_path / "ylva-pictures" / "ylva.png")
        assert all(file.is_file() for file in done.files)
        assert 'src="ylva-pictures/ylva.png"' in done.files[0].read_text(encoding="utf-8")
        assert len(done.notes) == 1


def test_the_mjml_is_the_mail(tmp_path: Path, pictures: str) -> None:
    export_mail(mail_brief(), COPY, tmp_path / "ylva.mjml", BRAND, pictures=pictures)

    again = mjml.mjml2html((tmp_path / "ylva.mjml").read_text(encoding="utf-8"))

    assert 'Hej {{ first_name|default:"du" }}, i dag' in "".join(seen(again).texts)
    assert "{% unsubscribe_link %}" in seen(again).values["href"]


def test_text_and_markdown_are_read_again(tmp_path: Path) -> None:
    export_mail(mail_brief(), COPY, tmp_path / "ylva.txt", BRAND)
    export_mail(mail_brief(), COPY, tmp_path / "ylva.md", BRAND)

    assert (tmp_path / "ylva.txt").read_text(encoding="utf-8").startswith("Nu är Ylva här\n")
    read = markdown_to_mail((tmp_path / "ylva.md").read_text(encoding="utf-8"))
    assert read.texts["subject"] == COPY.text("subject")
    assert read.texts["b5.price"] == "1 249 kr"


def test_a_draft_that_is_a_mail_is_exported_as_one(tmp_path: Path) -> None:
    draft = Draft(DraftId("d1"), Kind.MAIL, mail_brief(), COPY.with_field("b1@s1", "Kära stamkund"))

    export_draft(draft, tmp_path / "ylva.html", MailLook(BRAND), "s1")
    export_draft(draft, tmp_path / "ylva.json")

    assert "Kära stamkund" in (tmp_path / "ylva.html").read_text(encoding="utf-8")
    assert '"b1@s1": "Kära stamkund"' in (tmp_path / "ylva.json").read_text(encoding="utf-8")


def test_an_ending_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        export_mail(mail_brief(), COPY, tmp_path / "ylva.docx", BRAND)

    assert error.value.problem.kind is ErrorKind.UNSUPPORTED
    assert all(ending in error.value.problem.hint for ending in MAIL_ENDINGS)
    assert not list(tmp_path.iterdir())


def test_a_bad_sender_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        export_mail(mail_brief(), COPY, tmp_path / "ylva.eml", replace(BRAND, from_address="sjöbod"))

    assert not list(tmp_path.iterdir())


def test_no_sender_is_a_note(tmp_path: Path) -> None:
    done = export_mail(mail_brief(), COPY, tmp_path / "ylva.eml", replace(BRAND, from_address=""))

    assert any("no sender" in note for note in done.notes)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, pictures: str) -> None:
    with pytest.raises(EnvironmentProblem) as error:
        export_mail(mail_brief(), COPY, tmp_path / "gone" / "ylva.html", BRAND, pictures=pictures)

    assert error.value.problem.kind is ErrorKind.STORAGE
