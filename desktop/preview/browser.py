"""A browser that can do nothing but draw the one page it is given.

Four walls, each of which holds alone: scripts are off; a content policy comes with the page; an interceptor stops
every request but `data:`; and no name of a host can be resolved.
"""

from __future__ import annotations

import base64
import importlib
import os
import re
import sys
import threading
from collections import deque
from typing import Any

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from desktop.preview.frames import SCALE, TALLEST, Draw, Drawn, Ready

# By name, so that a type check says the same with and without the optional part.
core: Any = importlib.import_module("PySide6.QtWebEngineCore")
widgets: Any = importlib.import_module("PySide6.QtWebEngineWidgets")

SCHEME = b"mail"
PAGE = "mail:page"
PICTURE = "mail:picture/"
POLICY = "default-src 'none'; img-src data: mail:; style-src 'unsafe-inline'; font-src data:; sandbox"
_FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--hide-scrollbars",
    "--disable-checker-imaging",  # else pictures come a moment after the page
)
_PICTURES = re.compile(r"data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]{100000,})")
"""Pictures that may be too large to stand in an address."""
_FIRST_HEIGHT = 20
_SETTLE_MS, _GIVE_UP_MS = 50, 15_000
_TRIES = 30
_QUALITY = 75
"""Of a PNG this says how hard it is pressed together: little, as it goes no further than the window."""
_MARK_SIDE = 2
_MARK = (
    '<div style="position:fixed !important;left:0 !important;bottom:0 !important;width:2px !important;'
    "height:2px !important;margin:0 !important;padding:0 !important;display:block !important;"
    'z-index:2147483647 !important;background:{colour} !important"></div>'
)
_DARK_GROUND, _LIGHT_GROUND = "#121212", "#ffffff"


class Interceptor(core.QWebEngineUrlRequestInterceptor):  # type: ignore[misc]
    """Stops every request but the page itself, its own pictures and `data:`."""

    def interceptRequest(self, info: Any) -> None:  # noqa: ANN401, D102, N802 - Qt's
        url = info.requestUrl()
        if url.scheme() != "data" and url.toString() != PAGE and not url.toString().startswith(PICTURE):
            info.block(True)


class Source(core.QWebEngineUrlSchemeHandler):  # type: ignore[misc]
    """Gives out the page at hand and the pictures in it: an address of its own, as `setHtml` has one, ends at 2 MB."""

    def __init__(self) -> None:
        super().__init__()
        self._html = b""
        self._pictures: list[tuple[bytes, bytes]] = []

    def take(self, html: str) -> None:
        """Give out this page from now on."""
        self._pictures = []
        self._html = _PICTURES.sub(self._put_aside, html).encode("utf-8", "replace")

    def _put_aside(self, found: re.Match[str]) -> str:
        try:
            data = base64.b64decode("".join(found[2].split()), validate=True)
        except ValueError:
            return found[0]
        self._pictures.append((found[1].encode("ascii"), data))
        return f"{PICTURE}{len(self._pictures) - 1}"

    def requestStarted(self, job: Any) -> None:  # noqa: ANN401, D102, N802 - Qt's
        address = job.requestUrl().toString()
        number = address.removeprefix(PICTURE)
        if address == PAGE:
            kind, data = b"text/html; charset=utf-8", self._html
        elif number.isdecimal() and int(number) < len(self._pictures):
            kind, data = self._pictures[int(number)]
        else:
            job.fail(core.QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        job.setAdditionalResponseHeaders({QByteArray(b"Content-Security-Policy"): [QByteArray(POLICY.encode())]})
        buffer = QBuffer(job)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(kind), buffer)


class Page(core.QWebEnginePage):  # type: ignore[misc]
    """Goes nowhere: no link, no refresh, no form, no second window."""

    def acceptNavigationRequest(self, url: QUrl, _kind: object, main: bool) -> bool:  # noqa: D102, FBT001, N802 - Qt's
        return main and url.toString() == PAGE

    def createWindow(self, _kind: object) -> None:  # noqa: D102, N802 - Qt's
        return None

    def javaScriptConsoleMessage(self, *_of: object) -> None:  # noqa: D102, N802 - Qt's
        return


