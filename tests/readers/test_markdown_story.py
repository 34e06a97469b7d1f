"""A page in Markdown shows by its links which paragraphs are its story."""

from workers.document import Document
from workers.readers import markdown

TITLE = "Làng Gốm Hạ đốt lại lò bầu sau hai mươi năm"
BODY = (
    "Sáng nay, mười bốn hộ ở làng Gốm Hạ nhóm lửa lò bầu cuối cùng còn lại trong xã, sau hai mươi năm lò bỏ không.",
    "Bà Lý Thị Mận, người giữ lò, kể rằng mẻ đầu có hơn sáu trăm chiếc bát, chum và ấm do chính người làng vuốt tay.",
    "Mỗi mẻ cháy ba ngày hai đêm, tốn chừng bốn tấn củi, nên làng chỉ định đốt hai lần một năm vào mùa khô.",
    "Xã góp một nửa tiền sửa vòm lò, nửa còn lại do con em đi làm xa gửi về trong ba năm qua.",
    "Khách muốn xem ra lò có thể đến từ chiều mai, khi gạch bịt cửa được gỡ dần để gốm nguội từ từ.",
    "Bà Mận nói làng không bán vé, chỉ mong có thêm vài người trẻ ở lại học nghề với các thợ già.",
)
MENU = "\n".join(f"  * [Mục {number}](/muc-{number})" for number in range(12))
OFFER = "Đăng ký nhận thư của báo mỗi sáng để không lỡ những câu chuyện hay nhất trong ngày ở quanh bạn."


def _teasers(between: str) -> str:
    heads = (f"[Chuyện làng số {number} được bạn đọc gửi về báo](/chuyen-{number})" for number in range(len(BODY)))
    return "\n\n".join(between.join(pair) for pair in zip(heads, BODY, strict=True))


def test_paragraphs_that_follow_one_another_among_links_are_the_story_and_blurbs_under_links_are_not():
    page = "\n\n".join((OFFER, MENU, f"# {TITLE}", *BODY, _teasers("\n\n")))
    document = markdown.read(Document(content=page.encode()))
    names = dict(zip(document.decoded.split("\n"), document.markup, strict=True))
    assert names[OFFER] == ("p", "over_main", "told_story")
    assert names[TITLE] == ("h1",)
    assert [names for names in document.markup if "in_run" in names] == [("p", "in_run")] * len(BODY)
    for listing in (_teasers("\n\n"), _teasers(" ")):
        read = markdown.read(Document(content=f"{MENU}\n\n{listing}".encode()))
        assert not {"told_story", "in_run"} & {name for names in read.markup for name in names}
