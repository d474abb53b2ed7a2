"""The newsletter tells the public what it may know: who agreed is named, the others are counted."""

from datetime import date

import pytest
from conftest_news import AFTER, BEFORE, NO, UNKNOWN, YES, at, gives, in_every_form, news, pays, person, said
from conftest_rota import Year

from mitzvah_desk.model import AssignmentStatus, NewsletterKind, PartnerRole, ProjectStatus
from mitzvah_desk.office.core.crud import SetField, SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.goods.donations import DonationEntry, Make
from mitzvah_desk.office.newsletter.compose import NewsletterChoice
from mitzvah_desk.office.newsletter.words import ChangeWords, ShippedWordsAgain, list_newsletter_words
from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.templates.sections import Order, Piece

CAME = AssignmentStatus.ATTENDED
THANKS = NewsletterChoice((NewsletterKind.THANK_YOU,))
DID = NewsletterChoice((NewsletterKind.WHAT_WE_DID,))
ON = NewsletterChoice((NewsletterKind.WHATS_ON,))
NEEDED = NewsletterChoice((NewsletterKind.STILL_NEEDED,))


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def done_project(year: Year, title: str = "Bulbs", **values: object) -> int:
    return year.project(title, status=ProjectStatus.DONE, **values)


@pytest.mark.parametrize("agreed", [UNKNOWN, NO, YES])
@pytest.mark.parametrize("child", [False, True])
@pytest.mark.parametrize("role", ["volunteer", "donor", "giver", "guest", "quotation", "coordinator"])
def test_nobody_is_named_without_permission(year: Year, role: str, child: bool, agreed: bool | None) -> None:
    who = person(year, "Zipporah Quennell", agreed, child=child, position="Mayor")
    project = done_project(year)
    if role == "volunteer":
        year.put(year.shift(project), who, status=CAME)
    elif role == "donor":
        gives(year, "Rice", 5, ("person", who))
    elif role == "giver":
        pays(year, 500, donor_person_id=who)
    elif role == "guest":
        year.add("guest_of_honour", project_id=project, person_id=who)
    elif role == "quotation":
        words = {"words": "We loved it.", "said_by": "Zipporah Quennell, aged 9", "person_id": who}
        year.add("quotation", campaign_id=year.campaign, project_id=project, may_print=True, **words)
    else:
        year.add("project", campaign_id=year.campaign, title="Tea", status="planned", coordinator_id=who)
        body = Piece("What’s on", Order.DAY, "{{ project }}, led by {{ coordinator }}.")
        year.execute(ChangeWords(NewsletterKind.WHATS_ON, body))
    composed = news(year, BEFORE if role == "coordinator" else AFTER)
    for form, text in in_every_form(composed).items():
        assert ("Quennell" in text) is bool(agreed and not child), form
        assert ("Zipporah" in text) is bool(agreed), form
        assert "None" not in text
    assert [each.id for each in composed.unnamed] == ([] if agreed else [who])
    assert ("newsletter.children" in {each.rule for each in composed.findings}) is bool(child and agreed)


def test_it_ends_with_how_to_stop_and_tells_no_name_there(year: Year) -> None:
    year.put(year.shift(done_project(year)), person(year, "Ann Cohen", YES), status=CAME)
    year.execute(ChangeSetting("email", "us@shul.example"))
    stopping = news(year, choice=THANKS).newsletter.stopping
    assert stopping.endswith("Reply with “stop” or write it to us@shul.example, and we will stop.")
    year.execute(ChangeSetting("stop_line", "Tell us to stop."))
    assert news(year, choice=THANKS).newsletter.stopping == "Tell us to stop."
    person(year, "Zipporah Quennell", NO)
    year.execute(ChangeSetting("stop_line", "Tell Zipporah Quennell to stop."))
    for form, text in in_every_form(news(year, choice=THANKS)).items():
        assert "Quennell" not in text, form
        assert "us@shul.example" in text, form


def test_others_are_counted_and_shown_to_the_committee(year: Year) -> None:
    shift = year.shift(done_project(year), maximum=99)
    named = [person(year, name, YES) for name in ("Bob Levy", "Ann Cohen")]
    others = [person(year, f"Other Person{n}", NO if n % 2 else UNKNOWN) for n in range(11)]
    year.put(shift, *named, *others, status=CAME)
    composed = news(year, choice=THANKS)
    assert "Ann Cohen, Bob Levy and eleven more." in said(composed)
    (finding,) = composed.findings
    assert finding.severity is Severity.INFO
    assert finding.text == "11 people are counted, not named: they have not agreed to be named in print."
    assert {each.why for each in composed.unnamed} == {"said no", "was never asked"}
    assert {each.roles for each in composed.unnamed} == {"volunteer"}


