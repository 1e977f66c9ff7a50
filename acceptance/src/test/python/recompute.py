"""Computes rates and Wilson intervals again from the lines of an export and compares them with those lines and with a page.

usage: recompute.py EXPORT.csv PAGE.html; prints how many rates it compared, or fails naming the first that differs.
"""

import csv
import html
import math
import re
import sys
from decimal import ROUND_HALF_UP, Decimal

Z = 1.959964


def wilson(k, n):
    p = k / n
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def decimal(share):
    value = Decimal(repr(round(100 * share, 11))).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(value).replace(".", ",")


def count(n):
    return f"{n:,}".replace(",", ".")


def cells_of(page):
    rows = re.findall(r"<tr.*?</tr>", page, re.S)
    return [[html.unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.S)] for row in rows]


def main(export, page):
    with open(export, encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    with open(page, encoding="utf-8") as file:
        rows = cells_of(file.read())
    compared = 0
    for line in lines:
        if line["bang"] == "ly_do" or not line["ty_le"]:
            continue
        k, n = int(line["hai_long"]), int(line["hop_le"])
        levels = [int(line[f"muc_{level}"]) for level in range(1, 6) if line[f"muc_{level}"]]
        assert sum(levels) == n and levels[0] + levels[1] == k, line
        low, high = wilson(k, n)
        for name, value in (("ty_le", k / n), ("ktc_duoi", low), ("ktc_tren", high)):
            assert abs(float(line[name]) - value) < 5e-5, (name, value, line)
        wanted = [f"{count(k)}/{count(n)}", decimal(k / n) + "\u00a0%", f"{decimal(low)}–{decimal(high)}"]
        assert any(all(cell in row for cell in wanted) for row in rows), (wanted, line)
        compared += 1
    print(compared)


if __name__ == "__main__":
    main(*sys.argv[1:])
