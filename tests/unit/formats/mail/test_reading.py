"""Mails of others as blocks: real templates, what people send, and what is made to do harm."""

from __future__ import annotations

import base64
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest

from desktop.core.brief import Kind
from desktop.core.errors import UserError
from desktop.core.mail import Block, BlockKind, Mail, Platform
from desktop.formats.mail.reading import LARGEST_PAGE, MailSource, kind_of, read_mail, read_mail_file

TEMPLATES = Path(__file__).resolve().parents[5] / "shared" / "data" / "email"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
K = BlockKind


def mail_of(source: MailSource) -> Mail:
    assert source.brief.kind is Kind.MAIL
    assert source.brief.mail is not None
    return source.brief.mail


def kinds(source: MailSource) -> list[BlockKind]:
    return [block.kind for block in mail_of(source).blocks]


def blocks(source: MailSource, kind: BlockKind) -> list[Block]:
    return [block for block in mail_of(source).all_blocks() if block.kind is kind]


def text(source: MailSource, block: Block, part: str = "") -> str:
    return source.copy.text(f"{block.id}.{part}" if part else block.id)


def all_words(source: MailSource) -> str:
    return "\n".join(words for _, words in source.copy.addressed())


def templates() -> list[Path]:
    found = sorted(TEMPLATES.rglob("*.html"))
    if not found:
        pytest.skip("the templates of others lie in ../shared/data/email, which is not there")
    return found


def test_every_real_template_becomes_blocks_that_can_be_edited() -> None:
    paths = templates()
    assert len(paths) >= 26
    for path in paths:
        source = read_mail_file(path)
        mail = mail_of(source)
        assert len(mail.blocks) >= 3, path
        assert blocks(source, K.TEXT), path
        assert all(text(source, block) for block in blocks(source, K.TEXT)), path
        assert all(text(source, block) for block in blocks(source, K.HEADING)), path
        assert all(2 <= len(block.columns) <= 3 for block in blocks(source, K.COLUMNS)), path
        assert kinds(source).count(K.FOOTER) <= 1, path
        assert K.FOOTER not in kinds(source)[:-1], path
        assert "{{" not in "".join(block.id for block in mail.all_blocks())
        assert "<" not in all_words(source).replace("<http", ""), path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("leemunroe/email.html", [K.TEXT, K.BUTTON, K.TEXT, K.FOOTER]),
        ("leemunroe/email-inlined.html", [K.TEXT, K.BUTTON, K.TEXT, K.FOOTER]),
        ("foundation/password.html", [K.HEADING, K.IMAGE, K.HEADING, K.TEXT, K.BUTTON, K.FOOTER]),
        ("postmark/basic/password-reset/content.html", [K.TEXT, K.HEADING, K.TEXT, K.BUTTON, K.TEXT, K.FOOTER]),
    ],
)
def test_a_template_is_read_as_a_person_would(name: str, expected: list[BlockKind]) -> None:
    templates()
    assert kinds(read_mail_file(TEMPLATES / name)) == expected


def test_columns_pictures_and_buttons_of_a_hybrid_template() -> None:
    templates()
    source = read_mail_file(TEMPLATES / "cerberus" / "cerberus-hybrid.html")
    assert [len(block.columns) for block in blocks(source, K.COLUMNS)] == [2, 3, 2, 2]
    assert {text(source, block) for block in blocks(source, K.BUTTON)} == {"Centered Primary Button", "Primary Button"}
    assert source.copy.text("preheader").startswith("(Optional) This text will appear in the inbox preview")


def test_a_footer_has_its_link_and_its_address() -> None:
    templates()
    source = read_mail_file(TEMPLATES / "leemunroe" / "email.html")
    (footer,) = blocks(source, K.FOOTER)
    assert text(source, footer, "unsubscribe") == "Unsubscribe"
    assert text(source, footer, "address") == "Company Inc, 7-11 Commercial Ct, Belfast BT1 2NB"
    assert footer.href == "http://htmlemail.io/blog"