def test_a_household_is_named_by_the_adults_who_agreed(year: Year) -> None:
    homes = {}
    for name, members in {
        "Both": (("Ann Both", YES, False), ("Bob Both", YES, False), ("Kid Both", YES, True)),
        "One": (("Cat One", YES, False), ("Dan One", NO, False)),
        "None": (("Eve Nought", UNKNOWN, False), ("Kit Nought", YES, True)),
        "Mixed": (("Flo Mixed", YES, False), ("Guy Other", YES, False)),
        "Empty": (),
    }.items():
        homes[name] = year.add("household", name=f"The {name} family")
        for full, agreed, child in members:
            person(year, full, agreed, child=child, household=homes[name])
        gives(year, "Rice", 1, ("household", homes[name]))
    text = said(news(year, choice=THANKS))
    assert "\nAnn and Bob Both, Flo Mixed and Guy Other, Cat One and two more." in text
    for unsaid in ("Dan", "Kid", "Kit", "Nought", "family"):
        assert unsaid not in text


def test_whoever_was_born_less_than_18_years_ago_is_a_child(year: Year) -> None:
    young = person(year, "Maya Zion", YES, born=date(2009, 1, 1))  # type: ignore[arg-type]
    year.put(year.shift(done_project(year)), young, status=CAME)
    assert "# Our children and young people\nMaya." in said(news(year, choice=THANKS))


def test_groups_and_partners_are_named_and_thanked_once(year: Year) -> None:
    scouts = year.add("group", name="1st Finchley Scouts", adults=4, children=24)
    shift, other = (year.shift(done_project(year, title), maximum=99) for title in ("Bulbs", "Cards"))
    for each in (shift, other):
        year.put(each, group_id=scouts, adults=4, children=24, status=CAME)
    rotary = year.add("partner", name="Finchley Rotary")
    year.add(
        "project_partner", project_id=done_project(year, "Tea"), partner_id=rotary, role=PartnerRole.HOST
    )
    gives(year, "Bulbs", 100, ("partner", rotary))
    text = said(news(year))
    assert "# The groups that came together\n1st Finchley Scouts.\n" in text
    assert "# Our partners\nFinchley Rotary.\n" in text
    assert "- 28 volunteers took part, giving 56 hours between them." in text


def test_quotations_need_permission_and_their_speaker_too(year: Year) -> None:
    def quote(words: str, *, may: bool = True, by: str = "", who: int | None = None) -> None:
        values = {"words": words, "said_by": by, "person_id": who, "may_print": may}
        year.add("quotation", campaign_id=year.campaign, **values)

    person(year, "Rose Hidden", UNKNOWN)
    quote("Not for print.", may=False)
    quote("Typed as public.", by="The Mayor's office")
    quote("By one who was never asked.", by="Rose Hidden, member")
    quote("Agreed.", by="Dr Rose Known, doctor", who=person(year, "Rose Known", YES))
    quote("“In marks.”", who=person(year, "Lea Known", YES))
    quote("Ask Rose Hidden, she knows.", by="A friend")
    text = said(news(year, choice=DID))
    assert text.split("# In your words\n")[1].split("\n") == [
        "“Typed as public.” – The Mayor's office",
        "“By one who was never asked.”",
        "“Agreed.” – Dr Rose Known, doctor",
        "“In marks.” – Lea Known",
    ]
    assert "Rose Hidden" not in text


def test_a_name_in_a_text_needs_permission_too(year: Year) -> None:
    person(year, "Rose Hidden", NO)
    person(year, "Rose Known", YES)
    summary = "Rose Known bakes. Led by Rose Hidden’s team! Come early"
    year.project("Tea", status=ProjectStatus.PLANNED, summary=summary)
    year.project("Tea with Rose Hidden", status=ProjectStatus.PLANNED)
    composed = news(year, BEFORE, ON)
    assert "- Tea. Rose Known bakes. Come early." in said(composed)
    assert "Hidden" not in said(composed)
    assert [each.rule for each in composed.findings] == ["newsletter.name"] * 2
    assert "names Rose Hidden, who said no" in composed.findings[0].text


def test_a_name_typed_among_the_words_needs_permission_too(year: Year) -> None:
    person(year, "Rose Hidden", NO)
    pays(year, 500)
    words = "We raised {{ money }}.\n- Ask Rose Hidden\n- Or ask us\nRose {{ money }} Hidden"
    year.execute(ChangeWords(NewsletterKind.WHAT_WE_DID, Piece("By Rose Hidden", Order.DAY, words)))
    composed = news(year, choice=DID)
    assert said(composed).split("\n")[2:] == ["What we did", "We raised £5.", "- Or ask us", "Rose £5 Hidden"]
    assert [each.rule for each in composed.findings] == ["newsletter.name"]


