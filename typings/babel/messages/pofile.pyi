from typing import BinaryIO

from babel.messages.catalog import Catalog

def read_po(fileobj: BinaryIO, locale: str | None = None) -> Catalog: ...
def write_po(
    fileobj: BinaryIO,
    catalog: Catalog,
    width: int = 76,
    no_location: bool = False,
    omit_header: bool = False,
    sort_output: bool = False,
) -> None: ...
