"""The columns of many schools at once give what straight numpy gives."""

from __future__ import annotations

import numpy as np

from tools.national import agree, national


def test_many_schools_at_once_agree_with_straight_numpy():
    deployment = national(400)

    agree(deployment)

    assert len(deployment.schools.urn) == 400


def test_the_same_seed_makes_the_same_country():
    np.testing.assert_array_equal(national(30).cells.hours, national(30).cells.hours)
