"""Parts of a page that say themselves what they are: entries with their time, printed sheets, chapters, labels."""

from workers.document import Document
from workers.parsers import parse

TITLE = "Bão số 9 áp sát bờ biển, ba xã đảo cấm thuyền ra khơi"
LEAD = "Tâm bão số 9 lúc 19h còn cách bờ biển khoảng 70 km, gió giật cấp 13, ba xã đảo đã cấm thuyền ra khơi từ trưa."
ENTRIES = {
    "20:15 Mưa xối xả ở cầu Mẫu": "Phóng viên cho biết mưa nặng hạt từ khoảng 19h50, tầm nhìn ở bờ biển chưa đến 30 m.",
    "18h45: Điện đã có lại ở năm trên chín thôn, hai thôn vẫn chờ": "Công ty điện lực cho biết thợ đã nối xong đường dây qua đồi, hai xã còn lại phải chờ.",
    "17:10 Siêu thị hết bánh mì từ trưa, còn mì gói và gạo": "Ở thôn An Thử, ông Trần Mẫu mở cửa nhà hai tầng cho 23 người tránh bão số 9.",
    "13h: Trường học mở cửa đón người": "Ba trường học ở xã đảo đã nhận hơn 300 người dân tránh bão, có chăn và nước uống.",
}
WRITINGS = {
    "Thứ hai, 29/9/2025": ("Bảng điểm và cái cân", "Con gái bạn tôi nhịn ăn sáng vì bị gọi là học sinh trung bình."),
    "Thứ ba, 2/9/2025": (
        "Nghỉ hè để làm gì?",
        "Ở làng tôi, mùa hè từng là một môn học mà không ai dạy và không ai chấm.",
    ),
    "Thứ năm, 7/8/2025": (
        "Cô giáo đi xe ôm",
        "Cô mỗi ngày đi và về 62 km, trong đó 9 km phải thuê xe ôm vì đường trơn.",
    ),
    "Thứ tư, 16/7/2025": ("Con nhà người ta", "Chúng ta so sánh con mình với một nhân vật được ghép từ mười đứa trẻ."),
    "Thứ hai, 26/5/2025": (
        "Bốn mươi phút im lặng",
        "Tôi xin dự giờ một lớp bảy và ngồi ở bàn cuối suốt cả tiết học hôm ấy.",
    ),
}
ABOUT = "Tiến sĩ Lê Thị Mẫu sinh năm 1981, từng dạy toán ở một trường miền núi trước khi theo học ngành giáo dục ở nước ngoài."


def parsed(*lines):
    return parse(Document(content=b"", decoded="\n".join(lines)))


def roles(*lines):
    return {block.text: block.role for block in parsed(*lines).blocks}


def test_headings_that_begin_with_a_clock_are_a_live_report_s_subheads():
    told = [line for entry in ENTRIES.items() for line in (*entry, "Chia sẻ", "3", "")]
    found = roles(TITLE, "18/10/2025 20:15", LEAD, *told)
    assert {found[heading] for heading in ENTRIES} == {"subhead"}
    assert {found[text] for text in ENTRIES.values()} == {"body"}


def test_a_page_of_dated_writings_under_a_word_about_their_author_is_a_listing():
    listed = [line for when, (title, text) in WRITINGS.items() for line in (when, title, text, "214")]
    page = parsed("Góc nhìn", "Lê Thị Mẫu", "Nhà nghiên cứu", "Theo dõi", ABOUT, "Bài viết của tác giả", *listed)
    assert page.kind == "listing"
    assert [(teaser.title, teaser.text) for teaser in page.teasers][-5:] == [*WRITINGS.values()]
    assert ABOUT not in {teaser.text for teaser in page.teasers}


SERIES = {
    "Người gác ghi sau cùng của ga xép Mẫu Sơn": (
        "Lê Thị Mẫu",
        "17/10/2024 08:00",
        "Đêm nào ông cũng xách đèn đi dọc hai cây số đường ray, gõ từng con bu lông, nghe tiếng mà đoán chỗ lỏng.",
    ),
    "Sáu kho thóc cũ và ba lần đổi chủ bên đường tàu": (
        "Trần Văn Thử - Hoài Mẫu",
        "Di sản | 15/10/2024 14:20",
        "Dãy kho gạch nằm im sau hàng xà cừ, giấy tờ thất lạc đã lâu, ai cũng muốn giữ mà không ai muốn trả tiền sửa.",
    ),
    "Ở xứ lạnh, tàu đêm chở sách về làng": (
        "Nguyên Mẫu dịch, theo De Proefkrant",
        "12/10/2024",
        "Toa hàng cũ được đóng thêm kệ gỗ, mỗi tuần dừng ở chín ga nhỏ, người làng ra mượn sách ngay trên sân ga.",
    ),
}


