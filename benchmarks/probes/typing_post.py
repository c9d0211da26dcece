"""Runs in a process of its own: types into the post that is the last draft of a profile, with checks and preview on.

Prints one latency a line, in ms, as `typing_copydesk` does, and behind it the work of the window's thread. The preview
stands beside the text, and is rendered anew in each pause.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.probes.typing_copydesk import SETTLE_MS, Typist
from desktop.app import Program
from desktop.core.profile import Profile
from desktop.runtime.keeper import Keeper
from desktop.views.post.screen import PostScreen


def main(folder: Path) -> None:
    """Open the window, turn the preview on, wait until all is warm, type, print."""
    gc.disable()  # as the program does, so that its own collector is measured
    application = QApplication([])
    program = Program(application, Profile.at(folder), Keeper(Profile.at(folder)))
    program.show()
    done = QTimer(singleShot=True)
    typists: list[Typist] = []
    rendered: list[object] = []

    def show_preview() -> None:
        page = program.window.page
        if not isinstance(page, PostScreen):
            sys.exit("the Blog screen is not shown")
        program.desk.posting.preview.rendered.connect(rendered.append)
        page.turn_beside()
        QTimer.singleShot(SETTLE_MS, begin)

    def begin() -> None:
        page = program.window.page
        if not isinstance(page, PostScreen) or not rendered or not page.inspector.is_beside:
            problem = program.desk.posting.preview.problem  # a busy engine gives a text up after two seconds
            sys.exit(f"the preview is not shown: {problem.message if problem is not None else page}")
        typists.append(Typist(page.editor.text, done))
        typists[0].start()

    def report() -> None:
        measured = zip(typists[0].latencies, typists[0].work, strict=True)
        sys.stdout.write("\n".join(f"{latency:.2f} {work:.2f}" for latency, work in measured) + "\n")
        sys.stdout.flush()
        program.close()
        application.exit(0)

    done.timeout.connect(report)
    QTimer.singleShot(SETTLE_MS, show_preview)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
