"""What is drawn on the file that was sent: its findings as annotations or comments, and pictures of its pages."""

from workers.renderings.comments import commented_docx
from workers.renderings.highlights import annotated_pdf
from workers.renderings.pictures import page_picture

__all__ = ["annotated_pdf", "commented_docx", "page_picture"]
