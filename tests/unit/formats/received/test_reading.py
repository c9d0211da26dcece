"""Mails as they come: what is read of them, and what hostile ones get."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from desktop.core.errors import UserError
from desktop.formats.received.reading import LARGEST_MAIL, read_pasted, read_received

HEAD = (
    b"From: =?utf-8?Q?Sj=C3=B6bod?= <order@sjobod.example>\r\nTo: in@havn.example\r\n"
    b"Subject: Hallo\r\nMIME-Version: 1.0\r\n"
)
REAL = Path(__file__).parents[4].parent / "shared" / "data" / "eml"


def _mail(body: bytes, kind: bytes = b"text/plain; charset=utf-8") -> bytes:
    return HEAD + b"Content-Type: " + kind + b"\r\n\r\n" + body


def test_names_addresses_and_subject_are_decoded() -> None:
    mail = read_received(
        b'From: "Jansen, Anna" <anna@havn.example>\r\nReply-To: a@x.example, =?iso-8859-1?Q?K=E4lla?= <b@y.example>\r\n'
        b"Subject: =?utf-8?B?w4Rya2VuZGU=?= =?utf-8?Q?_tv=C3=A5?=\r\nReturn-Path: <bounce@z.example>\r\n\r\nHej\r\n"
    )
    assert (mail.sender.name, mail.sender.address) == ("Jansen, Anna", "anna@havn.example")
    assert [each.address for each in mail.reply_to] == ["a@x.example", "b@y.example"]
    assert mail.reply_to[1].name == "Källa"
    assert mail.subject == "Ärkende två"
    assert mail.return_path == "bounce@z.example"


def test_only_the_topmost_authentication_results_count() -> None:
    mail = read_received(
        b"Authentication-Results: mx.havn.example; spf=fail smtp.mailfrom=x.example; dkim=none; dmarc=fail\r\n"
        b"Authentication-Results: mx.evil.example; spf=pass; dkim=pass header.d=bank.example; dmarc=pass\r\n"
        b"From: a@bank.example\r\n\r\nx"
    )
    found = mail.authentication
    assert (found.spf, found.dkim, found.dmarc, found.server) == ("fail", "none", "fail", "mx.havn.example")
    assert found.dkim_domain == ""


def test_html_is_what_a_reader_sees_and_links_keep_their_places() -> None:
    html = (
        "<style>.pre{display:none}</style><div class='pre'>Preheader</div><p>Klik op "
        "<a href='https://evil.example/login'>www.bank.example</a>.</p><table><tr><td>IBAN</td><td>NL91</td></tr></table>"
        "<span style='color:#fff'>wit</span><script>alert(1)</script><img src='https://x.example/p.gif'>"
    )
    mail = read_received(_mail(html.encode(), b"text/html; charset=utf-8"))
    assert mail.text == "Klik op www.bank.example.\n\nIBAN\tNL91"
    assert mail.hidden == "Preheaderwit"
    (link,) = mail.links
    assert (mail.text[link.start : link.end], link.href) == ("www.bank.example", "https://evil.example/login")
    assert mail.remote == 1


def test_plain_text_links_show_their_words() -> None:
    mail = read_received(_mail(b"Zie bank.example <https://evil.example/x> of https://www.bank.example/a. Dag"))
    assert mail.text == "Zie bank.example of https://www.bank.example/a. Dag"
    assert [(mail.text[each.start : each.end], each.href) for each in mail.links] == [
        ("bank.example", "https://evil.example/x"),
        ("https://www.bank.example/a", "https://www.bank.example/a"),
    ]


@pytest.mark.parametrize(
    ("declared", "data"),
    [
        (b"utf-8", "Köp idag".encode("cp1252")),
        (b"iso-8859-1", "Köp idag".encode()),
        (b"x-unknown", "Köp idag".encode()),
        (b"us-ascii", "Köp idag".encode("cp1252")),
        (b"utf-16", "Köp idag".encode("utf-16")),
    ],
)
def test_wrong_and_unknown_charsets_are_read_all_the_same(declared: bytes, data: bytes) -> None:
    mail = read_received(_mail(data, b"text/plain; charset=" + declared))
    assert mail.text == "Köp idag"
    assert bool(mail.problems) is (declared == b"x-unknown")


def test_a_part_that_hides_its_password_field_is_counted() -> None:
    form = b"<form action='https://x.example'><input name=a><input type=password><input type=submit value=Go></form>"
    mail = read_received(_mail(form, b"text/html"))
    assert (mail.forms, mail.secret_fields) == (3, 1)
    assert "Go" in mail.text


def _nested(depth: int) -> bytes:
    opened = b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n"
    for number in range(depth):
        opened += b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (number, number + 1)
    return HEAD + opened + b"Hallo\r\n"


@pytest.mark.parametrize("depth", [50, 300, 3000])
def test_parts_within_parts_end_in_a_sentence(depth: int) -> None:
    assert read_received(_nested(depth)).problems


@pytest.mark.parametrize(
    "piece",
    [
        b"<div>", b"<b>", b"<!--", b"<a ", b"<a x='", b"</", b"&", b"<script>", b"<style>@a{", b"<p>", b"<",
        b"<table><tr><td>", b"<div><p style='color:red'>Hallo <a href='http://x.example'>klik</a></p></div>",
    ],
)  # fmt: skip
def test_hostile_html_takes_seconds(piece: bytes) -> None:
    html = piece * (1_000_000 // len(piece))
    begun = time.process_time()
    mail = read_received(_mail(html, b"text/html"))
    assert time.process_time() - begun < 5
    assert mail.subject == "Hallo"
    assert len(mail.text) <= 200_000


def test_five_megabytes_of_html_are_cut_and_said() -> None:
    piece = b"<div><p style='color:red'>Hallo <a href='http://x.example'>klik</a></p></div>"
    begun = time.process_time()
    mail = read_received(_mail(piece * (5_000_000 // len(piece)), b"text/html"))
    assert time.process_time() - begun < 10
    assert mail.problems
    assert mail.text.startswith("Hallo klik")


@pytest.mark.parametrize("text", [b"a.b.c-" * 400_000, b"www.a.b/<http:" * 100_000, b"<http://" * 200_000])
def test_hostile_plain_text_takes_seconds(text: bytes) -> None:
    begun = time.process_time()
    read_received(_mail(text))
    assert time.process_time() - begun < 5


def test_huge_headers_are_cut() -> None:
    begun = time.process_time()
    mail = read_received(b"From: " + b"(" * 20_000 + b"\r\nSubject: " + b"=?utf-8?q?a?= " * 50_000 + b"\r\n\r\nx")
    assert time.process_time() - begun < 3
    assert len(mail.subject) < 4001


@pytest.mark.parametrize(
    "data", [b"", b"\r\n\r\n", b"\xd0\xcf\x11\xe0" + b"\0" * 50, b"%PDF-1.4 \x00\x00", b"hello there", b"\0\1\2"]
)
def test_what_is_no_mail_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        read_received(data)
    assert caught.value.problem.hint


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(UserError):
        read_received(b"From: a@b.example\r\n\r\n" + b"x" * LARGEST_MAIL)


def test_a_pasted_source_a_pasted_page_and_pasted_words_are_read() -> None:
    source = read_pasted("Received: by x\nFrom: Anna <a@b.example>\nSubject: Hej\n\nText\n")
    assert (source.sender.address, source.text) == ("a@b.example", "Text")
    page = read_pasted('<html><body><a href="https://x.example">Klik</a></body></html>')
    assert page.links[0].href == "https://x.example"
    words = read_pasted("Van: Bank <info@bank.example>\nAan: ik@havn.example\nOnderwerp: Uw pas\n\nBeste klant, dag.")
    assert (words.sender.address, words.subject, words.text) == ("info@bank.example", "Uw pas", "Beste klant, dag.")
    assert words.problems
    swedish = read_pasted("Från: Bank <info@bank.example>\nSkickat: i dag\nTill: jag\nÄmne: Ditt kort\n\nHej")
    assert swedish.subject == "Ditt kort"
    with pytest.raises(UserError):
        read_pasted("  \n")


def test_attachments_are_told_by_their_bytes_and_never_opened() -> None:
    mail = read_received(
        HEAD
        + b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\nZie bijlage\r\n"
        b"--B\r\n"
        b"Content-Type: application/pdf; name*=utf-8''faktura%20%C3%A5r.pdf\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Disposition: attachment\r\n\r\nTVqQAAMAAAAEAAAA\r\n--B--\r\n"
    )
    (file,) = mail.attachments
    assert (file.name, file.kind, file.real) == ("faktura år.pdf", "application/pdf", "application/x-msdownload")
    assert mail.text == "Zie bijlage"


@pytest.mark.skipif(not REAL.is_dir(), reason="the real mails are not beside this checkout")
def test_real_mails_are_all_read() -> None:
    read = refused = 0
    for path in sorted(each for each in REAL.rglob("*") if each.is_file() and "LICENSE" not in each.name):
        try:
            read_received(path.read_bytes())
            read += 1
        except UserError:
            refused += 1
    assert read > 150
    assert refused < 5
