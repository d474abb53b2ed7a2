"""Hours served: the rule for values and its SQL give the same answer, whatever is known."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, insert, select

from mitzvah_desk.model import Assignment, AssignmentStatus, Shift
from mitzvah_desk.model.base import Base
from mitzvah_desk.model.expressions import served_minutes as served_in_sql
from mitzvah_desk.rules.rota.hours import served_minutes

NINE = datetime(2026, 11, 22, 9)
moments = st.datetimes(NINE, NINE + timedelta(hours=20))
spans = st.none() | st.tuples(moments, moments).filter(lambda pair: pair[0] < pair[1])


@pytest.fixture(scope="module")
def bare() -> Iterator[Connection]:
    """The two tables alone, without what they hang on."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine, [Base.metadata.tables[name] for name in ("shift", "assignment")])
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@given(
    status=st.sampled_from(AssignmentStatus),
    typed=st.none() | st.integers(0, 600),
    shift=spans,
    there=spans,
    left=st.booleans(),
)
def test_both_forms_of_the_rule_agree(
    bare: Connection,
    status: AssignmentStatus,
    typed: int | None,
    shift: tuple[datetime, datetime] | None,
    there: tuple[datetime, datetime] | None,
    left: bool,
) -> None:
    starts_at, ends_at = shift or (None, None)
    arrived_at, left_at = there or (None, None)
    left_at = left_at if left else None
    try:
        bare.execute(
            insert(Shift).values(
                id=1,
                project_id=1,
                role_id=1,
                starts_at=starts_at,
                ends_at=ends_at,
                open_ended=shift is None,
            )
        )
        bare.execute(
            insert(Assignment).values(
                id=1,
                shift_id=1,
                person_id=1,
                status=status,
                minutes_served=typed,
                arrived_at=arrived_at,
                left_at=left_at,
            )
        )
        asked = select(served_in_sql()).join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        assert bare.execute(asked).scalar_one() == served_minutes(
            attended=status is AssignmentStatus.ATTENDED,
            typed=typed,
            arrived_at=arrived_at,
            left_at=left_at,
            starts_at=starts_at,
            ends_at=ends_at,
        )
    finally:
        bare.rollback()


def test_what_is_typed_wins_over_the_clock_and_the_clock_over_the_shift() -> None:
    came = partial(
        served_minutes, attended=True, arrived_at=NINE, starts_at=NINE, ends_at=NINE + timedelta(hours=1)
    )
    left = NINE + timedelta(minutes=30, seconds=59)
    assert came(typed=45, left_at=left) == 45
    assert came(left_at=left) == 30
    assert came() == 60
    assert came(attended=False, typed=45) is None
    assert served_minutes(attended=True) is None, "knitting at home counts as it was told"
