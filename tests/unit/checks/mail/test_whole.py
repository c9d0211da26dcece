from __future__ import annotations

import time

import pytest

from desktop.checks.mail.colours import Colour, contrast, read_colour
from desktop.checks.mail.html_tree import read_tree, split_sheet
from desktop.checks.mail.whole import CLIPPED, check_mail
from desktop.core.brief import Brief, Kind
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.mail import Block, BlockKind, Mail, MailSize, RenderedMail
from desktop.core.rulings import Rulings, Silence

FOOT = "<p><a href='https://a.nl/stop'>Unsubscribe</a> Havn, Kade 4, 1012 TK Amsterdam</p>"
WORDS = "<p>" + "The coats for this winter are in the shop. " * 12 + "</p>"


_UNKNOWN = MailSize()


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}{WORDS}{FOOT}</body></html>"


def look(html: str, check: str = "", size: MailSize = _UNKNOWN, text: str = "") -> list[Finding]:
    brief = Brief(Kind.MAIL, language="en")
    found = check_mail(brief, Copy(), RenderedMail("Coats", "", "", html, text, size))
    return [each for each in found if not check or each.check == check]


def test_nothing_is_said_of_a_plain_page() -> None:
    assert look(page("<h1>Coats</h1>")) == []


@pytest.mark.parametrize(
    ("encoded", "severity"),
    [
        (CLIPPED, Severity.WARNING),
        (CLIPPED + 1, Severity.ERROR),
        (95_000, Severity.WARNING),
        (93_000, None),
        (20_000, None),
    ],
)
def test_the_size_is_that_of_the_mail_as_encoded(encoded: int, severity: Severity | None) -> None:
    found = look(page(""), "mail.size", MailSize(html=10_000, encoded=encoded))
    assert [each.severity for each in found] == ([severity] if severity else [])


def test_letters_that_grow_when_encoded_are_counted_so() -> None:
    html = page("<p>" + "åäö " * 11_000 + "</p>")
    assert len(html.encode()) < CLIPPED
    (found,) = look(html, "mail.size")
    assert found.severity is Severity.ERROR


def test_a_mail_of_five_megabytes_is_judged_in_little_time() -> None:
    began = time.process_time()
    found = look(page("<table><tr><td>" + "<p style='color:#777'>Coats and hats</p>" * 140_000 + "</td></tr></table>"))
    assert {each.check for each in found} >= {"mail.size"}
    assert time.process_time() - began < 6


@pytest.mark.parametrize(
    ("html", "text", "missing"),
    [
        ("<body>" + WORDS, "", {"mail.unsubscribe", "mail.address"}),
        ("<body>" + WORDS + "<a href='{{ unsubscribe }}'>Stop</a> Postbus 12, 1012 TK Amsterdam", "", set()),
        ("<body>" + WORDS + "<a href='*|UNSUB|*'>x</a> *|LIST:ADDRESSLINE|*", "", set()),
        ("<body>" + WORDS + "Schrijf je uit. Storgatan 5, 223 50 Lund", "", set()),
        ("<body>" + WORDS + "Avregistrera dig", "", {"mail.address"}),
        ("<body>" + WORDS, "Unsubscribe: https://a.nl\n14 Mill Road, Cambridge CB1 2AD", set()),
        ("<body>" + WORDS + "<span style='display:none'>Unsubscribe</span>", "", {"mail.unsubscribe", "mail.address"}),
    ],
)
def test_a_mail_must_say_how_to_stop_it_and_who_sends_it(html: str, text: str, missing: set[str]) -> None:
    said = {each.check for each in look(html, text=text)}
    assert said & {"mail.unsubscribe", "mail.address"} == missing


@pytest.mark.parametrize(
    ("body", "severity", "marked"),
    [
        ("<p style='color:#aaaaaa'>Faint words</p>", Severity.WARNING, "#aaaaaa on #ffffff"),
        ("<p style='color:#767676'>Grey words</p>", None, ""),
        ("<p style='color:#808080'>Grey words</p>", Severity.INFO, "#808080 on #ffffff"),
        ("<h1 style='color:#808080'>Large words</h1>", None, ""),
        ("<table bgcolor='#000'><tr><td>Black on black</td></tr></table>", Severity.WARNING, "#000000 on #000000"),
        ("<table bgcolor='#000'><tr><td style='color:white'>Fine</td></tr></table>", None, ""),
        ("<a href='https://a.nl' style='background:#eee url(x.png);color:#ddd'>Over a picture</a>", None, ""),
        ("<p style='color:#fff;font-size:1px'>Hidden words</p>", None, ""),
        ("<div style='display:none;color:#fff'>Hidden words</div>", None, ""),
        ("<p style='color:rgba(0,0,0,.3)'>Words seen through</p>", Severity.WARNING, "#b2b2b2 on #ffffff"),
        (
            "<p style='background:#222'><font color='#333333'>Old words</font></p>",
            Severity.WARNING,
            "#333333 on #222222",
        ),
    ],
)
def test_words_that_are_hard_to_read_are_named(body: str, severity: Severity | None, marked: str) -> None:
    found = look(page(body), "mail.contrast")
    assert [each.severity for each in found] == ([severity] if severity else [])
    assert all(each.message.startswith(marked) for each in found)


