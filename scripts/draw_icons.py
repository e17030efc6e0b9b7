"""Draws the extension's icons: one SVG, and the PNG sizes that browsers ask for. Standard library only.

The picture is a page with a highlighted line and a rule in the margin. It is drawn from one list of
rounded boxes, so the SVG and the PNGs can't differ.
"""

import struct
import zlib
from pathlib import Path

ICONS = Path(__file__).resolve().parents[1] / "extension" / "icons"
GRID = 32  # units a side; the boxes below are in these
SIZES = (16, 32, 48, 128)
SAMPLES = 8  # a side, for each pixel: smooth edges

# x, y, width, height, corner radius, colour. Later boxes lie over earlier ones.
BOXES = (
    (3, 1, 26, 30, 5, (147, 64, 15)),
    (5, 3, 22, 26, 3, (255, 255, 255)),
    (8.5, 7, 2, 18, 1, (147, 64, 15)),
    (13, 7.5, 11, 3, 1.5, (190, 182, 170)),
    (13, 13, 11, 5, 1.5, (255, 214, 74)),
    (13, 20.5, 8, 3, 1.5, (190, 182, 170)),
)

Colour = tuple[int, int, int]


def draw_svg() -> str:
    rows = [
        f'  <rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="#{red:02x}{green:02x}{blue:02x}"/>'
        for x, y, w, h, r, (red, green, blue) in BOXES
    ]
    body = "\n".join(rows)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GRID} {GRID}">\n{body}\n</svg>\n'


def draw_png(size: int) -> bytes:
    """The picture as a PNG with transparency, ``size`` pixels a side."""
    lines = (b"\0" + b"".join(_pixel(x, y, size) for x in range(size)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _pixel(column: int, row: int, size: int) -> bytes:
    scale = GRID / size
    steps = [(step + 0.5) / SAMPLES for step in range(SAMPLES)]
    points = [((column + dx) * scale, (row + dy) * scale) for dy in steps for dx in steps]
    colours = [colour for colour in (_colour_at(x, y) for x, y in points) if colour is not None]
    if not colours:
        return b"\0\0\0\0"
    mean = [round(sum(colour[i] for colour in colours) / len(colours)) for i in range(3)]
    return bytes([*mean, round(255 * len(colours) / len(points))])


def _colour_at(x: float, y: float) -> Colour | None:
    """The colour of the uppermost box at a point; None outside all."""
    return next((colour for *box, colour in reversed(BOXES) if _is_in(x, y, *box)), None)


def _is_in(x: float, y: float, left: float, top: float, width: float, height: float, radius: float) -> bool:
    if not (left <= x <= left + width and top <= y <= top + height):
        return False
    corner_x = min(max(x, left + radius), left + width - radius)
    corner_y = min(max(y, top + radius), top + height - radius)
    return (x - corner_x) ** 2 + (y - corner_y) ** 2 <= radius**2


def main() -> None:
    ICONS.mkdir(exist_ok=True)
    (ICONS / "postil.svg").write_text(draw_svg(), encoding="utf-8", newline="\n")
    for size in SIZES:
        (ICONS / f"postil-{size}.png").write_bytes(draw_png(size))


if __name__ == "__main__":
    main()
