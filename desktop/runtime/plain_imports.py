"""Takes away PySide's watch over imports; imported by the program before anything else of its own.

PySide wraps `__import__` for the sake of `from __feature__ import snake_case`, which nobody here uses, and to serve it
reads the source of every module that is imported from then on: a twentieth of the start; the sources stay in memory.
What PySide keeps the plain function under is undocumented, so a version that has it no more starts as it would have.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - wraps

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