def test_the_rules_of_a_style_sheet_count_too() -> None:
    found = look(page("<p class='faint'>Faint words</p>", "<style>.faint { color: #bbbbbb }</style>"), "mail.contrast")
    assert [each.message.split(" has")[0] for each in found] == ["#bbbbbb on #ffffff"]


def test_the_dark_is_looked_at_where_a_mail_has_rules_for_it() -> None:
    head = "<style>@media (prefers-color-scheme: dark) { .card { background: #222222 !important } }</style>"
    body = "<div class='card' style='background-color:#ffffff;color:#333333'>These words get lost</div>"
    (found,) = look(page(body, head), "mail.contrast")
    assert found.message.startswith("In the dark, #333333 on #222222")
    better = head.replace("!important }", "!important; color: #eeeeee !important }")
    assert look(page(body, better), "mail.contrast") == []


def test_a_colour_is_said_at_the_words_that_have_it() -> None:
    mail = Mail(blocks=(Block("b1", BlockKind.TEXT), Block("b2", BlockKind.FOOTER)))
    copy = Copy({"subject": "Faint words", "b1": "Here are Faint words.", "b2": "Foot"})
    html = page("<p>Here are <span style='color:#ccc'>Faint words</span></p>")
    rendered = RenderedMail("Coats", "", "", html, "")
    found = check_mail(Brief(Kind.MAIL, language="en", mail=mail), copy, rendered)
    assert [(each.field, each.text) for each in found if each.check == "mail.contrast"] == [("b1", "Faint words")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<img src='a.jpg' width='300' height='200'>", 1),
        ("<a href='https://a.nl'><img src='a.jpg' width='300' alt=''></a>", 1),
        ("<img src='a.jpg' width='300' alt='A coat'>", 0),
        ("<img src='line.png' width='300' alt=''>", 0),
        ("<img src='https://a.nl/open?u=1' width='1' height='1'>", 0),
    ],
)
def test_pictures_need_a_text(body: str, said: int) -> None:
    assert len(look(page(body), "mail.alt")) == said


@pytest.mark.parametrize(
    ("alt", "severity"), [("", Severity.WARNING), ("IMG_2041.JPG", Severity.INFO), ("A green coat on a hill", None)]
)
def test_the_text_of_a_picture_block_is_looked_at(alt: str, severity: Severity | None) -> None:
    mail = Mail(blocks=(Block("b1", BlockKind.IMAGE, src="https://a.nl/a.jpg"),))
    rendered = RenderedMail("Coats", "", "", page(f"<img src='https://a.nl/a.jpg' alt='{alt}'>"), "")
    found = check_mail(Brief(Kind.MAIL, language="en", mail=mail), Copy({"b1.alt": alt}), rendered)
    assert [(each.check, each.field, each.severity) for each in found] == (
        [("mail.alt", "b1.alt", severity)] if severity else []
    )


def test_a_mail_of_pictures_alone_is_distrusted() -> None:
    picture = "<img src='a.jpg' width='600' height='900' alt='Coats'>"
    assert look(f"<body>{picture}{FOOT}", "mail.images")
    assert look(f"<body>{picture * 5}<p>{'Coats and hats and gloves. ' * 10}</p>{FOOT}", "mail.images")
    assert not look(page(picture * 3), "mail.images")
    assert not look(f"<body><img src='logo.png' width='48' alt='Havn'><p>Thanks.</p>{FOOT}", "mail.images")


