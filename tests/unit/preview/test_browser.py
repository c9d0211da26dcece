"""The drawing process itself: what it draws, and that nothing leaves it; needs QtWebEngine, an optional part."""

from __future__ import annotations

import base64
import importlib.util
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from desktop.core.environment import child_environment
from desktop.preview.frames import SCALE, TALLEST, Draw, Drawn

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("PySide6.QtWebEngineCore") is None,
        reason="QtWebEngine is not here: it comes with the extra “preview”",
    ),
    pytest.mark.slow,
]


class Process:
    """The process, spoken to line by line."""

    def __init__(self, idle_s: float = 60.0) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "desktop.preview", "--idle", str(idle_s)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=child_environment(),
        )  # fmt: skip
        self._number = 0
        assert b"ready" in self._out.readline()

    @property
    def _out(self) -> IO[bytes]:
        assert self._child.stdout is not None
        return self._child.stdout

    def draw(self, html: str, width: int = 360, *, dark: bool = False) -> tuple[Drawn, QImage]:
        """A page as a picture."""
        self._number += 1
        assert self._child.stdin is not None
        self._child.stdin.write(msgspec.json.encode(Draw(self._number, html, width, dark)) + b"\n")
        self._child.stdin.flush()
        drawn = msgspec.json.decode(self._out.readline(), type=Drawn)
        assert drawn.id == self._number
        return drawn, QImage.fromData(base64.b64decode(drawn.png))

    def end(self, timeout: float = 20.0) -> int:
        """Close its standard input; its exit status."""
        assert self._child.stdin is not None
        self._child.stdin.close()
        return self.wait(timeout)

    def close(self) -> None:
        """Let go of its pipes."""
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()

    def wait(self, timeout: float) -> int:
        """Wait for its end."""
        try:
            return self._child.wait(timeout)
        finally:
            if self._child.poll() is None:
                self._child.kill()
                self._child.wait()
            self.close()


@pytest.fixture(scope="module")
def process() -> Iterator[Process]:
    made = Process()
    yield made
    assert made.end() == 0


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x * SCALE, y * SCALE).name()


def bar(height: int, of: str) -> str:
    return f"<div style='height:{height}px;background:{of}'></div>"


@pytest.mark.parametrize("width", [360, 600])
def test_a_page_is_drawn_whole_at_its_width(process: Process, width: int) -> None:
    page = f"<body style='margin:0'>{bar(900, '#aa0000')}{bar(700, '#00aa00')}</body>"
    drawn, image = process.draw(page, width)
    assert (drawn.error, drawn.cut, drawn.height) == ("", False, 1600)
    assert (image.width(), image.height()) == (width * SCALE, 1600 * SCALE)
    assert colour(image, 10, 10) == "#aa0000"
    assert colour(image, width - 5, 1595) == "#00aa00"
    assert colour(image, 0, 1599) == "#00aa00", "the mark of the process is painted over"


def test_one_page_leaves_nothing_in_the_next(process: Process) -> None:
    process.draw(f"<body style='margin:0'>{bar(3000, '#0000aa')}</body>", 360)
    drawn, image = process.draw(f"<body style='margin:0'>{bar(100, '#00aaaa')}</body>", 600)
    assert drawn.height == 100
    assert {colour(image, x, y) for x in (1, 300, 598) for y in (1, 50, 98)} == {"#00aaaa"}


def test_narrow_and_wide_follow_the_rules_of_the_mail(process: Process) -> None:
    page = (
        "<style>div{background:#111111}@media(max-width:480px){div{background:#eeeeee}}</style>"
        "<body style='margin:0'><div style='height:300px'></div></body>"
    )
    assert colour(process.draw(page, 360)[1], 20, 20) == "#eeeeee"
    assert colour(process.draw(page, 600)[1], 20, 20) == "#111111"


def test_a_page_without_a_ground_stands_on_that_of_the_client(process: Process) -> None:
    assert colour(process.draw("<p>Hej</p>", 360)[1], 350, 5) == "#ffffff"
    assert colour(process.draw("<p>Hej</p>", 360, dark=True)[1], 350, 5) == "#121212"


def test_a_page_that_never_ends_is_cut(process: Process) -> None:
    drawn, image = process.draw(f"<body style='margin:0'>{bar(60_000, '#aa0000')}</body>")
    assert drawn.cut
    assert drawn.height == TALLEST
    assert image.height() == TALLEST * SCALE


