"""Pictures of every layout of mails, by day and by night, wide and narrow: `python packaging/mail_pictures.py FOLDER`.

Needs Chromium. Each layout becomes one picture, `FOLDER/LAYOUT.png`, of four views side by side.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import msgspec
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from desktop.core.mail import Block
from desktop.formats.mail.layouts import LAYOUTS
from desktop.formats.mail.render import render_mail
from tests.fakes import mails
from tests.fakes.mails import BRAND, COPY, PICTURE, mail_brief

WIDTHS = (600, 360)
BLOCKS = msgspec.json.decode(
    msgspec.json.encode(mails.BLOCKS).replace(b"https://sjobod.se/tove.png", f"picture:{mails.PICTURE}".encode()),
    type=tuple[Block, ...],
)
"""With no picture of the web, which would not be there."""
TALL = 2600
"""Pixels, more than any of the mails needs."""
SCALE = 0.5
GAP = 14


def main(folder: Path) -> int:
    """Write the pictures; 1 where there is no Chromium."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("Chromium is not installed.", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        draw_blanket(work / PICTURE)
        for layout in LAYOUTS:
            views = [
                photograph(browser, work, layout.id, width, dark=dark) for width in WIDTHS for dark in (False, True)
            ]
            path = folder / f"{layout.id}.png"
            side_by_side(views).save(str(path), quality=0)  # Qt's word for the smallest file
            print(f"{path.name}: {path.stat().st_size // 1000} kB")
    return 0


def photograph(browser: str, work: Path, layout: str, width: int, *, dark: bool) -> QImage:
    """One view of a mail, cut off where it ends."""
    mail = render_mail(
        mail_brief(layout, blocks=BLOCKS),
        COPY,
        BRAND,
        sample={"first_name": "Anna"},
        pictures=str(work),
        embed=True,
        dark=dark,
    )
    (work / "mail.html").write_text(mail.html, encoding="utf-8")
    # In a frame, since no window of Chromium is narrower than 500 pixels.
    style = f"border:0;width:{width}px;height:{TALL}px"
    frame = f'<!doctype html><body style="margin:0"><iframe src="mail.html" style="{style}">'
    (work / "frame.html").write_text(frame, encoding="utf-8")
    shot = work / "shot.png"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    options = [f"--window-size=600,{TALL}", f"--screenshot={shot}", (work / "frame.html").as_uri()]
    subprocess.run([*command, *options], stderr=subprocess.DEVNULL, timeout=120, check=True)
    whole = QImage(str(shot))
    return whole.copy(QRect(0, 0, width, _end(whole) + 24))


def _end(whole: QImage) -> int:
    """The row after which there is but one colour."""
    ground = whole.pixel(4, whole.height() - 1)
    for row in range(whole.height() - 1, 0, -1):
        if any(whole.pixel(column, row) != ground for column in range(0, 360, 3)):
            return row
    return whole.height() - 25


def side_by_side(views: list[QImage]) -> QImage:
    """The views on grey, smaller than they are."""
    width = sum(view.width() for view in views) + GAP * (len(views) + 1)
    sheet = QImage(width, max(view.height() for view in views) + 2 * GAP, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#8b8f92"))
    painter = QPainter(sheet)
    at = GAP
    for view in views:
        painter.drawImage(at, GAP, view)
        at += view.width() + GAP
    painter.end()
    return sheet.scaledToWidth(round(width * SCALE), Qt.TransformationMode.SmoothTransformation)


def draw_blanket(path: Path) -> None:
    """A striped blanket over a bench on a pier: the picture that stands in the mails."""
    picture = QImage(1088, 460, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(0, 0, 1088, 130, QColor("#e1e8e5"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#a9bcb2"))
    hills = [(0, 140), (0, 112), (210, 84), (430, 118), (700, 72), (930, 104), (1088, 96), (1088, 140)]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in hills]))
    for top, height, colour in ((130, 200, "#b7cdd2"), (330, 130, "#cbb391")):
        painter.fillRect(0, top, 1088, height, QColor(colour))
    for left, top, width, height, colour in (
        (180, 150, 730, 28, "#8a6544"),
        (220, 178, 30, 250, "#6b4c31"),
        (830, 178, 30, 250, "#6b4c31"),
        (370, 112, 360, 300, "#f3ede0"),
        *((left, 112, 26, 300, "#93a9b0") for left in (400, 500, 580, 674)),
        *((370, top, 360, 20, "#2b4a63") for top in (186, 280, 374)),
        *((left, 412, 4, 22, "#e6dfcf") for left in range(374, 728, 12)),
    ):
        painter.fillRect(left, top, width, height, QColor(colour))
    painter.end()
    picture.save(str(path))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) if len(sys.argv) == 2 else 2)
