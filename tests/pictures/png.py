"""Writes a browser's PNG with a palette of 256 colours: less than half of its size, no eye sees it.

A page has few colours, and hundreds of shades where letters end: each of those takes the nearest of
the 256 that are most used. The format: https://www.w3.org/TR/png-3/
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD = ">IIBBBBB"
RGB = (8, 2)
"""The depth and colour type in which a browser writes what is nowhere transparent."""
BYTES = 3
PALETTE = 3
MOST = 256


def small(png: bytes) -> bytes:
    """Write a picture anew, the same one always alike; ValueError if no browser writes such."""
    parts = list(_chunks(png))
    width, height, depth, kind, *_ = struct.unpack(HEAD, parts[0][1])
    if (depth, kind) != RGB:
        raise ValueError(depth, kind)
    raw = zlib.decompress(b"".join(data for name, data in parts if name == b"IDAT"))
    lines = b"".join(_lines(raw, width * BYTES))
    pixels = [lines[n : n + BYTES] for n in range(0, len(lines), BYTES)]
    counted = Counter(pixels)
    palette = [colour for colour, _ in counted.most_common(MOST)]
    places = {colour: _nearest(palette, colour) for colour in counted}
    places |= {colour: place for place, colour in enumerate(palette)}
    found = bytes(map(places.__getitem__, pixels))
    plain = b"".join(b"\0" + found[n : n + width] for n in range(0, len(found), width))
    return SIGNATURE + b"".join(
        (
            chunk(b"IHDR", struct.pack(HEAD, width, height, 8, PALETTE, 0, 0, 0)),
            chunk(b"PLTE", b"".join(palette)),
            chunk(b"IDAT", zlib.compress(plain, 9)),
            chunk(b"IEND", b""),
        )
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        size, name = struct.unpack(">I4s", png[at : at + 8])
        yield name, png[at + 8 : at + 8 + size]
        at += size + 12


def chunk(name: bytes, data: bytes) -> bytes:
    """Write a part of a picture, with its length and its checksum."""
    check = zlib.crc32(name + data)
    return struct.pack(">I4s", len(data), name) + data + struct.pack(">I", check)


def _nearest(palette: list[bytes], colour: bytes) -> int:
    """Return the place of the colour that is nearest, by the squares of its three differences."""
    r, g, b = colour
    ways = [(r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2 for x, y, z in palette]
    return ways.index(min(ways))


def _lines(raw: bytes, width: int) -> Iterator[bytes]:
    """Undo the filter of each line: its bytes are differences to those on the left and above."""
    above = bytes(width)
    for at in range(0, len(raw), width + 1):
        line = bytearray(raw[at + 1 : at + 1 + width])
        UNDO[raw[at]](line, above)
        above = bytes(line)
        yield above


def _plain(_line: bytearray, _above: bytes) -> None:
    pass


def _left(line: bytearray, _above: bytes) -> None:
    for n in range(BYTES, len(line)):
        line[n] = (line[n] + line[n - BYTES]) & 255


def _up(line: bytearray, above: bytes) -> None:
    line[:] = bytes((a + b) & 255 for a, b in zip(line, above, strict=True))


def _average(line: bytearray, above: bytes) -> None:
    for n, up in enumerate(above):
        left = line[n - BYTES] if n >= BYTES else 0
        line[n] = (line[n] + (left + up) // 2) & 255


def _paeth(line: bytearray, above: bytes) -> None:
    """Add what is nearest to left + above - corner."""
    for n, up in enumerate(above):
        left, corner = (line[n - BYTES], above[n - BYTES]) if n >= BYTES else (0, 0)
        by_left, by_up = abs(up - corner), abs(left - corner)
        by_corner = abs(left + up - 2 * corner)
        best = left if by_left <= min(by_up, by_corner) else up if by_up <= by_corner else corner
        line[n] = (line[n] + best) & 255


UNDO = (_plain, _left, _up, _average, _paeth)
