"""A camera: baseline JPEGs of grey squares, with the place and maker in Exif that a phone's camera writes."""

from __future__ import annotations

import math
import random
import struct

SECRET = b"Doorstep Secret Camera"
"""The maker that the camera writes, which no stored photo may name."""

# Annex K of ITU T.81: luminance DC codes by size; of AC only the end of a block.
DC_COUNTS = (0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0)
DC_SIZES = tuple(range(12))
AC_COUNTS = (0, 1) + (0,) * 14
END_OF_BLOCK = "00"
QUANTUM = 8


def picture(seed: int, width: int = 1280, height: int = 960) -> bytes:
    """A picture that differs by its seed, as a camera writes it."""
    return b"".join(
        (
            b"\xff\xd8",
            _segment(0xE1, b"Exif\0\0" + _exif()),
            _segment(0xDB, b"\0" + bytes([QUANTUM]) * 64),
            _segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"),
            _segment(0xC4, b"\0" + bytes(DC_COUNTS) + bytes(DC_SIZES)),
            _segment(0xC4, b"\x10" + bytes(AC_COUNTS) + b"\0"),
            _segment(0xDA, b"\1\1\0\0\x3f\0"),
            _scan(seed, width // 8, height // 8),
            b"\xff\xd9",
        )
    )


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _exif() -> bytes:
    maker = SECRET + b"\0"
    head = b"MM\0*" + struct.pack(">IH", 8, 1)
    entry = struct.pack(">HHII", 0x010F, 2, len(maker), 26)
    return head + entry + struct.pack(">I", 0) + maker


def _codes(counts: tuple[int, ...], values: tuple[int, ...]) -> dict[int, str]:
    codes, code, at = {}, 0, 0
    for length, count in enumerate(counts, 1):
        for _ in range(count):
            codes[values[at]] = format(code, f"0{length}b")
            code, at = code + 1, at + 1
        code <<= 1
    return codes


def _scan(seed: int, across: int, down: int) -> bytes:
    codes = _codes(DC_COUNTS, DC_SIZES)
    dice = random.Random(seed)
    phases = [dice.uniform(0, math.tau) for _ in range(4)]
    bits, before = [], 0
    for y in range(down):
        for x in range(across):
            wave = math.sin(x / 9 + phases[0]) + math.sin(y / 7 + phases[1])
            wave += math.sin((x + y) / 5 + phases[2]) + math.sin((x - 2 * y) / 23 + phases[3])
            level = round(wave * 24) + dice.randrange(-9, 10)
            step, before = level - before, level
            size = abs(step).bit_length()
            bits.append(codes[size])
            if size:
                bits.append(format(step if step > 0 else step + (1 << size) - 1, f"0{size}b"))
            bits.append(END_OF_BLOCK)
    text = "".join(bits)
    text += "1" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big").replace(b"\xff", b"\xff\0")