HEADS = {
    "en": ("Unsubscribe", "You get this mail because you are a customer.", "Sjobod, 12 Pier Road, Bristol BS1 4QA"),
    "nl": ("Afmelden", "Je krijgt deze mail omdat je klant bent.", "Zeewind, Kade 4, 1012 AB Amsterdam"),
    "sv": ("Avregistrera dig", "Du får det här mejlet för att du är kund.", "Sjöbod, Bryggvägen 4, 572 30 Oskarshamn"),
}


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_the_foot_is_known_in_each_language(language: str) -> None:
    leave, why, address = HEADS[language]
    source = read_mail(
        f"<html lang='{language}'><body><h1>Titel</h1><p>Een, två, three.</p><hr>"
        f"<p style='font-size:12px'>{why} <a href='https://x.example/u'>{leave}</a><br>{address}</p></body></html>",
        "html",
    )
    assert source.brief.language == language
    assert kinds(source) == [K.HEADING, K.TEXT, K.FOOTER]
    (footer,) = blocks(source, K.FOOTER)
    assert text(source, footer, "unsubscribe") == leave
    assert text(source, footer, "address") == address
    assert footer.href == "https://x.example/u"


def test_running_text_is_markdown_and_its_signs_stay_signs() -> None:
    source = read_mail(
        "<p>Eén <b>vet</b> en <em>schuin</em> woord, <a href='https://x.example/a(b)'>een link</a>, 3 * 4 = 12,"
        " snake_case en *sterren*.<br>1. geen lijst</p><ul><li>ett</li><li>två <strong>tre</strong></li></ul>"
        "<p># geen kop</p>",
        "html",
    )
    (block,) = blocks(source, K.TEXT)
    assert text(source, block) == (
        "Eén **vet** en *schuin* woord, [een link](<https://x.example/a(b)>), 3 * 4 = 12, snake_case en"
        " \\*sterren\\*.\n"
        "1\\. geen lijst\n\n- ett\n- två **tre**\n\n\\# geen kop"
    )


def test_merge_tags_survive_and_say_who_sends() -> None:
    source = read_mail(
        "<html><head><title>Hej {{ first_name|default:'du' }}</title></head><body>"
        "<p>{{ first_name|default:&quot;Hej&quot; }}, en filt.</p>"
        "<a href='https://x.example/?u={{ person.id }}' style='background:#123;padding:9px'>Köp</a>"
        '<p><a href="{% unsubscribe_link %}">Avregistrera dig</a></p></body></html>',
        "html",
    )
    assert mail_of(source).platform is Platform.KLAVIYO
    assert source.copy.text("subject") == "Hej {{ first_name|default:'du' }}"
    assert '{{ first_name|default:"Hej" }}' in all_words(source)
    assert blocks(source, K.FOOTER)[0].href == "{% unsubscribe_link %}"
    assert blocks(source, K.BUTTON)[0].href == "https://x.example/?u={{ person.id }}"


def test_a_tracking_pixel_is_left_out_and_said() -> None:
    source = read_mail("<p>Hej</p><img src='https://t.example/o.gif?u=1' width='1' height='1'>", "html")
    assert kinds(source) == [K.TEXT]
    assert "1 invisible picture" in source.notes[0]


def test_social_links_and_lines() -> None:
    source = read_mail(
        "<p>Hej</p><table><tr><td style='border-top:1px solid #ccc'>&nbsp;</td></tr></table><table><tr>"
        "<td><a href='https://www.instagram.com/s'>"
        "<img src='https://x.example/i.png' width='24' alt='Instagram'></a></td>"
        "<td><a href='https://facebook.com/s'><img src='https://x.example/f.png' width='24' alt='Facebook'></a></td>"
        "</tr></table>",
        "html",
    )
    assert kinds(source) == [K.TEXT, K.DIVIDER, K.SOCIAL]
    assert [link.network for link in blocks(source, K.SOCIAL)[0].links] == ["instagram", "facebook"]


MJML = """<mjml lang="sv"><mj-head><mj-title>Ylva</mj-title><mj-preview>Först till kvarn</mj-preview>
<mj-include path="./foot.mjml" /></mj-head><mj-body><mj-section><mj-column>
<mj-text font-size="30px" align="center">Nu är Ylva här</mj-text>
<mj-text>En filt &amp; ett <b>skal</b>.<br>Två</mj-text>
<mj-image src="https://x.example/y.png" alt="Filten" href="https://x.example" width="300px"></mj-image>
<mj-button href="https://x.example/k">Beställ</mj-button><mj-divider /></mj-column></mj-section>
<mj-section><mj-column><mj-text>Vänster</mj-text></mj-column><mj-column><mj-text>Höger</mj-text></mj-column></mj-section>
<mj-section><mj-column><mj-social><mj-social-element name="facebook" href="https://facebook.com/s"/></mj-social>
</mj-column></mj-section></mj-body></mjml>"""