class Browser(QObject):
    """Draws one page after another."""

    drawn = Signal(object)  # Drawn

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Draw] = deque()
        self._now: Draw | None = None
        self._height = 0
        self._tries = 0
        self._before = QImage()
        self._mark = QColor()
        self._profile = core.QWebEngineProfile(self)  # without a name it is off the record
        self._interceptor = Interceptor()
        self._source = Source()
        self._profile.setUrlRequestInterceptor(self._interceptor)
        self._profile.installUrlSchemeHandler(QByteArray(SCHEME), self._source)
        self._profile.setHttpCacheType(core.QWebEngineProfile.HttpCacheType.NoCache)
        self._view = widgets.QWebEngineView()
        self._view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._page: Any = None
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._soon.timeout.connect(self._look)
        self._late = QTimer(self, singleShot=True, interval=_GIVE_UP_MS)
        self._late.timeout.connect(lambda: self._end(error="late"))

    @property
    def busy(self) -> bool:
        """Whether there is something to draw."""
        return self._now is not None or bool(self._waiting)

    def draw(self, request: Draw) -> None:
        """Draw this when those before it are drawn."""
        self._waiting.append(request)
        if self._now is None:
            self._next()

    def close(self) -> None:
        """Let go of the page before its profile goes."""
        self._soon.stop()
        self._late.stop()
        self._view.setPage(None)
        if self._page is not None:
            self._page.deleteLater()
        self._view.deleteLater()

    def _next(self) -> None:
        if not self._waiting:
            return
        self._now = now = self._waiting.popleft()
        self._mark = QColor(*_mark_of(now.id))
        self._source.take(now.html + _MARK.format(colour=self._mark.name()))
        self._height, self._tries, self._before = 0, 0, QImage()
        self._open_page()
        self._page.setBackgroundColor(QColor(_DARK_GROUND if now.dark else _LIGHT_GROUND))
        self._view.resize(now.width, _FIRST_HEIGHT)
        self._view.show()
        self._late.start()
        self._page.load(QUrl(PAGE))

    def _open_page(self) -> None:
        """A page of its own for each mail: the size of the one before, and whatever it left, goes with it."""
        before, self._page = self._page, Page(self._profile, self._view)
        _lock(self._page.settings())
        self._page.loadFinished.connect(self._on_loaded)
        self._view.setPage(self._page)
        if before is not None:
            before.deleteLater()

    def _on_loaded(self, _good: bool) -> None:  # noqa: FBT001 - a slot
        """A page that also wanted to go elsewhere was not loaded well, and is there all the same."""
        if self._now is not None:
            self._soon.start()

    def _look(self) -> None:
        """Make the view as tall as the page; done when the picture is of that size and has held for a moment."""
        now = self._now
        if now is None:
            return
        self._tries += 1
        last = self._tries >= _TRIES
        whole = round(self._page.contentsSize().height())
        wanted = max(_FIRST_HEIGHT, min(whole, TALLEST))
        if (whole <= 0 or wanted != self._height) and not last:
            self._height = wanted
            self._view.resize(now.width, wanted)
            self._soon.start()
            return
        picture = self._view.grab().toImage()
        done = self._is_marked(picture) and picture == self._before
        if not done and not last:
            self._before = picture
            self._soon.start()
            return
        if whole <= 0:
            self._end(error="load")
            return
        self._end(self._unmarked(picture), height=self._height, cut=whole > TALLEST)

    def _is_marked(self, picture: QImage) -> bool:
        """Whether this is the page at hand, drawn at its height: what is drawn lags behind what was asked for."""
        return picture.height() > SCALE and picture.pixelColor(0, picture.height() - 1) == self._mark

    def _unmarked(self, picture: QImage) -> QImage:
        """The picture with the mark painted over by what stands beside it."""
        side = SCALE * _MARK_SIDE
        if self._is_marked(picture) and picture.width() > side and picture.height() > side:
            beside = picture.pixelColor(side, picture.height() - 1)
            for x in range(side):
                for y in range(picture.height() - side, picture.height()):
                    picture.setPixelColor(x, y, beside)
        return picture

    def _end(self, picture: QImage | None = None, *, height: int = 0, cut: bool = False, error: str = "") -> None:
        now, self._now = self._now, None
        self._late.stop()
        self._soon.stop()
        self._view.hide()
        self._before = QImage()
        if now is not None:
            png = "" if picture is None else _png(picture)
            self.drawn.emit(Drawn(now.id, png, height, cut, error))
        self._next()


