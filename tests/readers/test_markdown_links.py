"""Links of page dumps: their words are read, their addresses leave nothing behind."""

import pytest

from workers.document import Document
from workers.readers import markdown

MENU = "[](javascript:; 'Lên đầu')\n\n[Mới nhất](/moi)\n\n[Nhịp phố](/pho)\n\n[Bến nước](/ben)\n"


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[Tất cả ](javascript:;)", "Tất cả"),
        ('[Chợ nổi "ế" khách](https://bao.example.vn/cho.html "Chợ nổi "ế" khách")', 'Chợ nổi "ế" khách'),
        ('[ Bến mới ![](./Báo Bến Nước - Tin trong ngày_files/ben.jpg) ](/ben-moi "Bến")', "Bến mới"),
        ("[Đò ngang ![Đò](data:image/svg+xml;charset=utf-8,%3Csvg xmlns%3D'a b')](/do)", "Đò ngang"),
        ("[Cầu phao](/cau (phao) moi)", "Cầu phao"),
    ],
)
def test_an_address_beside_the_standard_is_not_shown_and_its_words_are_a_link(link, shown):
    document = markdown.read(Document(content=f"# Chợ\n\n{link}\n".encode()))
    assert (document.decoded, document.markup[1]) == (f"Chợ\n{shown}", ("p", "linked"))


def test_a_page_that_opens_with_an_empty_link_is_markdown():
    assert markdown.score(MENU.encode(), "a.txt", None) > 0.5


def test_a_page_without_links_is_told_by_headings_and_points():
    page = (
        "  * Trang nhất\n  * Nhịp phố\n  * Bến nước\n\n# Chợ nổi đông trở lại\n\nTừ sáng sớm, ghe hàng đã về kín bến.\n"
    )
    assert markdown.score(page.encode(), "a.txt", None) > 0.5
    assert markdown.score(page.replace("# ", "").encode(), "a.txt", None) == 0
