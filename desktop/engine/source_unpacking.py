"""Unpacks what a server sent packed, a little at a time, so that a small answer cannot fill the memory."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from desktop.engine import source_trouble

_STEP = 1 << 16
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32


async def unpacked(parts: AsyncIterator[bytes], packing: str, host: str) -> AsyncIterator[bytes]:
    """The content in pieces of up to 64 KB; raises `EnvironmentProblem` for what is packed otherwise, or damaged."""
    if packing in {"", "identity"}:
        async for part in parts:
            yield part
        return
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise source_trouble.damaged(host, f"content-encoding: {packing[:40]}")
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    raw_deflate = packing == "deflate"
    try:
        async for part in parts:
            if raw_deflate and part:
                raw_deflate = False
                if not _is_zlib(part):
                    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
            waiting = part
            while waiting and not unpacker.eof:
                yield unpacker.decompress(waiting, _STEP)
                waiting = unpacker.unconsumed_tail
    except zlib.error as error:
        raise source_trouble.damaged(host, str(error)) from None
    if not unpacker.eof:
        raise source_trouble.damaged(host, "cut off")


def _is_zlib(part: bytes) -> bool:
    """Whether deflated content has zlib's head, as the standard wants and some servers leave out."""
    return part[0] & 0x0F == zlib.DEFLATED and (len(part) == 1 or (part[0] << 8 | part[1]) % 31 == 0)
