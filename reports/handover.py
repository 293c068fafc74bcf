"""The shift handover: one page to hand over from, then what it leaves out (standards 3.3, interface *Paper*)."""

from reports.annex import annex
from reports.handover_page import HandoverPage
from reports.summary import summary


def handover_pdf(page: HandoverPage) -> bytes:
    """The handover as PDF."""
    pages = summary(page)
    annex(page, pages)
    return pages.finished(f"{page.report}, {page.picture.incident.ref}")
