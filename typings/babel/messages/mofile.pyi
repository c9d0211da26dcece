from typing import BinaryIO

from babel.messages.catalog import Catalog

def write_mo(fileobj: BinaryIO, catalog: Catalog) -> None: ...
