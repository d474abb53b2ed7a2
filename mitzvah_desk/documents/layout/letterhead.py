"""The letterhead: who writes, as every letter and paper says it at its head."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes.

    Attributes:
        name: of the organisation.
        address: line by line.
        phone: its number.
        email: its e-mail address.
        website: its address on the web.
        charity_number: in the register of charities.
        logo: a PNG or JPEG file's bytes; one that cannot be read is left out.
    """

    name: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    charity_number: str = ""
    logo: bytes | None = None

    @property
    def contact_line(self) -> str:
        """Telephone, e-mail, web and charity number in one line."""
        charity = f"Registered charity {self.charity_number}" if self.charity_number else ""
        parts = (self.phone, self.email, self.website, charity)
        return "  ·  ".join(part.replace(" ", "\xa0") for part in parts if part)
