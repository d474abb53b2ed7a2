"""Several PDFs in one, each found by its bookmark: the one module that knows pypdf."""

import io
from collections.abc import Sequence


def bind_pdfs(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """One PDF of several; what a reader is told of the first, such as its language, holds for all.

    Args:
        parts: each with the words of its bookmark, in their order; the bookmarks of its own come under it.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject

    writer = PdfWriter()
    for number, (words, content) in enumerate(parts):
        reader = PdfReader(io.BytesIO(content))
        writer.append(reader, outline_item=words)
        if number == 0:
            writer.metadata = reader.metadata
            for key in ("/Lang", "/ViewerPreferences"):
                if key in reader.root_object:
                    writer.root_object[NameObject(key)] = reader.root_object[key].clone(writer)
    out = io.BytesIO()
    writer.write(out)
    writer.close()
    return out.getvalue()
