"""What is drawn on the file that was sent, findings and pictures of its pages, or by what the API's image is without: PDF."""

from workers.renderings.comments import commented_docx
from workers.renderings.highlights import annotated_pdf
from workers.renderings.notice_archive import notice_archive
from workers.renderings.notice_pdf import notice_pdf
from workers.renderings.pictures import page_picture

__all__ = ["annotated_pdf", "commented_docx", "notice_archive", "notice_pdf", "page_picture"]