def test_mjml_is_read_as_what_it_says() -> None:
    source = read_mail(MJML)
    assert source.brief.language == "sv"
    assert (source.copy.text("subject"), source.copy.text("preheader")) == ("Ylva", "Först till kvarn")
    assert kinds(source) == [K.HEADING, K.TEXT, K.IMAGE, K.BUTTON, K.DIVIDER, K.COLUMNS, K.SOCIAL]
    assert text(source, blocks(source, K.TEXT)[0]) == "En filt & ett **skal**.\nTvå"
    image = blocks(source, K.IMAGE)[0]
    assert (image.src, image.href, image.width) == ("https://x.example/y.png", "https://x.example", 300)
    assert "./foot.mjml" in source.notes[0]


@pytest.mark.parametrize(
    ("broken", "line", "words"),
    [
        ("<mjml><mj-body>\n<mj-section>\n<mj-column></mj-section></mj-body></mjml>", 3, "<mj-column> was to be closed"),
        ("<mjml><mj-body>\n\n<mj-text>Hej</mj-body></mjml>", 3, "<mj-text> was to be closed"),
        ("<mjml>\n<mj-body>", 2, "<mj-body> is not closed"),
        ("<mjml></mj-section></mjml>", 1, "<mjml> was to be closed"),
        ("<mj-body></mj-body>", 1, "no element <mjml>"),
        ("<mjml>" + "<mj-wrapper>" * 500, 1, "too deep"),
    ],
)
def test_broken_mjml_is_said_with_its_line(broken: str, line: int, words: str) -> None:
    with pytest.raises(UserError) as caught:
        read_mail(broken, "mjml")
    assert f"broken at line {line}" in caught.value.problem.message
    assert words in caught.value.problem.hint


def test_markdown_is_read_with_subject_and_buttons() -> None:
    source = read_mail(
        "---\nsubject: Ylva\n---\n# Nu är Ylva här\n\nEn filt.\n\n[Beställ](https://x.example){.button}\n"
    )
    assert kinds(source) == [K.HEADING, K.TEXT, K.BUTTON]
    assert source.copy.text("subject") == "Ylva"


def eml(html: str = "<h1>Hej</h1><p>En filt.</p>", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Ylva är här"
    message["From"] = "Sjöbod <hej@sjobod.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Hej i text")
    message.add_alternative(html, subtype="html")
    return message


def test_a_mail_as_it_was_sent_keeps_sender_subject_and_pictures(tmp_path: Path) -> None:
    message = eml("<h1>Hej</h1><img src='cid:bild@x' alt='Filten'><p>En filt.</p>", Reply_To="svar@sjobod.example",
                  Content_Language="sv")  # fmt: skip
    message["Content-Language"] = "sv"
    body = message.get_body(("html",))
    assert isinstance(body, EmailMessage)
    body.add_related(PNG, "image", "png", cid="<bild@x>")
    path = tmp_path / "ylva.eml"
    path.write_bytes(message.as_bytes())
    source = read_mail_file(path, str(tmp_path / "pictures"))
    mail = mail_of(source)
    assert (mail.sender, mail.from_address, mail.reply_to) == ("Sjöbod", "hej@sjobod.example", "svar@sjobod.example")
    assert source.copy.text("subject") == "Ylva är här"
    assert source.brief.language == "sv"
    src = blocks(source, K.IMAGE)[0].src
    assert src.startswith("picture:")
    assert (tmp_path / "pictures" / src.removeprefix("picture:")).read_bytes() == PNG
    again = read_mail_file(path)
    assert "1 picture was left out." in again.notes
    assert text(again, blocks(again, K.IMAGE)[0], "alt") == "Filten"


def test_pictures_that_stand_in_the_page_are_kept_and_what_is_none_is_left_out(tmp_path: Path) -> None:
    good = base64.b64encode(PNG).decode()
    bad = base64.b64encode(b"<svg onload=alert(1)>").decode()
    source = read_mail(
        f"<p>Hej</p><img alt='a' src='data:image/png;base64,{good}'><img src='data:image/svg+xml;base64,{bad}'>",
        "html",
        str(tmp_path),
    )
    assert [path.suffix for path in tmp_path.iterdir()] == [".png"]
    assert len(blocks(source, K.IMAGE)) == 1
    assert "is no PNG" in source.notes[0]


