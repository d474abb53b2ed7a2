"""Several PDFs in one, each found by its bookmark: the one module that knows pypdf."""

import io
from collections.abc import Sequence


def bind_pdfs(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """One PDF of several.

    Args:
        parts: each with the words of its bookmark, in their order; the bookmarks of its own come under it.
    """
    from pypdf import PdfWriter

    writer = PdfWriter()
    for words, content in parts:
        writer.append(io.BytesIO(content), outline_item=words)
    out = io.BytesIO()
    writer.write(out)
    writer.close()
    return out.getvalue()
