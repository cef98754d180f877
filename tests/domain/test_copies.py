"""A changed copy is what the standard library would have made."""

import dataclasses

import pytest

from domain.copies import replace
from domain.job.model import Job, Stage


def test_a_copy_differs_in_what_was_changed_only():
    job = Job(id=7, number="1001", details={"fault": "~1.x"})
    after = replace(job, stage=Stage.OFFERED, offers={3: "open"})
    assert after == dataclasses.replace(job, stage=Stage.OFFERED, offers={3: "open"})
    assert job == Job(id=7, number="1001", details={"fault": "~1.x"})


def test_a_name_that_is_no_field_is_refused():
    with pytest.raises(TypeError, match="stag"):
        replace(Job(), stag=Stage.OFFERED)


def test_a_copy_is_as_frozen_as_what_it_was_made_of():
    with pytest.raises(dataclasses.FrozenInstanceError):
        replace(Job(), number="1").number = "2"
