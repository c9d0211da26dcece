from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

def extract_from_dir(
    dirname: str | Path,
    method_map: Iterable[tuple[str, str]] = ...,
    keywords: Mapping[str, tuple[int, ...] | None] = ...,
) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]: ...