def test_pictures_of_the_mail_itself_are_shown_above_two_megabytes(process: Process) -> None:
    picture = QImage(1200, 1200, QImage.Format.Format_RGB32)
    for y in range(1200):
        for x in range(0, 1200, 3):
            picture.setPixel(x, y, (x * y * 2654435761) & 0xFFFFFF)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(100)
    writer.write(picture)
    address = f"data:image/png;base64,{base64.b64encode(data.data()).decode()}"
    assert len(address) > 2_500_000
    drawn, image = process.draw(f"<body style='margin:0'><img src='{address}' width='360' height='360'></body>")
    assert drawn.height in range(360, 366)
    assert len({colour(image, x, 100) for x in range(0, 360, 7)}) > 10


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server on loopback that remembers what it was asked."""
    came: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(0.5)
                try:
                    came.append(connection.recv(200))
                except OSError:
                    came.append(b"connected")

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()[1], came
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def hostile(web: str, file: str) -> str:
    """A page that tries every way out that there is."""
    return f"""<html manifest="{web}/m"><head><base href="{web}/"><title>x</title>
<meta http-equiv="refresh" content="0;url={web}/refresh"><meta http-equiv="Content-Security-Policy" content="img-src *">
<link rel="stylesheet" href="{web}/a.css"><link rel="preconnect" href="{web}"><link rel="dns-prefetch" href="{web}">
<link rel="prefetch" href="{web}/p"><link rel="preload" as="image" href="{web}/pl.png">
<link rel="icon" href="{web}/i">
<link rel="prerender" href="{web}/pr"><link rel="modulepreload" href="{web}/mp.js">
<style>@import url({web}/b.css);@font-face{{font-family:F;src:url({web}/f.woff)}}body{{background:url({web}/bg.png);
font-family:F;list-style-image:url({web}/l.png);cursor:url({web}/c.cur),auto}}p::before{{content:url({web}/ct.png)}}
</style><script>fetch("{web}/fetch");document.body.style.background="#00ff00"</script>
<script src="{web}/s.js"></script>
</head><body style="margin:0" onload="new Image().src='{web}/onload'">
<div style="height:100px;background:#123456"></div>
<img src="{web}/img.png" onerror="location='{web}/onerror'"><img srcset="{web}/set.png 1x"><img src="{file}">
<picture><source srcset="{web}/source.png"><img src="{web}/pic.png"></picture>
<video src="{web}/v.mp4" autoplay poster="{web}/poster"></video><audio src="{web}/a.mp3" autoplay></audio>
<iframe src="{web}/frame"></iframe><iframe src="{file}"></iframe>
<iframe srcdoc="<img src='{web}/srcdoc.png'>"></iframe><object data="{web}/o"></object><embed src="{web}/e">
<form action="{web}/form"><button autofocus>x</button></form><a href="{web}/a" ping="{web}/ping">x</a>
<svg><image href="{web}/svg.png"/><use href="{web}/u.svg#x"/><script>fetch("{web}/svgscript")</script></svg>
<table background="{web}/table.png"><tr><td background="{web}/td.png">x</td></tr></table><p>x</p>
<input type="image" src="{web}/input.png"></body></html>"""


def test_nothing_leaves_and_nothing_runs(process: Process, listener: tuple[int, list[bytes]], tmp_path: Path) -> None:
    port, came = listener
    secret = tmp_path / "secret.html"
    secret.write_text("<body style='background:#ff0000'>secret", encoding="utf-8")
    for host in ("127.0.0.1", "localhost"):
        drawn, image = process.draw(hostile(f"http://{host}:{port}", secret.as_uri()))
        assert drawn.error == ""
        assert colour(image, 50, 50) == "#123456", "no script has run"
        names = {colour(image, x, y) for x in range(0, 360, 9) for y in range(0, drawn.height, 9)}
        assert "#ff0000" not in names, "no file was read"
    time.sleep(0.5)
    assert came == []


def test_it_ends_when_nobody_asks() -> None:
    process = Process(idle_s=0.5)
    drawn, _ = process.draw("<p>Hej</p>")
    assert drawn.error == ""
    assert process.wait(20.0) == 0


def test_what_is_no_question_is_passed_over(process: Process) -> None:
    child = process._child  # noqa: SLF001 - to say what nobody says
    assert child.stdin is not None
    child.stdin.write(b"hello\n{}\n")
    child.stdin.flush()
    assert process.draw("<p>Hej</p>")[0].error == ""
