"""What can go wrong with a page that is asked for, as sentences that say what helps."""

from __future__ import annotations

import socket
import ssl

from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.words import tr
from desktop.engine.redaction import redact_shapes

_NO_PAGE = frozenset({404, 410})
_NOT_LET_IN = frozenset({401, 402, 403, 407, 451})


def no_address(typed: str) -> UserError:
    """Nothing that a page can be asked for by."""
    return UserError(
        ErrorKind.INPUT,
        tr("This is no address of a page: {address}", address=redact_shapes(typed.strip())[:200]),
        tr("An address looks like https://example.com/tea."),
    )


def not_public(host: str) -> UserError:
    """A name or a redirect that leads into this computer or its network."""
    return UserError(
        ErrorKind.INPUT,
        tr("{host} was not asked: it leads to a computer in your own network.", host=host),
        tr("If you mean it, type the IP address of that computer, as http://192.168.1.20/page."),
    )


def in_circles(host: str) -> EnvironmentProblem:
    """A page that sends on and on."""
    return EnvironmentProblem(
        ErrorKind.PROVIDER,
        tr("{host} sends from one address to the next, and the page never comes.", host=host),
        _paste(),
    )


def too_slow(host: str) -> EnvironmentProblem:
    """A page that does not come in time."""
    return EnvironmentProblem(
        ErrorKind.TIMEOUT, tr("The page of {host} did not come in time.", host=host), _paste(), Remedy.RETRY
    )


def too_large(host: str, limit: int) -> UserError:
    """More than is read."""
    return UserError(
        ErrorKind.INPUT,
        tr("The page of {host} is too large: more than {n} MB.", host=host, n=limit // 1_000_000),
        _paste(),
    )


def wrong_type(host: str, said: str) -> UserError:
    """A film, a picture, a program."""
    return UserError(
        ErrorKind.UNSUPPORTED,
        tr("What {host} sends is no page with words.", host=host),
        tr("Pages, plain text, PDF and Word documents can be read."),
        details=f"content-type: {said[:80]}",
    )


def damaged(host: str, details: str) -> EnvironmentProblem:
    """An answer that cannot be unpacked."""
    return EnvironmentProblem(
        ErrorKind.PROVIDER, tr("What {host} sent is damaged.", host=host), _paste(), Remedy.RETRY, details=details
    )


def refused(host: str, status: int) -> CopydeskError:
    """An answer that is no page."""
    if status in _NO_PAGE:
        return UserError(
            ErrorKind.INPUT,
            tr("{host} has no page at this address.", host=host),
            tr("Open it in your browser and copy the address again."),
            details=f"HTTP {status}",
        )
    if status in _NOT_LET_IN:
        message = tr("{host} does not give this page to programs, or wants you to sign in.", host=host)
        return EnvironmentProblem(ErrorKind.PROVIDER, message, _paste(), details=f"HTTP {status}")
    message = tr("{host} could not send the page.", host=host)
    return EnvironmentProblem(ErrorKind.PROVIDER, message, _paste(), Remedy.RETRY, details=f"HTTP {status}")


def of_connection(host: str, error: Exception) -> EnvironmentProblem:
    """Why there is no connection, or no whole answer."""
    causes = _causes(error)
    details = f"{type(error).__name__}: {error}"
    untrusted = next((each for each in causes if isinstance(each, ssl.SSLCertVerificationError)), None)
    if untrusted is not None:
        reason = untrusted.verify_message.rstrip(".")
        message = tr("The certificate of {host} is not trusted: {reason}.", host=host, reason=reason)
        return EnvironmentProblem(ErrorKind.NETWORK, message, _paste(), details=details)
    if any(isinstance(each, socket.gaierror | UnicodeError) for each in causes):
        message = tr("There is no server called {host}, or this computer is offline.", host=host)
    else:
        message = tr("The connection to {host} broke off.", host=host)
    return EnvironmentProblem(ErrorKind.NETWORK, message, _paste(), Remedy.RETRY, details=details)


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in found:
        found.append(at)
        at = at.__cause__ or at.__context__
    return found


def _paste() -> str:
    return tr("Nothing was changed. Open the page in your browser, copy what you need, and paste it as a source.")
