"""A story of a made-up paper in HTML, for tests of what stands in and around it."""

from workers import pipeline
from workers.document import Document

TITLE = "Xã ven sông Lụa mở lại chợ phiên sau mười năm vắng tiếng rao"
BODY = [
    "Từ bốn giờ sáng, hơn hai trăm hộ dân đã gánh rau, cá và vải dệt tay ra bãi đất trống cạnh bến đò cũ.",
    "Bà Hoàng Thị Sim, 71 tuổi, kể rằng phiên chợ cuối cùng bà bán là năm con gái út đi lấy chồng bên kia sông.",
    "Chủ tịch xã cho biết chợ sẽ họp vào ngày mồng ba và mồng tám âm lịch, không thu phí chỗ ngồi trong năm đầu.",
]
BLURBS = [
    (
        "Trạm y tế xã Đồng Lau có thêm hai bác sĩ trẻ",
        "Hai bác sĩ tình nguyện ở lại năm năm, người dân bớt phải đi xa khám bệnh.",
    ),
    (
        "Nông dân Hà Mỗ trúng vụ khoai môn sớm",
        "Giá bán tại ruộng cao hơn năm ngoái hai nghìn đồng mỗi cân, thương lái đặt trước.",
    ),
    (
        "Cầu treo Bản Lìm được thay toàn bộ ván gỗ",
        "Thanh niên trong bản góp bảy mươi ngày công, cầu chịu được xe máy chở hàng.",
    ),
]
TEXT = "\n\n".join(BODY)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang=vi><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def paragraphs(make: str = "<p>%s</p>") -> list[str]:
    return [make % text for text in BODY]


def cards(make: str = '<div class=item><h3><a href="/x">%s</a></h3><p>%s</p></div>') -> str:
    return "".join(make % blurb for blurb in BLURBS)


def told(content: bytes) -> Document:
    return pipeline.run(Document(content=content, filename="page.html"), steps=pipeline.STEPS[:2])
