"""Campaigns made up by chance: what is proposed is accepted without a single finding of any check."""

import pytest
from conftest_office import done
from made_up_rota import made_up

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.assignments import find_campaign_clashes
from mitzvah_desk.office.rota.fill_gaps import AcceptProposal, build_problem, fill_gaps
from mitzvah_desk.rules.findings import Severity


@pytest.mark.parametrize("seed", range(8))
def test_a_proposal_brings_no_finding(office: Office, campaign: int, seed: int) -> None:
    made_up(office, campaign, seed)

    def findings() -> set[str]:
        return {
            f.text for f in office.query(find_campaign_clashes, campaign) if f.severity is not Severity.INFO
        }

    before = findings()
    filled = fill_gaps(office.query(build_problem, campaign))
    assert filled.proposal.proven
    assert filled.proposal.choices
    done(office, AcceptProposal(filled.pairs(filled.proposal.choices)))
    assert findings() <= before
    assert fill_gaps(office.query(build_problem, campaign)).proposal.score.minimum == 0
