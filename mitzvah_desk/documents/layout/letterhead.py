"""The letterhead: who writes, as every letter and paper says it at its head."""

from dataclasses import dataclass

from mitzvah_desk.rules.privacy.disclosure import Audience


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
        day_phone: whom to ring on the day; empty where nobody was named.
        sign_up_line: how to say yes, in the committee's own words; empty where it has none.
    """

    name: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    charity_number: str = ""
    logo: bytes | None = None
    day_phone: str = ""
    sign_up_line: str = ""

    def call_for(self, audience: Audience) -> str:
        """The line at the foot that calls whoever reads: whom to ring on the day, or how to say yes."""
        if audience is Audience.PUBLIC:
            return self.sign_up_line
        helps = audience in {Audience.VOLUNTEERS, Audience.DRIVER}
        return (
            f"On the day, ring {self.day_phone.replace(' ', chr(0xA0))}" if helps and self.day_phone else ""
        )

    @property
    def contact_line(self) -> str:
        """Telephone, e-mail, web and charity number in one line."""
        charity = f"Registered charity {self.charity_number}" if self.charity_number else ""
        parts = (self.phone, self.email, self.website, charity)
        return "  ·  ".join(part.replace(" ", "\xa0") for part in parts if part)
