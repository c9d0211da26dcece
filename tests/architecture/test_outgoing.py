"""Only the modules that docs/privacy.md names can open a connection to another computer."""

from __future__ import annotations

import ast
import re
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
OPENERS = re.compile(
    r"""
    \bhttpx\.(?:AsyncClient|Client|get|post|request|stream|AsyncHTTPTransport)\b
  | \bopenai\.(?:AsyncOpenAI|OpenAI)\b
  | \burlopen\b | \burlretrieve\b | \bopen_connection\b | \bcreate_connection\b
  | \bHTTPS?Connection\b | \baiohttp\.ClientSession\b | \brequests\.(?:get|post|Session)\b
  | \bsmtplib\.SMTP(?:_SSL)?\( | \bsocket\.socket\b
      | \bQTcpSocket\b | \bQNetworkAccessManager\b | \bQSslSocket\b | \bQWebSocket\b
  | ['"]pip['"],\s*['"]download['"]
    """,
    re.VERBOSE,
)
INSIDE_ONLY = {"desktop/engine/priming.py", "desktop/engine/worker.py", "desktop/store/server.py"}
"""They speak to processes of this program: the model server at 127.0.0.1, the worker, a second window."""


def code_of(path: Path) -> str:
    """The source without docstrings and comments, which may speak of such things."""
    return ast.unparse(_bare(ast.parse(path.read_text(encoding="utf-8"))))


def _bare(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        match getattr(node, "body", None):
            case [ast.Expr(value=ast.Constant()), *_] as body:
                body[0] = ast.Pass()
    return tree


def test_what_can_open_a_connection_is_what_the_page_says() -> None:
    opening = {
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "desktop").rglob("*.py")
        if OPENERS.search(code_of(path))
    }
    page = (REPOSITORY / "docs" / "privacy.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(desktop/[\w/.]+)`", page, re.MULTILINE))
    assert opening - INSIDE_ONLY == named


def test_nothing_is_fetched_by_the_window() -> None:
    for room in ("runtime", "views"):
        for path in (REPOSITORY / "desktop" / room).rglob("*.py"):
            assert not re.search(r"\b(?:QtNetwork\.QNetwork|QNetworkAccessManager|QTcpSocket)", code_of(path)), path