@pytest.mark.parametrize(
    ("body", "head", "feature", "severity"),
    [
        ("<div style='display:flex'>x</div>", "", "display: flex", Severity.WARNING),
        ("<div style='position:absolute'>x</div>", "", "position", Severity.WARNING),
        ("<video src='a.mp4'></video>", "", "<video>", Severity.WARNING),
        ("<svg></svg>", "", "<svg>", Severity.WARNING),
        ("<form action='/'><p>x</p></form>", "", "<form>", Severity.WARNING),
        ("<img src='a.webp' alt='A coat'>", "", ".webp", Severity.WARNING),
        ("<img src='data:image/png;base64,AA==' alt='A coat'>", "", "data:", Severity.WARNING),
        ("<p style='color:var(--ink)'>x</p>", "", "var()", Severity.WARNING),
        ("<p style='transform:rotate(2deg)'>x</p>", "", "transform", Severity.INFO),
        ("<p>x</p>", "<link rel='stylesheet' href='https://a.nl/mail.css'>", '<link rel="stylesheet">', Severity.INFO),
        ("<p class='a'>x</p>", "<style>.a { animation: spin 1s }</style>", "animation", Severity.INFO),
    ],
)
def test_what_major_clients_lack_is_named_with_its_source(
    body: str, head: str, feature: str, severity: Severity
) -> None:
    (found,) = look(page(body, head), "mail.html_feature")
    assert (found.text, found.severity) == (feature, severity)
    assert found.source.startswith("https://www.caniemail.com/features/")


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<p class='a'>x</p>", "<style>@media (min-width: 600px) { .a { display: flex } }</style>"),
        ("<p class='a'>x</p>", "<style>@supports (display: grid) { .a { display: grid } }</style>"),
        ("<!--[if mso]><v:rect style='position:absolute'></v:rect><![endif]--><p>x</p>", ""),
        ("<p>x</p>", "<link rel='stylesheet' href='https://fonts.googleapis.com/css?family=Lora'>"),
        ("<p>x</p>", "<style>@import url('https://fonts.googleapis.com/css?family=Lora');</style>"),
        ("<p style='border-radius:4px;max-width:600px;position:relative'>x</p>", ""),
        ("<img src='a.png' alt='A coat'><img src='b.jpg' alt='A hat'>", ""),
    ],
)
def test_what_is_for_those_who_know_it_is_fine(body: str, head: str) -> None:
    assert look(page(body, head), "mail.html_feature") == []


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<table><tr><td><div><p style='color:#zzz;background:rgb(1,2)'>x",
        "</div></p>" * 200,
        "<div>" * 5_000 + "x",
        "<style>@media (prefers-color-scheme: dark) { .a {",
        '<p style="' + "a:(" * 3_000 + '">x',
        "\x00<p>\ud800</p>",
    ],
)
def test_broken_pages_are_read_as_far_as_they_go(html: str) -> None:
    began = time.process_time()
    look(html.encode("utf-8", "replace").decode())
    assert time.process_time() - began < 5


def test_what_is_silenced_is_not_said() -> None:
    html = page("<p style='color:#aaa'>Faint words</p>")
    rendered = RenderedMail("Coats", "", "", html, "")
    assert check_mail(Brief(Kind.MAIL), Copy(), rendered, CheckOptions(silenced=("mail.",))) == ()
    assert check_mail(Brief(Kind.MAIL, rulings=Rulings(silenced=(Silence("mail.contrast"),))), Copy(), rendered) == ()


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#fff", Colour(255, 255, 255)),
        ("#1f4e5f", Colour(31, 78, 95)),
        ("1f4e5f", Colour(31, 78, 95)),
        ("#00000080", Colour(0, 0, 0, 128 / 255)),
        ("rgb(1, 2, 300)", Colour(1, 2, 255)),
        ("rgba(0,0,0,.5)", Colour(0, 0, 0, 0.5)),
        ("rgb(0 0 0 / 50%)", Colour(0, 0, 0, 0.5)),
        ("Navy", Colour(0, 0, 128)),
        ("inherit", None),
        ("", None),
        ("#12345", None),
    ],
)
def test_colours_are_read_as_html_writes_them(text: str, colour: Colour | None) -> None:
    assert read_colour(text) == colour


def test_contrast_is_that_of_wcag() -> None:
    black, white, grey = Colour(0, 0, 0), Colour(255, 255, 255), Colour(118, 118, 118)
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, grey) == pytest.approx(4.54, abs=0.01)
    assert contrast(grey, grey) == 1


def test_queries_are_taken_apart() -> None:
    sheet = "a{color:red} @media screen{b{c:d}} @media (prefers-color-scheme:dark){e{f:g} h{i:j}} k{l:m}"
    plain, dark = split_sheet(sheet)
    assert plain.split() == ["a{color:red}", "k{l:m}"]
    assert dark.split() == ["e{f:g}", "h{i:j}"]


def test_text_is_what_is_seen() -> None:
    body = "<p>One<!-- no --><span hidden>no</span> two&nbsp;&amp; three</p>"
    html = f"<head><title>T</title><style>p{{}}</style></head>{body}"
    assert read_tree(html).text.split() == ["One", "two", "&", "three"]
