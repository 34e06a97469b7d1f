"""The storm of ``make faults``, shorter."""

import pytest

from tests.faults.storm.report import Plan, run
from tests.faults.storm.servers import serving


@pytest.mark.timeout(180)
def test_nothing_is_lost_and_nothing_doubled_while_everything_dies(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("storm")) as servers:
        report = run(servers, Plan(uploads=60, seed=5, sending=6, longest=9, hurry=2.5))
    print(report)
    assert report.verdict.is_good, str(report)
    assert {"API killed", "Redis killed", "Redis emptied", "PostgreSQL crashed"} <= set(report.storm.done)