def _mark_of(number: int) -> tuple[int, int, int]:
    """A colour that the page before did not have."""
    return 250 - number % 97, 3 + number % 89, 190 + number % 61


def _lock(settings: Any) -> None:  # noqa: ANN401 - of the optional part
    """Everything off that a page could do beyond being drawn."""
    attribute = core.QWebEngineSettings.WebAttribute
    for name in (
        "JavascriptEnabled", "JavascriptCanOpenWindows", "JavascriptCanAccessClipboard", "LocalStorageEnabled",
        "LocalContentCanAccessRemoteUrls", "LocalContentCanAccessFileUrls", "PluginsEnabled", "DnsPrefetchEnabled",
        "HyperlinkAuditingEnabled", "AutoLoadIconsForPage", "WebGLEnabled", "Accelerated2dCanvasEnabled",
        "PdfViewerEnabled", "FullScreenSupportEnabled", "ShowScrollBars",
    ):  # fmt: skip
        settings.setAttribute(getattr(attribute, name), False)


def _png(picture: QImage) -> str:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(_QUALITY)
    writer.write(picture)
    return base64.b64encode(data.data()).decode("ascii")


class _Lines(QObject):
    """Reads standard input in a thread, as Qt has no notifier for pipes on every system."""

    came = Signal(object)  # Draw
    ended = Signal()

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._read, name="lines", daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin.buffer:
            try:
                self.came.emit(msgspec.json.decode(line, type=Draw))
            except msgspec.DecodeError:
                continue
        self.ended.emit()


def _environment() -> None:
    """What Chromium reads when it starts; no picture needs a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for screen in ("DISPLAY", "WAYLAND_DISPLAY"):
        os.environ.pop(screen, None)
    os.environ["QT_QUICK_BACKEND"] = "software"
    os.environ["QT_SCALE_FACTOR"] = str(SCALE)
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(f'"{flag}"' if " " in flag else flag for flag in _FLAGS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses to start as root with it


def serve(idle_s: float) -> int:
    """Draw what is asked for, until standard input closes or nobody has asked for `idle_s` seconds."""
    _environment()
    scheme = core.QWebEngineUrlScheme(QByteArray(SCHEME))
    scheme.setSyntax(core.QWebEngineUrlScheme.Syntax.Path)
    scheme.setFlags(core.QWebEngineUrlScheme.Flag.SecureScheme)
    core.QWebEngineUrlScheme.registerScheme(scheme)
    app = QApplication(["copydesk-preview"])
    browser = Browser()
    idle = QTimer(singleShot=True, interval=round(idle_s * 1000))
    idle.timeout.connect(app.quit)

    def say(value: msgspec.Struct) -> None:
        try:
            sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
            sys.stdout.buffer.flush()
        except OSError:
            app.quit()  # nobody listens any more

    def on_drawn(drawn: Drawn) -> None:
        say(drawn)
        if not browser.busy:
            idle.start()

    def on_came(request: Draw) -> None:
        idle.stop()
        browser.draw(request)

    lines = _Lines()
    lines.came.connect(on_came)
    lines.ended.connect(app.quit)
    browser.drawn.connect(on_drawn)
    lines.start()
    idle.start()
    say(Ready())
    app.exec()
    browser.close()
    app.processEvents()
    sys.stdout.flush()
    os._exit(0)  # a thread still waits for standard input, and Chromium's own end takes a second
