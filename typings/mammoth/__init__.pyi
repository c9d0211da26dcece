from typing import IO

from mammoth import images as images

class Result:
    value: str
    messages: list[object]

def convert_to_html(
    fileobj: IO[bytes],
    *,
    style_map: str | None = None,
    include_embedded_style_map: bool = True,
    convert_image: images.Conversion | None = None,
) -> Result: ...
