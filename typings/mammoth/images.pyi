from collections.abc import Callable
from typing import IO

class Image:
    alt_text: str | None
    content_type: str | None
    def open(self) -> IO[bytes]: ...

Conversion = Callable[[Image], object]

def img_element(func: Callable[[Image], dict[str, str]]) -> Conversion: ...