def test_headlines_over_author_date_and_blurb_from_the_top_of_a_page_are_a_listing():
    first, *rest = ((title, *signed) for title, signed in SERIES.items())
    told = "“Bao giờ hết tàu thì tôi mới treo đèn”, ông nói, tay vẫn lau chiếc còi đồng đã mòn vẹt một bên vành."
    page = parsed("Trang chủ", "Chuyên đề: Những nhà ga", "23 bài viết", *first, told, *rest[0], *rest[1])
    assert page.kind == "listing"
    assert {teaser.title: teaser.text for teaser in page.teasers}.items() >= {
        (title, text) for title, (_, _, text) in SERIES.items()
    }


def test_the_same_under_a_story_of_paragraphs_are_its_teasers():
    listed = [line for title, signed in SERIES.items() for line in (title, *signed)]
    page = parsed(TITLE, "Hồng Mẫu", "18/10/2024 07:15", LEAD, *ENTRIES.values(), "Tin liên quan", *listed)
    assert (page.kind, page.title) == ("article", TITLE)


HEAD, ADDRESS = "02/06/2025, 15:22\tBão số 9 áp sát bờ biển | In bài", "https://baomau.vn/print/18250602.htm"
CUT = (
    "Theo ban chỉ huy, ba xã đảo đã gọi được 214 thuyền vào bờ, mười bốn chiếc còn lại đang trên đường về, và mọi người",
    "trên các thuyền ấy đều giữ được liên lạc với đất liền.",
)


def test_heads_and_feet_of_printed_sheets_are_noise_and_the_paragraph_that_they_cut_is_text():
    texts = list(ENTRIES.values())
    page = (HEAD, TITLE, "Thứ Sáu, ngày 30/5/2025", LEAD, texts[0], CUT[0], f"{ADDRESS}\t1/2", HEAD, CUT[1], *texts[1:])
    found = roles(*page, f"{ADDRESS}\t2/2")
    assert {found[line] for line in (HEAD, f"{ADDRESS}\t1/2", f"{ADDRESS}\t2/2")} == {"noise"}
    assert {found[line] for line in CUT} == {"body"}


def test_numbers_of_chapters_are_subheads():
    names = ["Một nghề nghe bằng tay", "Quả chuông không ai nhận", "Học trò qua màn hình"]
    texts = zip(names, ENTRIES.values(), strict=False)
    told = [
        line
        for number, (name, text) in enumerate(texts, 1)
        for line in (f"CHƯƠNG {number}", name, text, text[:-9] + ".")
    ]
    found = roles(TITLE, LEAD, *told)
    assert {found[f"CHƯƠNG {number}"] for number in (1, 2, 3)} == {"subhead"}


OFFERED = ["Trạm y tế xã đảo được lắp điện mặt trời", "Vì sao cây cầu mới không ai dám chạy qua?"]
BLURBS = [
    "Bốn tấm pin trên mái nhà để xe đủ cho tủ vắc xin và hai bóng đèn.",
    "Cầu đã nghiệm thu từ tháng 3 nhưng đường dẫn hai đầu còn vướng bảy ngôi nhà.",
]


def test_a_page_that_is_not_there_is_neither_story_nor_listing_and_offers_its_teasers():
    excuse = "Bài viết có thể đã được gỡ bỏ, đổi địa chỉ hoặc tạm thời không truy cập được. Tòa soạn xin lỗi vì sự bất tiện này."
    offered = [
        line for pair in zip(OFFERED, BLURBS, strict=True) for line in (pair[0], "Xã hội", pair[1], "17/06/2025 08:44")
    ]
    last = "Thủ môn 41 tuổi gia hạn hợp đồng lần thứ mười"
    page = parsed(
        "404",
        "Rất tiếc! Trang bạn tìm kiếm không tồn tại",
        excuse,
        "Bạn có thể:",
        "Có thể bạn quan tâm",
        *offered,
        last,
    )
    assert (page.kind, page.title) == ("other", None)
    assert [teaser.title for teaser in page.teasers] == [*OFFERED, last]


def test_a_section_over_one_headline_each_and_its_clock_is_the_teaser_s_own():
    titles = [*OFFERED, "Thủ môn 41 tuổi gia hạn hợp đồng lần thứ mười", "Ghi nhận 14 ca dị ứng sau bữa cỗ cưới"]
    sections = ["Y tế", "Mẹ và bé", "Hỏi bác sĩ", "Đông y"]
    listed = [line for pair in zip(sections, titles, strict=True) for line in (*pair, "17/06/2025 08:44", BLURBS[0])]
    found = roles("Tìm thấy", "1.284", *listed)
    assert {found[section] for section in sections} == {"noise"}
