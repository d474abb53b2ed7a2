"""For tests: the code block of a sign-up, as the form's own script writes it."""

import base64
import json
import zlib
from collections.abc import Sequence
from typing import Any

from mitzvah_desk.rules.sign_up.code_block import BEGIN, END
from mitzvah_desk.rules.sign_up.reply import SignUpReply


def encode_reply(reply: SignUpReply) -> str:
    """An answer as its block."""
    return encode_data(
        {
            "c": reply.campaign,
            "d": reply.day.isoformat(),
            "e": reply.email,
            "t": reply.phone,
            "p": [[each.given, each.family, each.age, each.diet, each.access] for each in reply.people],
            "s": [[each.id, each.project, each.role, each.when, list(each.people)] for each in reply.shifts],
            "a": [str(each) for each in reply.allowed],
            "n": reply.note,
        }
    )


def encode_data(data: Any, version: int = 1) -> str:
    """Anything as a block."""
    code = base64.urlsafe_b64encode(json.dumps(data, ensure_ascii=False).encode()).decode().rstrip("=")
    lines: Sequence[str] = [code[at : at + 60] for at in range(0, len(code), 60)]
    body = "\n".join(lines)
    return f"{BEGIN}\n{version}:{zlib.crc32(code.encode()):08x}:\n{body}:\n{END}"