@pytest.mark.parametrize(
    ("charset", "data", "words"),
    [
        ("utf-8", "räksmörgås".encode("cp1252"), "räksmörgås"),
        ("x-klingon", "räksmörgås".encode(), "räksmörgås"),
        ("us-ascii", "coördinatie €".encode(), "coördinatie €"),
        ("utf-16", "één".encode("cp1252"), "één"),
    ],
)
def test_wrong_and_unknown_character_sets_are_read_and_said(charset: str, data: bytes, words: str) -> None:
    source = read_mail(
        b"Subject: x\r\nFrom: a@b.example\r\nContent-Type: text/html; charset=" + charset.encode()
        + b"\r\n\r\n<p>" + data + b"</p>",
        "eml",
    )  # fmt: skip
    if charset != "utf-16":
        assert words in all_words(source)
        assert charset in source.notes[0]
    assert all_words(source)


def test_flowed_text_without_a_page_becomes_paragraphs() -> None:
    source = read_mail(
        "Subject: Hej\nFrom: a@b.example\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
        "En rad som \ngår vidare.\n\nNästa stycke.\n",
        "eml",
    )
    assert text(source, blocks(source, K.TEXT)[0]) == "En rad som går vidare.\n\nNästa stycke."


def test_parts_that_lie_deep_in_each_other_end_in_a_sentence() -> None:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(400))
    with pytest.raises(UserError) as caught:
        read_mail(f"Subject: x\nFrom: a@b.example\nMIME-Version: 1.0\n{head}Content-Type: text/plain\n\nhej\n", "eml")
    assert "too deep" in caught.value.problem.message


def test_a_mail_with_a_thousand_parts_ends_in_a_sentence() -> None:
    part = "--b\nContent-Type: text/plain\n\nhej\n"
    with pytest.raises(UserError) as caught:
        read_mail(f'From: a@b.example\nContent-Type: multipart/mixed; boundary="b"\n\n{part * 1000}--b--\n', "eml")
    assert "more than 300 parts" in caught.value.problem.message


@pytest.mark.parametrize(
    "head",
    [
        "From: =?x-unknown?q?=80=81?= <a@b.example>\nSubject: =?utf-8?b?///?=",
        'From: "a" <<>>@@,;:\nSubject: =?utf-8?q?' + "=C3" * 400 + "?=",
        'From: @@@\nContent-Type: text/html; charset="\nSubject: x',
        "From: a@b.example\nContent-Type: multipart/mixed\nSubject: no boundary",
        "From: a@b.example\nContent-Transfer-Encoding: base64\nSubject: x",
    ],
)
def test_headers_that_nobody_should_write_do_no_harm(head: str) -> None:
    with suppress(UserError):  # a sentence will do, and nothing else may be raised
        assert mail_of(read_mail(f"{head}\n\n<p>Hej då</p>\n", "eml")).blocks


def test_a_mail_with_nothing_to_edit_says_so() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content(b"%PDF-1.7", "application", "pdf")
    with pytest.raises(UserError) as caught:
        read_mail(message.as_bytes(), "eml")
    assert "no text that can be edited" in caught.value.problem.message


def test_a_page_of_five_megabytes_ends_in_a_sentence_soon() -> None:
    page = "<html><body>" + "<p>En rad om en filt av ull.</p>" * 160_000 + "</body></html>"
    assert len(page) > 5_000_000 * 0.9
    begun = time.process_time()
    with pytest.raises(UserError) as caught:
        read_mail(page, "html")
    assert time.process_time() - begun < 5
    assert "too large to be edited" in caught.value.problem.message
    assert caught.value.problem.hint


def test_pictures_do_not_count_into_the_size_of_a_page(tmp_path: Path) -> None:
    data = base64.b64encode(PNG + b"\0" * 2_000_000).decode()
    source = read_mail(f"<p>Hej</p><img alt='b' src='data:image/png;base64,{data}'>", "html", str(tmp_path))
    assert len(data) > LARGEST_PAGE
    assert kinds(source) == [K.TEXT, K.IMAGE]


def test_two_hundred_pictures_are_read() -> None:
    page = "".join(f"<p>Bild {n}</p><img src='https://x.example/{n}.png' alt='Bild {n}'>" for n in range(200))
    source = read_mail(page, "html")
    assert len(blocks(source, K.IMAGE)) == 200
    assert "have 400 parts" not in " ".join(source.notes)


