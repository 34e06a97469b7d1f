"""Small PDFs written by hand: lines at places of a page, in any letters, without a font file."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

CODES = (*range(33, 127), *range(161, 256))  # those the font has a shape for; PDFium leaves out what has none
WIDTH = 500  # thousandths of the size, for every letter


@dataclass(frozen=True)
class Put:
    """A line whose baseline begins at (x, y), in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11


def made_pdf(*pages: Sequence[Put], title: str = "", rotate: int = 0) -> bytes:
    """A PDF of A4 pages with a text layer."""
    letters = sorted({char for page in pages for put in page for char in put.text})
    assert len(letters) <= len(CODES)
    codes = dict(zip(letters, CODES, strict=False))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _font(), _stream(_unicode(codes)), _info(title)]
    kids = []
    for page in pages:
        objects.append(_stream(_drawn(page, codes)))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            b"/Contents %d 0 R /Rotate %d >>" % (len(objects), rotate)
        )
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed)
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def _stream(body: bytes) -> bytes:
    packed = zlib.compress(body)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _font() -> bytes:
    widths = b" ".join([b"%d" % WIDTH] * 256)
    return (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar 255 /Widths [%s] "
        b"/Encoding /WinAnsiEncoding /ToUnicode 4 0 R >>" % widths
    )


def _unicode(codes: dict[str, int]) -> bytes:
    pairs = "\n".join(f"<{code:02x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


def _info(title: str) -> bytes:
    return b"<< /Title <feff%s> >>" % title.encode("utf-16-be").hex().encode("ascii") if title else b"<< >>"


def _drawn(page: Sequence[Put], codes: dict[str, int]) -> bytes:
    return "\n".join(
        f"BT /F {put.size} Tf 1 0 0 1 {put.x} {put.y} Tm <{''.join(f'{codes[char]:02x}' for char in put.text)}> Tj ET"
        for put in page
    ).encode("ascii")
