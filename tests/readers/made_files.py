"""A story of ours, and word processors' files and books made of it."""

import io
import zipfile

import docx
import odfdo

from workers.document import Document
from workers.errors import FileError
from workers.readers import read

TITLE = "Làng gốm Bến Sậy dựng lại lò nung sau trận lũ tháng chín"
LEAD = (
    "Ba tháng sau khi nước rút, mười hai lò gốm ở xã Bến Sậy đã đỏ lửa trở lại nhờ khoản vay không lãi "
    "và những chuyến xe chở đất sét của thanh niên trong huyện."
)
BODY = (
    "Trận lũ giữa tháng chín cuốn trôi gần bốn nghìn sản phẩm đang phơi và làm sập bảy lò nung xây bằng gạch. "
    "Nhiều gia đình khi ấy tính chuyện bỏ nghề, lên thành phố làm thuê.",
    "Ông Phạm Văn Điều, 61 tuổi, chủ lò lâu đời nhất làng, kể rằng sáng hôm nước rút ông chỉ tìm lại được hai khuôn "
    "chum. “Tôi nghĩ thôi thế là hết, nhưng mấy đứa cháu cứ giục dựng lại”, ông nói.",
    "Ủy ban nhân dân huyện sau đó mở quỹ cho vay 1,2 tỷ đồng, trả dần trong năm năm. Mỗi hộ được vay nhiều nhất "
    "80 triệu đồng để mua gạch chịu lửa và lắp đầu đốt khí thay cho củi.",
    "Lò mới nung một mẻ trong mười bốn giờ, ngắn hơn lò cũ gần một ngày, và không còn khói phủ kín bến sông "
    "mỗi buổi chiều. Đơn hàng từ các tỉnh miền Trung cũng đã quay lại từ đầu tháng mười hai.",
    "Từ nay đến Tết, làng dự định làm ba vạn chậu hoa và mở cửa sân phơi cho khách tham quan vào cuối tuần.",
)
BYLINE = "Lê Hoài Phương"
LINES = (TITLE, LEAD, *BODY, BYLINE)


def zipped(members: dict[str, bytes | str], **how) -> bytes:
    """A zip of these members, the first one not packed."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for number, (name, content) in enumerate(members.items()):
            made.writestr(name, content, zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED, **how)
    return into.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def changed(whole: bytes, **parts: bytes | None) -> bytes:
    """The zip with the parts whose names end so (`document` for `document.xml`) replaced, or left out."""
    kept = {name: parts.get(name.rsplit("/", 1)[-1].split(".")[0], old) for name, old in members(whole).items()}
    return zipped({name: part for name, part in kept.items() if part is not None})


def saved(document) -> bytes:
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def word() -> bytes:
    """The story as Word keeps it: the headline in the style Title."""
    made = docx.Document()
    made.add_paragraph(TITLE, style="Title")
    for line in LINES[1:]:
        made.add_paragraph(line)
    made.core_properties.title, made.core_properties.author = "Document1", "Windows User"
    return saved(made)


def open_document() -> bytes:
    """The story as LibreOffice keeps it: the headline in the style Title."""
    made = odfdo.Document("text")
    made.body.clear()
    made.body.append(odfdo.Paragraph(TITLE, style="Title"))
    for line in LINES[1:]:
        made.body.append(odfdo.Paragraph(line))
    return saved(made)


def escaped(text: str) -> str:
    """Text as RTF writes it: what is not ASCII by its number, with a question mark for old programs."""
    units = memoryview(text.encode("utf-16-le")).cast("H")
    return "".join(chr(unit) if unit < 128 else f"\\u{unit - 0x10000 * (unit > 0x7FFF)}?" for unit in units)


def rich_text(body: str = "") -> bytes:
    """The story, or what is given, as WordPad keeps it."""
    body = body or "\\par\n".join(map(escaped, LINES))
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Times New Roman;}}\n"
    return f"{head}\\pard\\f0 {body}\\par\n}}".encode("ascii")


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def package(metadata: str = "", manifest: str = "", spine: str = '<itemref idref="one"/>') -> str:
    """A book's description of itself; its chapter `one` is `text/one.xhtml`."""
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>'
        f'<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>{manifest}</manifest>'
        f"<spine>{spine}</spine></package>"
    )


def chapter(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title/><style/></head><body>{body}</body></html>"
    )


def book(body: str = "", described: str = "", **more: bytes | str) -> bytes:
    """The story, or what is given, as an EPUB of one chapter and whatever members more."""
    story = f"<h1>{TITLE}</h1>" + "".join(f"<p>{line}</p>" for line in LINES[1:])
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": described or package(f"<dc:title>{TITLE}</dc:title>"),
            "OEBPS/text/one.xhtml": chapter(body or story),
            **more,
        }
    )


def ends_well(content: bytes, filename: str) -> bool:
    """Whether a file is read or refused with a word why; anything else raises."""
    try:
        read(Document(content, filename))
    except FileError as error:
        assert error.detail
    return True