def test_every_text_around_a_newsletter_needs_permission(year: Year) -> None:
    person(year, "Rose Hidden", NO)
    values = {"name": "Rose Hidden Day", "theme": "For Rose Hidden", "target_pence": 500}
    year.execute(SetFields("campaign", year.campaign, values))
    year.execute(ChangeSetting("organisation", "Rose Hidden"))
    tea = year.project("Tea", status=ProjectStatus.CONFIRMED)
    year.shift(tea, role_id=year.role("Driver of Rose Hidden"), minimum=2)
    item = year.add("item", name="Soap", unit="bars of Rose Hidden")
    year.add("request", item_id=item, partner_id=year.add("partner", name="Warm Hands"), quantity=2)
    composed = news(year, BEFORE)
    assert "Hidden" not in said(composed)
    assert composed.newsletter.title == "Our newsletter"
    assert "- Tea, Sunday 22 November: two helpers from 10:00 to 11:00." in said(composed)
    assert "- Soap: two more, for Warm Hands." in said(composed)
    assert "- All that we do: we are hoping for £5." in said(composed)
    told = [each.text for each in composed.findings if each.rule == "newsletter.name"]
    wheres = ["In what a thing is counted", "Our name in Settings", "The campaign's name"]
    wheres += ["The campaign's theme", "The name of a role"]
    assert sorted(told) == [
        f"{where} names Rose Hidden, who said no. That part is left out." for where in wheres
    ]


def test_how_to_reach_somebody_is_left_out_and_told(year: Year) -> None:
    home = year.add("household", name="Hidden", address="18 Linden Grove\nLondon", phone="020 7946 0111")
    person(year, "Rose Hidden", UNKNOWN, household=home, mobile="07700 900123", email="rh@example.org")
    ways = "Ring 7946 0111. Or 07700 900 123! Write to RH@example.org. Come to 18 Linden Grove. Bring cake."
    year.project("Tea", status=ProjectStatus.CONFIRMED, summary=ways)
    composed = news(year, BEFORE, ON)
    assert said(composed).endswith("- Tea. Bring cake.")
    (finding,) = composed.findings
    tells = "tells how to reach Rose Hidden, who was never asked. That part is left out."
    assert finding.text == f"The summary of “Tea” {tells}"
    year.execute(ChangeSetting("phone", "07700 900123"))
    year.add("partner", name="Neighbours", address="18 Linden Grove")
    assert "- Tea. Or 07700 900 123! Come to 18 Linden Grove." in said(news(year, BEFORE, ON))


def test_a_child_who_gave_beside_its_family_is_not_named_with_it(year: Year) -> None:
    home = year.add("household", name="Levy")
    person(year, "Bob Levy", YES, household=home)
    child = person(year, "Ann Levy", YES, child=True, household=home)
    gives(year, "Rice", 1, ("household", home))
    gives(year, "Soap", 1, ("person", child))
    pays(year, 100, donor_person_id=child)
    assert "# Those who gave\nBob Levy and Ann.\n" in said(news(year, choice=THANKS))


def test_a_title_that_says_where_is_told_while_venues_are_left_out(year: Year) -> None:
    home = year.add("partner", name="Rubens House")
    place = year.add("place", name="Rubens House", address="42 Larch Lane", partner_id=home)
    year.project("Songs at Rubens House", status="confirmed", place_id=place)
    year.project("Tea", status="confirmed", place_id=place, summary="Meet at 42 Larch Lane")
    year.project("Cards", status="confirmed", place_id=place)
    (finding,) = news(year, BEFORE, ON).findings
    assert finding.text == (
        "Two projects say where in the title or the summary, though venues are left out:"
        " “Songs at Rubens House” and “Tea”."
    )
    assert news(year, BEFORE, NewsletterChoice(ON.kinds, venues=True)).findings == ()


def test_what_is_on_leaves_out_what_is_over_and_what_is_not_sure(year: Year) -> None:
    for title, status in (("Yes", "planned"), ("Also", "confirmed"), ("Idea", "idea"), ("Off", "cancelled")):
        year.project(title, status=status)
    past = year.project("Past", status="confirmed", on_day=date(2026, 10, 30))
    year.shift(past)
    composed = news(year, BEFORE, ON)
    assert said(composed).count("\n- ") == 2
    assert "# Sunday 22 November" in said(composed)
    assert composed.findings[0].text == "One project was over by Sunday 1 November."
    late = news(year, AFTER, ON)
    assert late.newsletter.sections == ()
    assert late.findings[-1].text.startswith("“What’s on” has nothing to tell of Mitzvah Day 2026")