def test_more_parts_than_anybody_edits_are_cut_with_a_note() -> None:
    page = "".join(f"<h2>Rubrik {n}</h2><img src='https://x.example/{n}.png' alt='b'>" for n in range(300))
    source = read_mail(page, "html")
    assert len(list(mail_of(source).all_blocks())) == 400
    assert "The first 400 were read" in source.notes[0]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + "djupt",
        "<table><tr><td>" * 5_000 + "djupt",
        "<b>" * 20_000 + "djupt",
        "<p " + "a" * 500_000 + ">djupt</p>",
        "<p style='" + "color:red;" * 50_000 + "'>djupt</p>",
        "<!--" * 50_000 + "-->djupt",
        "<style>" + "a{b:c}" * 40_000 + "</style><p>djupt</p>",
        "<a href='" * 20_000 + "'>djupt",
        "{{" * 100_000 + "djupt",
    ],
)
def test_pages_made_to_be_slow_or_deep_end_in_time(page: str) -> None:
    begun = time.process_time()
    with suppress(UserError):  # a sentence will do, and nothing else may be raised
        assert mail_of(read_mail(page, "html")).blocks
    assert time.process_time() - begun < 12


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server that remembers who came."""
    came: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            came.append(b"came")
            connection.close()

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()[1], came
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def test_nothing_is_loaded_or_kept_that_could_run(listener: tuple[int, list[bytes]], tmp_path: Path) -> None:
    port, came = listener
    web = f"http://127.0.0.1:{port}"
    secret = tmp_path / "secret.css"
    secret.write_text("p { display: none }", encoding="utf-8")
    source = read_mail(
        f"<html><head><link rel='stylesheet' href='{web}/a.css'><link rel=stylesheet href='{secret.as_uri()}'>"
        f"<style>@import url({web}/b.css); p {{ background: url({web}/c.png) }}</style>"
        f"<script src='{web}/d.js'></script><base href='{web}'></head>"
        f"<body background='{web}/e.png' onload='x()'><iframe src='{web}/f'></iframe>"
        f"<p>Hej <a href='javascript:x()'>hit</a>"
        f" <a href='data:text/html,x'>dit</a></p><img src='{web}/g.png' alt='bild' onerror='x()'>"
        f"<object data='{web}/h'></object><form action='{web}/i'><input name='a'></form>"
        f"<svg onload='x()'><image href='{web}/j'/></svg></body></html>",
        "html",
    )
    read_mail(f"<mjml><mj-head><mj-include path='{web}/k.mjml'/><mj-font href='{web}/l'/></mj-head>"
              f"<mj-body><mj-section>"
              f"<mj-column><mj-text>Hej</mj-text></mj-column></mj-section></mj-body></mjml>")  # fmt: skip
    time.sleep(0.2)
    assert came == []
    assert kinds(source) == [K.TEXT, K.IMAGE]
    assert text(source, blocks(source, K.TEXT)[0]) == "Hej hit dit"
    assert "javascript" not in repr(source)
    assert "onload" not in repr(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Return-Path: <a@b>\nSubject: x\n\nhej", "eml"),
        ("X-Strange: y\n more\nFrom: a@b.example\n\nhej", "eml"),
        ("<?xml version='1.0'?>\n<!-- x -->\n<mjml></mjml>", "mjml"),
        ("<!DOCTYPE html><html></html>", "html"),
        ("<table><tr><td>a</td></tr></table>", "html"),
        ("# Rubrik\n\nFrom: here to there", "markdown"),
        ("Hej du", "markdown"),
    ],
)
def test_what_a_source_is_is_seen_from_it(source: str, expected: str) -> None:
    assert kind_of(source) == expected


def test_files_that_are_not_there_empty_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        read_mail_file(tmp_path / "no.html")
    (tmp_path / "empty.html").write_bytes(b"  \n")
    with pytest.raises(UserError, match="There is nothing in it"):
        read_mail_file(tmp_path / "empty.html")
    with pytest.raises(UserError):
        read_mail_file(tmp_path)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_in_each_usual_encoding(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<p>Smörgås, één euro</p><p>två</p>".encode(charset))
    assert "Smörgås, één euro" in all_words(read_mail_file(path))


@pytest.mark.parametrize("opening", ["<!--", "<!--[if mso]>", "@import "])
def test_what_is_only_opened_costs_no_time(opening: str) -> None:
    began = time.process_time()
    read = read_mail("<html><body><p>Hej</p>" + opening * 30_000 + "</body></html>", "html")
    assert time.process_time() - began < 5
    assert "Hej" in " ".join(text for _, text in read.copy.addressed())
