"""Makes the DOC files here with LibreOffice: `python -m tests.workers.readers.doc.files.make`, in the project's folder."""

import subprocess
import tempfile
from pathlib import Path

from tests.workers.readers.docx.wordml import docx, listed_family, paragraph, run_of, table
from tests.workers.readers.drawn import drawn
from tests.workers.readers.pages import flat, page

HERE = Path(__file__).parent


def mixed() -> bytes:
    """A DOCX file with all that LibreOffice carries over: lists, changes, hidden text, breaks, tables in tables."""
    inner = table(drawn("甲 | 1\n乙 | 2"), [2000, 2000])
    widths = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="6000"/></w:tblGrid>'
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
        for width, content in ((2000, paragraph("外")), (6000, paragraph("内前") + inner + paragraph("内后")))
    )
    changes = '<w:del w:id="1" w:author="a"><w:r><w:delText>12</w:delText></w:r></w:del>'
    body = (
        "".join(
            paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>')
            for text, depth in (("总体情况", 0), ("主动公开", 1), ("2024年", 2), ("依申请公开", 1), ("主动公开情况", 0))
        )
        + f"<w:p>{run_of('收到')}{changes}{run_of('13件', '<w:b/>')}{run_of('隐', '<w:vanish/>')}{run_of('。')}</w:p>"
        + "<w:p><w:r><w:t>上行</w:t><w:br/><w:t>下行</w:t><w:tab/><w:t>尾</w:t></w:r></w:p>"
        + f"<w:tbl><w:tblPr/>{widths}<w:tr>{cells}</w:tr></w:tbl>"
        + paragraph("粗", "", "<w:b/>")
        + paragraph("𠮷野家")
    )
    return docx(body, numbering=listed_family())


def convert(name: str, data: bytes, reader: str = "") -> None:
    """Saves a file as DOC."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, name)
        source.write_bytes(data)
        options = [f"--infilter={reader}"] if reader else []
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            *options,
            "--convert-to",
            "doc:MS Word 97",
            "--outdir",
            HERE,
            source,
        ]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    convert("report.html", page(flat()), "HTML (StarWriter)")
    convert("mixed.docx", mixed())
