"""Pages of many shapes come out with the roles, the kind and the fields that a reader would give them."""

import pytest

from tests.parsers.page_files import PAGES, Page
from workers.document import Document
from workers.parsers import parse

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)

# Floors over all pages; measured 0.98 and 1.0 when the pages were written, one line in fifty is a matter of taste.
ROLES = 0.97


def parsed(page: Page) -> Document:
    return parse(Document(content=b"", decoded=page.text))


def first(page: Page, role: str) -> str | None:
    lines = [line.strip() for line in page.text.split("\n") if line.strip()]
    if page.fields["kind"] != "article":
        return None
    return next((text for text, known in zip(lines, page.roles, strict=True) if known == role), None)


def test_nearly_every_line_gets_the_role_a_reader_gives_it():
    pairs = [(block.role, role) for page in PAGES for block, role in zip(parsed(page).blocks, page.roles, strict=True)]
    assert sum(found == known for found, known in pairs) >= ROLES * len(pairs)


@pages
def test_a_page_is_known_for_what_it_is(page):
    assert parsed(page).kind == page.fields["kind"]


@pages
def test_title_and_lead_are_the_ones_printed(page):
    document = parsed(page)
    assert (document.title, document.lead) == (first(page, "title"), first(page, "lead"))


@pages
def test_authors_and_credits_are_names_only(page):
    document = parsed(page)
    assert "|".join(document.byline) == page.fields.get("byline", "")
    assert "|".join(document.credits) == page.fields.get("credits", "")


@pages
def test_section_and_address_are_told_or_left_empty(page):
    document = parsed(page)
    assert document.section == page.fields.get("section")
    assert document.source_url == page.fields.get("source_url")


@pages
def test_the_day_of_publication_has_its_ground_on_the_page(page):
    published = parsed(page).published
    assert (published or "")[:10] == page.fields.get("published", "")


@pages
def test_content_lines_are_never_lost_to_teasers_or_noise(page):
    content = {"title", "lead", "body", "subhead"}
    for block, role in zip(parsed(page).blocks, page.roles, strict=True):
        assert not (role in content and block.role in {"noise", "teaser_title", "teaser_text"}), block.text


@pages
def test_a_page_without_news_has_no_teasers(page):
    document = parsed(page)
    if document.kind == "other":
        assert document.teasers == ()
        assert {block.role for block in document.blocks} <= {"noise"}
