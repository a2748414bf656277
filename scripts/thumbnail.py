# SPDX-License-Identifier: MIT
"""Pictures of the explorer made small: cut out, shrunk, and written with a palette.  Needs nothing but Python."""
import itertools
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def read_png(path):
    """Rows of (r, g, b) of an 8-bit RGB or RGBA picture."""
    data = path.read_bytes()
    place, packed, header = len(SIGNATURE), b"", None
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            packed += body
        place += length + 12
    width, height, depth, color, *rest = header
    if depth != 8 or color not in (2, 6) or rest[2] != 0:
        raise ValueError(f"{path}: not an 8-bit RGB picture")
    size = {2: 3, 6: 4}[color]
    raw, stride, above, rows = zlib.decompress(packed), width * size, bytes(width * size), []
    for y in range(height):
        start = y * (stride + 1)
        above = unfiltered(raw[start], raw[start + 1 : start + 1 + stride], above, size)
        rows.append(list(zip(above[0::size], above[1::size], above[2::size])))
    return rows


def unfiltered(kind, line, above, size):
    """PNG specification, section 9: what stands in a line before its filter."""
    if kind == 0:
        return line
    if kind == 2:
        return bytes([(a + b) & 255 for a, b in zip(line, above)])
    out = bytearray(size) + line  # one pixel of zeros to the left
    upper = bytes(size) + above
    if kind == 1:
        for i in range(size, len(out)):
            out[i] = (out[i] + out[i - size]) & 255
    elif kind == 3:
        for i in range(size, len(out)):
            out[i] = (out[i] + (out[i - size] + upper[i]) // 2) & 255
    else:
        for i in range(size, len(out)):
            a, b, c = out[i - size], upper[i], upper[i - size]
            p, q = b - c, a - c
            da, db, dc = abs(p), abs(q), abs(p + q)
            out[i] = (out[i] + (a if da <= db and da <= dc else b if db <= dc else c)) & 255
    return bytes(out[size:])


def cut_and_halve(rows, left, top, width, height):
    """The part of width x height, each 2 x 2 pixels as their mean."""
    small = []
    for y in range(top, top + height, 2):
        upper, lower = rows[y], rows[y + 1]
        small.append([tuple((a + b + c + d + 2) >> 2 for a, b, c, d in
                            zip(upper[x], upper[x + 1], lower[x], lower[x + 1]))
                      for x in range(left, left + width, 2)])
    return small


def palette_of(colors, size):
    """Median cut: {color: index}, and the colors of the indices.  colors: {color: how many pixels}."""
    boxes = [list(colors)]

    def spread(box):
        return max(max(channel) - min(channel) for channel in zip(*box)) if len(box) > 1 else 0

    weights = [spread(boxes[0])]
    while len(boxes) < size and max(weights) > 0:
        k = weights.index(max(weights))
        box = boxes[k]
        ranges = [max(channel) - min(channel) for channel in zip(*box)]
        box.sort(key=lambda color: color[ranges.index(max(ranges))])
        half, seen = sum(colors[c] for c in box) / 2, 0
        for cut, color in enumerate(box):
            seen += colors[color]
            if seen >= half:
                break
        cut = min(max(cut, 1), len(box) - 1)
        boxes[k : k + 1] = [box[:cut], box[cut:]]
        weights[k : k + 1] = [spread(part) * len(part) ** 0.5 for part in (box[:cut], box[cut:])]
    index, palette = {}, []
    for k, box in enumerate(boxes):
        index.update(dict.fromkeys(box, k))
        total = sum(colors[c] for c in box)
        palette.append(tuple(round(sum(c[i] * colors[c] for c in box) / total) for i in range(3)))
    return index, palette


def write_png(path, rows, size=256):
    """With a palette of at most `size` colors, and nothing that tells one machine or day from another."""
    colors = {}
    for pixel in itertools.chain.from_iterable(rows):
        colors[pixel] = colors.get(pixel, 0) + 1
    index, palette = palette_of(colors, size)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    lines = b"".join(b"\0" + bytes(index[pixel] for pixel in row) for row in rows)
    path.write_bytes(SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)) +
                     chunk(b"PLTE", bytes(itertools.chain.from_iterable(palette))) +
                     chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b""))
