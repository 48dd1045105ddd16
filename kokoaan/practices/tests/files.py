"""Documents as people bring them, made here: Word, PDF, saved pages."""

import io

from docx import Document
from pypdf import PdfReader, PdfWriter


def docx_of(*blocks, title=""):
    """A Word document: (level, text) is a heading, a text a paragraph, a list of pairs a table."""
    document = Document()
    document.core_properties.title = title
    for block in blocks:
        if isinstance(block, tuple):
            document.add_heading(block[1], block[0])
        elif isinstance(block, list):
            table = document.add_table(0, 2)
            for cells in block:
                for cell, words in zip(table.add_row().cells, cells, strict=True):
                    cell.text = words
        else:
            document.add_paragraph(block)
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


def pdf_of(*pages, title=""):
    """A PDF of pages, each a list of (size, line); a page of bytes is its own drawing."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, page in enumerate(pages):
        drawn = page if isinstance(page, bytes) else drawing(page)
        resources = "<</Font<</F1 3 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
            f"/Resources{resources}>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
    if title:
        objects.append(f"<</Title({title})>>".encode())
    return numbered(objects, f"/Info {len(objects)} 0 R" if title else "")


def drawing(lines):
    y, said = 800, []
    for size, line in lines:
        y -= size * 1.3
        words = line.replace("(", r"\(").replace(")", r"\)").encode("cp1252")
        said.append(b"BT /F1 %d Tf 50 %d Td (%s) Tj ET" % (size, y, words))
    return b"\n".join(said)


def numbered(objects, more):
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, begins = len(objects) + 1, len(body)
    trailer = f"trailer<</Size {count}/Root 1 0 R{more}>>\nstartxref\n{begins}\n%%EOF".encode()
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows) + trailer


def repeated(pdf, times):
    """The first page of a PDF so many times."""
    page, writer, body = PdfReader(io.BytesIO(pdf)).pages[0], PdfWriter(), io.BytesIO()
    for _time in range(times):
        writer.add_page(page)
    writer.write(body)
    return body.getvalue()


def locked(pdf, password):
    writer, body = PdfWriter(clone_from=io.BytesIO(pdf)), io.BytesIO()
    writer.encrypt(password, algorithm="RC4-128")
    writer.write(body)
    return body.getvalue()


# A picture of one grey pixel, as large as the page: what a scanner makes.
SCAN = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
EVIL = """<!doctype html><html lang="en"><head><title>Warm &amp; dry</title>
<link rel="canonical" href="https://city.example/warm"><script>steal("script")</script><style>p{color:red}</style></head>
<body onload="steal('onload')"><nav><a href="https://city.example/">Front page of the site</a></nav>
<h1>Warm and dry schools</h1><!-- a secret comment -->
<p onclick="steal()">The schools were <b>cold</b> and damp.<iframe src="https://evil.example/">framed words</iframe></p>
<svg><title>drawn title</title><script>steal("svg")</script><text>drawn words</text></svg>
<p><a href="javascript:steal('link')">Read on</a> <a href="https://city.example/report">The report</a>
<img src="data:image/svg+xml;base64,PHN2Zz4=" onerror="steal('img')"> &lt;script&gt;steal("escaped")&lt;/script&gt;</p>
<form><textarea>typed words</textarea><button>Press here</button></form></body></html>"""
MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://city.example/saved
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----edge"

------edge
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><body><h1>L=C3=A4mpim=C3=A4t koulut</h1><p>Koulut olivat kylmi=C3=A4 ja kosteita.</p></body></html>
------edge
Content-Type: text/javascript

steal("part")
------edge--
"""
