"""Messages: strict readers find what was put in, whatever letters it has."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.core.brand import Brand
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.errors import ErrorKind, UserError
from desktop.core.mail import Platform
from desktop.formats.mail.eml import POLICY, message_of
from desktop.formats.mail.flowed import unflowed
from desktop.formats.mail.headers import Sender, header_address, set_headers
from desktop.formats.mail.render import rendering
from tests.fakes.mails import BLOCKS, BRAND, COPY, mail_brief, picture_folder

STRICT = default.clone(raise_on_defect=True)
DATE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MUTT = shutil.which("mutt") or ""

SUBJECTS = (
    "Ylva är här, vävd i Småland av 100 % svensk ull, för dig som fryser om kvällarna på bryggan i augusti",
    "Geïnteresseerd? Één deken, “gemaakt” in Småland — vanaf € 119 🧶",
    '{{ first_name|default:"Hej" }}, du får veta det först: Ylva är här och det är bara femtio av dem',
    "Plain, and long enough that its header must be folded over two lines at least, which spaces survive",
    "a" * 70 + " ö " + "b" * 90,
    '?= =? _ =\\ "x" <y> (z)',
)


def message(
    brief: Brief | None = None, copy: Copy = COPY, brand: Brand = BRAND, pictures: str = "", **options: bool | str
) -> EmailMessage:
    brief = brief or mail_brief()
    rendered = rendering(brief, copy, brand, pictures=pictures)
    return message_of(rendered, brief, brand, date=DATE, **options)  # type: ignore[arg-type]


def read(sent: EmailMessage) -> EmailMessage:
    got = message_from_bytes(sent.as_bytes(), policy=STRICT)
    assert isinstance(got, EmailMessage)
    assert all(not part.defects for part in got.walk())
    return got


def test_text_and_html_stand_side_by_side_with_the_pictures_of_the_html(tmp_path: Path) -> None:
    pictures = picture_folder(tmp_path / "pictures")

    got = read(message(pictures=pictures))

    assert [part.get_content_type() for part in got.walk()] == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ]
    picture = next(part for part in got.walk() if part.get_content_type() == "image/png")
    assert picture.get_content() == (Path(pictures) / "ylva.png").read_bytes()
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in _part(got, "html").get_content()
    assert picture.get_filename() == "ylva.png"


def test_what_was_rendered_comes_out_again() -> None:
    rendered = rendering(mail_brief(), COPY, BRAND)

    got = read(message())

    plain, html = (_part(got, kind) for kind in ("plain", "html"))
    assert html.get_content().replace("\r\n", "\n").rstrip() == rendered.mail.html.rstrip()
    assert plain.get_param("format") == "flowed"
    assert unflowed(plain.get_content().replace("\r\n", "\n")).strip() == rendered.mail.text.strip()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_in_any_letters_comes_out_as_it_was(subject: str) -> None:
    sent = message(copy=COPY.with_field("subject", subject))

    raw = sent.as_bytes()

    assert str(read(sent)["subject"]) == subject
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert all(len(line) <= 98 for line in head.split(b"\r\n"))


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=120))
@example("Först till kvarn: " + "å" * 60)
def test_every_subject_survives_its_header(text: str) -> None:
    subject = " ".join(text.split())
    sent = EmailMessage(policy=POLICY)
    set_headers(sent, Sender("", "a@b.se", ""), subject, date=DATE)
    sent.set_content("x")

    assert str(message_from_bytes(sent.as_bytes(), policy=default)["subject"] or "") == subject


@pytest.mark.parametrize(
    "name",
    [
        "Sjöbod",
        "Sjöbod, på bryggan",
        'Anna "Ylva" Ek',
        "Wol & Zo B.V.",
        "Café (Breda)",
        "Åsa Öberg på Ängön i skärgården",
    ],
)
def test_a_sender_in_any_letters_comes_out_as_it_was(name: str) -> None:
    sent = message(brand=replace(BRAND, sender=name))

    (address,) = read(sent)["from"].addresses

    assert (address.display_name, address.addr_spec) == (name, "hej@sjobod.se")
    raw = next(line for line in sent.as_bytes().split(b"\r\n") if line.startswith(b"From:"))
    assert name[:4] in str(make_header(decode_header(raw.decode())))


def test_a_domain_in_other_letters_is_written_as_servers_read_it() -> None:
    assert header_address("hej@sjöbod.se").addr_spec == "hej@xn--sjbod-kua.se"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hej",
        "hej@",
        "@sjobod.se",
        "åsa@sjobod.se",
        "a..b@c.se",
        "a b@c.se",
        "a@b.se\r\nBcc: c@d.se",
        "a@" + "b" * 70 + ".se",
    ],
)
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    with pytest.raises(UserError) as error:
        header_address(address)

    assert error.value.problem.kind is ErrorKind.INPUT


def test_a_line_break_in_a_name_or_subject_makes_no_header() -> None:
    brand = replace(BRAND, sender="Sjöbod\r\nBcc: alla@sjobod.se")
    sent = message(copy=COPY.with_field("subject", "Hej\r\nBcc: alla@sjobod.se\u2028X"), brand=brand)

    got = read(sent)

    assert got["bcc"] is None
    assert got["subject"] == "Hej Bcc: alla@sjobod.se X"


def test_one_unsubscribes_by_a_mail_to_whoever_sends_it() -> None:
    got = read(message(mail_brief(platform=Platform.NONE)))

    assert got["list-unsubscribe"] == "<mailto:hej@sjobod.se?subject=Avregistrera%20dig>"
    assert got["list-unsubscribe-post"] is None


def test_one_unsubscribes_in_one_click_where_there_is_a_page_for_it() -> None:
    foot = replace(BLOCKS[-1], href="https://sjobod.se/av?m=1")

    got = read(message(mail_brief(platform=Platform.NONE, blocks=(*BLOCKS[:-1], foot))))

    assert got["list-unsubscribe"] == ("<https://sjobod.se/av?m=1>, <mailto:hej@sjobod.se?subject=Avregistrera%20dig>")
    assert got["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"


def test_a_draft_is_opened_for_writing_and_says_its_language() -> None:
    draft, sent = read(message(draft=True)), read(message(to="anna@example.se"))

    assert (draft["x-unsent"], sent["x-unsent"]) == ("1", None)
    assert (draft["to"], str(sent["to"])) == (None, "anna@example.se")
    assert draft["content-language"] == "sv"
    assert draft["date"].datetime == DATE
    assert draft["message-id"].endswith("@sjobod.se>")


def test_no_line_is_longer_than_mail_servers_take() -> None:
    raw = message(copy=COPY.with_field("b2", "å" * 5000 + " " + "x" * 5000)).as_bytes()

    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_sizes_are_those_of_the_message(language: str, tmp_path: Path) -> None:
    pictures = picture_folder(tmp_path / "pictures")
    copy = COPY if language == "sv" else COPY.with_field("b2", "مرحبا بكم في متجرنا الجديد " * 900)
    brief = replace(mail_brief(), language=language)
    size = rendering(brief, copy, BRAND, pictures=pictures).mail.size

    sent = message(brief, copy, pictures=pictures)

    html = sent.as_bytes().split(b'Content-Type: text/html; charset="utf-8"')[1].partition(b"\r\n\r\n")[2]
    assert size.encoded == pytest.approx(len(html.partition(b"\r\n--===")[0]), rel=0.002)
    assert size.whole == pytest.approx(len(sent.as_bytes()), abs=700)


@pytest.mark.skipif(not MUTT, reason="mutt is not installed")
@pytest.mark.skipif(sys.platform == "win32", reason="mutt wants a terminal")
def test_mutt_reads_the_same(tmp_path: Path) -> None:
    sent = message(copy=COPY.with_field("subject", SUBJECTS[0]), draft=True)

    shown = _through_mutt(sent, tmp_path)

    head, _, body = shown.partition("\n\n")
    head = head.replace("\n ", " ")
    assert f"Subject: {SUBJECTS[0]}" in head
    assert "From: Sjöbod på bryggan <hej@sjobod.se>" in head
    assert "Ylva, ullfilt\n130 × 180 cm, 100 % svensk ull\n1 249 kr" in body
    assert 'Hej {{ first_name|default:"du" }}, i dag släpper vi Ylva' in body


def _through_mutt(sent: EmailMessage, folder: Path) -> str:
    """The message as mutt decodes it, in a terminal of its own."""
    import pty

    (folder / "Mail").mkdir()  # else it asks whether to make one
    (folder / "box").write_bytes(
        b"From a@b.se Sun Nov 22 09:00:00 2026\n" + sent.as_bytes().replace(b"\r\n", b"\n") + b"\n\n"
    )
    command = "set pipe_decode=yes wait_key=no quit=yes charset=utf-8; push '<pipe-message>cat > shown<enter><quit>'"
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    arguments = [MUTT, "-n", "-F", os.devnull, "-R", "-f", "box", "-e", command]
    process = subprocess.Popen(arguments, stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment)
    os.close(slave)
    end = time.monotonic() + 20
    try:
        while process.poll() is None and time.monotonic() < end:
            if select.select([master], [], [], 0.1)[0]:
                try:
                    os.read(master, 65536)
                except OSError:  # the terminal is gone with its program
                    break
        process.wait(5)
    finally:
        process.kill()
        process.wait()
        os.close(master)
    return (folder / "shown").read_text(encoding="utf-8")


def _part(got: EmailMessage, kind: str) -> MIMEPart:
    part = got.get_body((kind,))
    assert part is not None
    return part
