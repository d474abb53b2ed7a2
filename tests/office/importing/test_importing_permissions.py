"""Permissions in lists: a no is kept as a yes is, and those who unsubscribed get no newsletter."""

from datetime import date

from conftest_office import done
from lists_in import TODAY, fates, plan_of, source, take

from mitzvah_desk.model import ImportOf, Purpose
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.importing.accept import Import
from mitzvah_desk.office.importing.plan import RowOutcome
from mitzvah_desk.office.people.queries import list_people, list_permissions, list_statements

UNSUBSCRIBED = (
    b"Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,"
    b"UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,NOTES,TAGS\n"
    b'ANN@example.org,Ann,Cohen,2,2019-01-02 10:11:12,2026-05-03 08:09:10,May news,1,NORMAL,"",,\n'
    b'new@example.org,,,2,2019-01-02 10:11:12,2026-05-04 08:09:10,May news,1,NORMAL,"",,\n'
)


def newsletter(office: Office, person: int) -> tuple[bool, date | None, str]:
    row = next(r for r in office.query(list_permissions, person) if r.purpose is Purpose.NEWSLETTER)
    return row.given, row.given_on, row.how


def test_an_older_list_does_not_turn_a_no(office: Office) -> None:
    take(office, "new.csv", b"First name,Last name,Newsletter\nAnn,Cohen,no\n", ImportOf.PEOPLE)
    assert newsletter(office, 1) == (False, TODAY, "Imported from new.csv")
    plan = take(office, "old.csv", b"First name,Last name,Newsletter\nAnn,Cohen,yes\n", ImportOf.PEOPLE)
    assert newsletter(office, 1)[0] is False
    assert "Ann said no on 1 Nov 2026 (newsletter): kept" in plan.rows[0].detail


def test_a_list_may_say_when_it_was_said(office: Office) -> None:
    text = "First name,Last name,Newsletter,Consent date\nAnn,Cohen,{},{}\n"
    take(office, "a.csv", text.format("yes", "3/5/2026").encode(), ImportOf.PEOPLE)
    assert newsletter(office, 1)[:2] == (True, date(2026, 5, 3))
    take(office, "b.csv", text.format("no", "1/2/2026").encode(), ImportOf.PEOPLE)
    assert newsletter(office, 1)[:2] == (True, date(2026, 5, 3))  # the newer one stands, the older is kept
    assert len(office.query(list_statements, 1)) == 2
    take(office, "c.csv", text.format("no", "4/5/2026").encode(), ImportOf.PEOPLE)
    assert newsletter(office, 1)[:2] == (False, date(2026, 5, 4))
    take(office, "d.csv", text.format("yes", "1/10/2026").encode(), ImportOf.PEOPLE)
    assert newsletter(office, 1)[0] is False


def test_an_empty_cell_says_nothing(office: Office) -> None:
    text = b"First name,Last name,Photos,Newsletter\nAnn,Cohen,,yes\nBob,Levy,-,\n"
    take(office, "a.csv", text, ImportOf.PEOPLE)
    assert [(r.purpose, r.given) for r in office.query(list_statements, 1)] == [(Purpose.NEWSLETTER, True)]
    assert not office.query(list_statements, 2)


def test_who_unsubscribed_at_mailchimp_gets_no_newsletter(office: Office) -> None:
    ann = {"given": "Ann", "family": "Cohen", "email": "ann@example.org"}
    for each in (ann, {**ann, "given": "Ben"}):
        number = done(office, Add("person", each)).id
        said = {"purpose": Purpose.NEWSLETTER, "given": True, "given_on": date(2026, 1, 1)}
        done(office, Add("permission", {"person_id": number, **said}))
    given = source("unsubscribed.csv", UNSUBSCRIBED)
    assert given.kind is ImportOf.PEOPLE
    plan = plan_of(office, given)
    assert fates(plan) == [RowOutcome.UPDATE, RowOutcome.LEFT]
    assert plan.rows[0].detail == "Ann Cohen and Ben Cohen: no newsletter from 3 May 2026"
    assert plan.rows[1].detail.startswith("Nobody in this file has that e-mail address")
    done(office, Import(plan))
    assert newsletter(office, 1) == newsletter(office, 2) == (False, date(2026, 5, 3), "unsubscribed")
    assert len(office.query(list_people)) == 2
    assert fates(plan_of(office, given)) == [RowOutcome.SAME, RowOutcome.LEFT]


def test_a_list_may_say_that_somebody_wants_no_messages(office: Office) -> None:
    text = b"First name,Last name,Status\nAnn,Cohen,Do not contact\nBob,Levy,Member\n"
    take(office, "a.csv", text, ImportOf.PEOPLE)
    assert [r.given for r in office.query(list_statements, 1)] == [False]
    assert not office.query(list_statements, 2)
