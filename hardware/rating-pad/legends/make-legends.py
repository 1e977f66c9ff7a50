#!/usr/bin/env python3
"""Draws the key legends, one A4 sheet a scale, to be printed at 100 % (no "fit to page") and cut along the thin lines.

usage: make-legends.py [--check]        --check: exit 1 when a sheet is not what this program draws

A card carries what no colour-blind, weak-sighted or unlettered person can miss together: place, number, face, words, and as many raised
dots as the number says. Keys that a scale does not use get a blank card.
"""
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
INK = "#14222f"
COLOURS = {1: "#15568a", 2: "#4f94c4", 3: "#7d7d76", 4: "#c0701f", 5: "#9c3d0b"}
KEYS = 5
CARD_W, CARD_H, PITCH = 50, 92, 54  # mm; PITCH is the distance of the key centres in WIRING.md
LEFT, TOP = (297 - (KEYS - 1) * PITCH - CARD_W) / 2, 38
FACE_MM = 34

# File, title, levels from best to worst: (words in lines, face and colour). Exact words of the scales.
SCALES = [
    ("five-levels", "Thang 5 mức", [(["Rất", "hài lòng"], 1), (["Hài lòng"], 2), (["Bình", "thường"], 3), (["Không", "hài lòng"], 4),
                                    (["Rất không", "hài lòng"], 5)]),
    ("three-levels-a", "Thang 3 mức A", [(["Rất", "hài lòng"], 1), (["Hài lòng"], 2), (["Không", "hài lòng"], 4)]),
    ("three-levels-b", "Thang 3 mức B", [(["Hài lòng"], 2), (["Bình", "thường"], 3), (["Không", "hài lòng"], 4)]),
    ("attitude", "Thang thái độ", [(["Rất", "nhiệt tình"], 1), (["Nhiệt tình"], 2), (["Bình", "thường"], 3), (["Chưa", "nhiệt tình"], 4)]),
]


def face(number, x, y):
    """The drawing of face-N.svg (a 100-grid) at FACE_MM."""
    drawing = (HERE / f"face-{number}.svg").read_text(encoding="utf-8")
    content = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.S).group(1).strip()
    return (f'<g transform="translate({x - FACE_MM / 2:g} {y - FACE_MM / 2:g}) scale({FACE_MM / 100:g})" fill="none" stroke="{INK}" '
            f'stroke-width="6" stroke-linecap="round" stroke-linejoin="round">{content}</g>')


def text(x, y, size, words, weight=400):
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" text-anchor="middle" fill="{INK}">{words}</text>'


def card(index, level):
    x = LEFT + index * PITCH
    centre = x + CARD_W / 2
    yield f'<rect x="{x:g}" y="{TOP}" width="{CARD_W}" height="{CARD_H}" fill="none" stroke="{INK}" stroke-width="0.1"/>'
    if level is None:
        return
    lines, look = level
    yield text(centre, TOP + 12, 10, index + 1, 700)
    yield f'<circle cx="{centre:g}" cy="{TOP + 36}" r="{FACE_MM / 2 + 2:g}" fill="#fff" stroke="{COLOURS[look]}" stroke-width="2.6"/>'
    yield face(look, centre, TOP + 36)
    for n, line in enumerate(lines):
        yield text(centre, TOP + 67 + 8.6 * (n + (2 - len(lines)) / 2), 7.4, line, 700)
    dots = index + 1
    for n in range(dots):
        yield f'<circle cx="{centre + (n - (dots - 1) / 2) * 5:g}" cy="{TOP + 86}" r="1" fill="none" stroke="{INK}" stroke-width="0.25"/>'


def sheet(title, levels):
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="210mm" viewBox="0 0 297 210" xml:lang="vi" '
             'font-family="\'Be Vietnam Pro\', \'Noto Sans\', \'DejaVu Sans\', sans-serif">',
             f"<title>{title}: nhãn phím, in đúng kích thước</title>",
             text(148.5, 22, 6, f"{title} – nhãn phím hộp đánh giá"), ]
    for index in range(KEYS):
        parts += card(index, levels[index] if index < len(levels) else None)
    parts += ['<path d="M98.5 152h100M98.5 149v6M198.5 149v6" fill="none" stroke="#14222f" stroke-width="0.3"/>',
              text(148.5, 161, 4.2, "Đoạn này dài đúng 100 mm khi in ở tỉ lệ 100 %. Nếu không, tắt “vừa trang” rồi in lại."),
              text(148.5, 169, 4.2, "Dán chấm nổi lên các vòng tròn nhỏ. Thẻ trống dành cho phím không dùng; đèn của phím đó luôn tắt."),
              "</svg>"]
    return "\n".join(parts) + "\n"


def main():
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    for name, title, levels in SCALES:
        drawing = sheet(title, levels)
        if not unicodedata.is_normalized("NFC", drawing):
            sys.exit(f"{name}: text is not NFC")
        path = HERE / f"{name}.svg"
        if sys.argv[1:]:
            if path.read_text(encoding="utf-8") != drawing:
                sys.exit(f"{path.name} is not what make-legends.py draws")
        else:
            path.write_text(drawing, encoding="utf-8")
    print(f"legends: {len(SCALES)} scales, as drawn by make-legends.py")


main()
