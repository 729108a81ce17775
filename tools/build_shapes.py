"""Draws the wide table of characters that look alike in print, from free fonts.

    apt-get install fonts-wqy-zenhei fonts-wqy-microhei fonts-arphic-uming
    python -m pip install numpy pillow
    python tools/build_shapes.py

Each Han character of GB 2312 is drawn at 32 pixels in three fonts and blurred; the likeness of two
characters is the mean cosine of their pictures, the mean of all characters taken off.  Writes
src/papercleaner/knowledge/shapes.utf16: a line a character, itself and those most like it, best first.
Nothing of a font is kept but this order.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = (
    ("fonts-wqy-zenhei 0.9.45", "GPL-2+ with font exception", "wqy/wqy-zenhei.ttc"),
    ("fonts-wqy-microhei 0.2.0", "Apache-2.0 or GPL-3+ with font exception", "wqy/wqy-microhei.ttc"),
    ("fonts-arphic-uming 0.2.20080216.2", "Arphic Public License", "arphic/uming.ttc"),
)
FOLDER = Path("/usr/share/fonts/truetype")
OUT = Path(__file__).parents[1] / "src" / "papercleaner" / "knowledge"
SIZE, BLUR, KEPT, LEAST = 32, 1.6, 20, 0.2
"""Pixels of a side, radius of the blur, how many are kept of a character, and the least likeness."""


def characters() -> list[str]:
    """The 6,763 Han characters of GB 2312."""
    found = []
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.append(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def picture(char: str, font: ImageFont.FreeTypeFont) -> np.ndarray:
    """The character drawn in the middle of a square, blurred."""
    image = Image.new("L", (SIZE + 8, SIZE + 8))
    left, top, right, bottom = font.getbbox(char)
    at = ((SIZE + 8 - right - left) / 2, (SIZE + 8 - bottom - top) / 2)
    ImageDraw.Draw(image).text(at, char, fill=255, font=font)
    return np.asarray(image.filter(ImageFilter.GaussianBlur(BLUR)), dtype=np.float32).ravel()


def likeness(chars: list[str]) -> np.ndarray:
    """Mean cosine of the pictures of each two characters over the fonts."""
    total = np.zeros((len(chars), len(chars)), dtype=np.float32)
    for _, _, file in FONTS:
        font = ImageFont.truetype(str(FOLDER / file), SIZE)
        drawn = np.stack([picture(c, font) for c in chars])
        drawn -= drawn.mean(axis=0)
        drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
        total += drawn @ drawn.T
    np.fill_diagonal(total, -9)
    return total / len(FONTS)


def main() -> None:
    chars = characters()
    alike = likeness(chars)
    order = np.argsort(-alike, axis=1, kind="stable")[:, :KEPT]
    lines = [c + "".join(chars[j] for j in order[i] if alike[i, j] >= LEAST) for i, c in enumerate(chars)]
    data = "\n".join(lines).encode("utf-16-le")
    (OUT / "shapes.utf16").write_bytes(data)
    toml = ["# The wide table of look-alikes: made by tools/build_shapes.py; do not edit by hand.", ""]
    toml += [
        f'[[source]]\nname = "{name}"\nlicence = "{licence}"\nfile = "{file}"\n'
        f'sha256 = "{hashlib.sha256((FOLDER / file).read_bytes()).hexdigest()}"\n'
        for name, licence, file in FONTS
    ]
    toml.append(f'[shapes]\nsha256 = "{hashlib.sha256(data).hexdigest()}"\ncharacters = {len(lines)}')
    (OUT / "shapes.toml").write_text("\n".join(toml) + "\n", encoding="utf-8")
    print(f"{len(lines)} characters, {sum(map(len, lines)) - len(lines)} look-alikes, {len(data)} bytes")


if __name__ == "__main__":
    main()
