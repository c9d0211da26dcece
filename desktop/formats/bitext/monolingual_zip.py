"""A zip file in which single members are replaced; all others stay as they are, compressed bytes included."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr

LARGEST = 200_000_000
"""Bytes of a file that is opened; pictures make up most of such a one."""

LARGEST_MEMBER = 30_000_000
"""Bytes that a member may have when it is unpacked."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_SIXTY_FOUR = 0xFFFFFFFF
_DESCRIPTOR, _ENCRYPTED = 0x08, 0x01


class Package:
    """An opened zip file."""

    def __init__(self, data: bytes) -> None:
        """Raises `UserError` when it is none, or one that cannot be worked on."""
        if len(data) > LARGEST:
            hint = tr("At most {n} MB can be read. Divide it.", n=LARGEST // 1_000_000)
            raise UserError(ErrorKind.INPUT, tr("The file is too large."), hint)
        self._data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as file:
                self._members = sorted(file.infolist(), key=lambda each: each.header_offset)
                self._directory = file.start_dir
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, struct.error) as error:
            raise _damaged(str(error)) from error
        self.names = tuple(member.filename for member in self._members)
        if len(set(self.names)) < len(self.names):
            raise _damaged(tr("a member is there twice"))

    def size(self, name: str) -> int:
        """How many bytes a member says that it has when it is unpacked."""
        return next(each.file_size for each in self._members if each.filename == name)

    def read(self, name: str) -> bytes:
        """What a member holds. Raises `UserError` where it is damaged, locked or of a size that nobody writes."""
        member = next(each for each in self._members if each.filename == name)
        if member.flag_bits & _ENCRYPTED:
            raise UserError(ErrorKind.INPUT, tr("The file is locked with a password."), tr("Save it without one."))
        if member.file_size > LARGEST_MEMBER:
            raise UserError(ErrorKind.INPUT, tr("{part} is too large to be read.", part=name))
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as file, file.open(name) as opened:
                found = opened.read(LARGEST_MEMBER + 1)
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, zlib.error) as error:
            raise _damaged(f"{name}: {error}") from error
        if len(found) > LARGEST_MEMBER:
            raise UserError(ErrorKind.INPUT, tr("{part} is too large to be read.", part=name))
        return found

    def replaced(self, members: Mapping[str, bytes]) -> bytes:
        """The file with other contents of these members."""
        out = bytearray()
        moved: dict[int, int] = {}
        made: dict[int, tuple[int, int, int, int]] = {}
        ends = [member.header_offset for member in self._members[1:]] + [self._directory]
        for member, end in zip(self._members, ends, strict=True):
            start = member.header_offset
            moved[start] = len(out) + (self._members[0].header_offset if not out else 0)
            if not out:
                out += self._data[:start]
            if member.filename in members:
                record, made[start] = self._record(start, members[member.filename])
                out += record
            else:
                out += self._data[start:end]
        return bytes(out) + self._directory_of(moved, made, len(out))

    def _record(self, start: int, content: bytes) -> tuple[bytes, tuple[int, int, int, int]]:
        """A member with its header, and what the directory says of it: flags, sum, packed and unpacked size."""
        head = _LOCAL.unpack_from(self._data, start)
        if head[0] != b"PK\x03\x04":
            raise _damaged(tr("a member does not stand where it should"))
        name = self._data[start + _LOCAL.size : start + _LOCAL.size + head[9]]
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        flags = head[2] & ~_DESCRIPTOR
        sizes = zlib.crc32(content), len(packed), len(content)
        made = _LOCAL.pack(head[0], head[1], flags, zipfile.ZIP_DEFLATED, head[4], head[5], *sizes, len(name), 0)
        return made + name + packed, (flags, *sizes)

    def _directory_of(self, moved: Mapping[int, int], made: Mapping[int, tuple[int, int, int, int]], at: int) -> bytes:
        """The directory of members, which stands at the end of the file, with their new places."""
        out = bytearray()
        place = self._directory
        for _ in self._members:
            head = list(_CENTRAL.unpack_from(self._data, place))
            size = _CENTRAL.size + head[10] + head[11] + head[12]
            if head[0] != b"PK\x01\x02" or head[16] not in moved or _SIXTY_FOUR in head[8:10]:
                raise _damaged(tr("its directory cannot be kept"))
            rest = self._data[place + _CENTRAL.size : place + size]
            if head[16] in made:
                head[3], head[7], head[8], head[9] = made[head[16]]
                head[4] = zipfile.ZIP_DEFLATED
            head[16] = moved[head[16]]
            out += _CENTRAL.pack(*head) + rest
            place += size
        end = self._data[place:]
        if not end.startswith(b"PK\x05\x06"):
            raise _damaged(tr("its directory cannot be kept"))
        tail = list(_END.unpack_from(end))
        tail[5], tail[6] = len(out), at
        return bytes(out) + _END.pack(*tail) + end[_END.size :]


def _damaged(reason: str) -> UserError:
    return UserError(ErrorKind.INPUT, tr("This file is damaged: {reason}.", reason=reason.rstrip(". ")))
