"""Forms for permissions, one a household: who is asked, what for, and how a yes is taken back."""

from itertools import groupby

from mitzvah_desk.model import Person
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import FileSettings
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.list_letters import read_chosen_list
from mitzvah_desk.office.papers.print_request import PrintRequest
from mitzvah_desk.office.people.consent_forms import (
    FormPerson,
    NoteFormsPrinted,
    list_form_people,
    list_people_at_home,
    list_unasked_families,
)
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.office.projects.reference_lists import read_campaign
from mitzvah_desk.rules.lists.vocabulary import Use
from mitzvah_desk.rules.privacy.disclosure import Granted
from mitzvah_desk.rules.privacy.permissions import PURPOSE_WORDS, describe_withdrawing


def make_consent_forms(office: Office, asked: PrintRequest) -> Outgoing:
    """A form for each household asked for.

    Where neither a household, a person nor a list is chosen: for each with a child on a shift of the campaign
    or the project of whom nobody knows whether photographs are allowed.
    """
    from mitzvah_desk.documents.consent_form import (
        AskedPerson,
        AskedPurpose,
        ConsentFormsValues,
        HouseholdForm,
        render_consent_forms,
    )

    campaign = office.query(read_campaign, asked.campaign_id)
    event = campaign.name if campaign is not None else ""
    head, settings = read_letterhead(office)
    forms, keys = [], []
    for key, people in groupby(_list_people(office, asked), key=lambda person: person.key):
        there = list(people)
        persons = tuple(
            AskedPerson(
                each.name,
                each.child,
                tuple(words.of_children or not each.child for words in PURPOSE_WORDS.values()),
            )
            for each in there
        )
        granted = Granted(persons=frozenset(each.id for each in there))
        forms.append(HouseholdForm(there[0].household or there[0].name, persons, granted))
        keys.append(key)
    values = ConsentFormsValues(
        tuple(forms),
        tuple(AskedPurpose(words.title, words.meaning) for words in PURPOSE_WORDS.values()),
        event,
        describe_withdrawing(settings.email, settings.phone),
        _where_to_return(settings),
        asked.now,
        head,
    )
    name = f"Permission form {forms[0].title}" if len(forms) == 1 else f"Permission forms {event}"
    everybody = frozenset(number for form in forms for number in form.granted.persons)
    return Outgoing(
        "Permission forms",
        asked.audience,
        values,
        lambda values, _: render_consent_forms(values, asked.paper, asked.audience),
        file_name(name),
        count=len(forms),
        keys=tuple(keys),
        granted=Granted(persons=everybody if len(forms) == 1 else frozenset()),
        note=NoteFormsPrinted(tuple(keys), asked.now.date()),
    )


def _list_people(office: Office, asked: PrintRequest) -> list[FormPerson]:
    scope, day = asked.scope, asked.now.date()
    if scope.household_id is not None:
        return office.query(list_form_people, day, Person.household_id == scope.household_id)
    if scope.person_id is not None:
        return office.query(list_people_at_home, day, (scope.person_id,))
    if scope.list_id is not None:
        # Also those who have not agreed yet: they are asked.
        found = office.query(lambda c: read_chosen_list(c, asked, use=Use.COMMITTEE)[1])
        persons = tuple(number for row in found.rows for number in row.persons)
        return office.query(list_people_at_home, day, persons)
    return office.query(list_unasked_families, asked.campaign_id, day, scope.project_id)


def _where_to_return(settings: FileSettings) -> str:
    """To whom the form goes back: the committee's address, else its e-mail, else whoever gave it out."""
    from mitzvah_desk.documents.layout.text import isolate_text

    lines = (settings.organisation, *settings.address.split("\n"))
    where = ", ".join(isolate_text(line) for line in lines if line)
    if settings.address:
        return f"To {where}{f', or a photograph of it to {settings.email}' if settings.email else ''}."
    if settings.email:
        return f"To whoever gave it to you, or a photograph of it to {settings.email}."
    return "To whoever gave it to you."