def test_venues_are_left_out_unless_asked_for(year: Year) -> None:
    home = year.add("partner", name="Rubens House")
    place = year.add(
        "place", name="Rubens House", address="42 Larch Lane", postcode="n12 8lz", partner_id=home
    )
    project = year.project("Songs", status="confirmed", place_id=place)
    other = year.add("partner", name="Stories Together")
    for partner, role in ((home, "host"), (other, "co-host"), (home, "beneficiary")):
        year.add("project_partner", project_id=project, partner_id=partner, role=PartnerRole(role))
    year.shift(project)
    for choice in (ON, NEEDED):
        text = said(news(year, BEFORE, choice))
        assert "Rubens" not in text
        assert "Larch" not in text
    assert "- Songs, 10:00 to 11:00. With Stories Together." in said(news(year, BEFORE, ON))
    told = said(news(year, BEFORE, NewsletterChoice(ON.kinds, venues=True)))
    assert "With Rubens House and Stories Together. Where: Rubens House, 42 Larch Lane, N12 8LZ." in told


def test_what_is_still_needed(year: Year) -> None:
    tea = year.project("Tea", status="confirmed")
    baker, welcome = year.role("Baker"), year.role("Welcome")
    for role in (baker, baker, welcome):
        year.shift(tea, role_id=role, minimum=2)
    year.add("shift", project_id=tea, role_id=baker, minimum=1, maximum=1, open_ended=True)
    full = year.project("Full", status="confirmed")
    year.put(year.shift(full), year.person())
    food, other = (year.add("partner", name=name) for name in ("Food bank", "Warm Hands"))
    rice, soap = (year.add("item", name=name) for name in ("Rice", "Soap"))
    for partner, item, count in ((food, rice, 5), (other, rice, 7), (food, soap, None)):
        year.add("request", partner_id=partner, item_id=item, quantity=count, campaign_id=year.campaign)
    year.add("material", project_id=tea, name="Aprons", quantity=9)
    year.add("material", project_id=tea, name="Cups", quantity=9, ready=True)
    year.project("Wing", status="confirmed", target_pence=100_000)
    pays(year, 25_050)
    ten, alone = "from 10:00 to 11:00", "one baker in their own time"
    assert said(news(year, BEFORE, NEEDED)).split("\n")[4:] == [
        "# A pair of hands",
        "We are looking for seven helpers, and for most of it you need no experience: a smile will do.",
        f"- Tea, Sunday 22 November: four bakers {ten}, two people for welcome {ten} and {alone}.",
        "# Something from your cupboard",
        "- Aprons: nine, for “Tea”, by Sunday 22 November.",
        "- Rice: twelve more, for Food bank and Warm Hands.",
        "- Soap: as much as you can, for Food bank.",
        "# Help us to get there",
        "- Wing: we are hoping for £1,000.",
    ]


def test_what_we_did_in_numbers(year: Year) -> None:
    project = done_project(year, "Knitting", outcome="A boxful")
    shift = year.shift(project)
    (one, two) = (year.put(shift, year.person(name), status=CAME) for name in ("Ann Cohen", "Bob Levy"))
    for (assignment,) in (one, two):
        year.execute(SetField("assignment", assignment, "minutes_served", 90))
    year.execute(Make(project, DonationEntry(12, item_name="Hat for a premature baby"), at(12)))
    gives(year, "Wool", 1)
    pays(year, 1250, project_id=project)
    made = "twelve hats for premature babies"
    lines = said(news(year, choice=DID)).split("\n")
    assert lines[4:] == [
        "# In numbers",
        "- Two volunteers took part, giving three hours between them.",
        "- One thing came through our doors: other things (1).",
        f"- We made {made}.",
        "- We raised £12.50.",
        "# Project by project",
        f"- Knitting. A boxful. Two people took part. We made {made}. Together we raised £12.50.",
    ]


def test_own_words_can_be_undone_and_the_shipped_ones_come_back(year: Year) -> None:
    office, kind = year.office, NewsletterKind.THANK_YOU
    shipped = office.query(list_newsletter_words)[kind]
    assert not shipped.own
    own = Piece("Todah", Order.TITLE, "We thank {{ volunteers }}.")
    assert year.execute(ChangeWords(kind, own)).label == "Changed the words of “Thank you”"
    assert office.query(list_newsletter_words)[kind].piece == own
    office.undo()
    assert office.query(list_newsletter_words)[kind] == shipped
    office.redo()
    year.execute(ChangeWords(kind, Piece("Todah", Order.DAY, "Thanks")))
    year.execute(ShippedWordsAgain(kind))
    assert office.query(list_newsletter_words)[kind] == shipped
    assert year.told(ShippedWordsAgain(kind)) == ["newsletter.shipped"]
    assert year.told(ChangeWords(kind, Piece("Todah", Order.DAY, "{{ dog }}"))) == ["newsletter.words"]


def test_an_empty_campaign_says_what_each_piece_waits_for(year: Year) -> None:
    composed = news(year)
    assert composed.newsletter.sections == ()
    assert [each.rule for each in composed.findings] == ["newsletter.empty"] * 4
