from __future__ import annotations

import csv

import pytest

from sendsite import stock
from sendsite.intake import upn
from sendsite.intake.read import read

VECTORS = list(csv.DictReader((stock.folder("open") / "upn_test_vectors.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["upn"] for vector in VECTORS])
def test_the_published_vectors(vector):
    only_the_authority = "LA number" in vector["expected"]

    assert (upn.fault_in(vector["upn"]) is None) == (vector["expected"] == "valid" or only_the_authority)
    if only_the_authority:
        assert not upn.authority_known(vector["upn"])


def test_the_check_letter_by_hand():
    # 8x2 + 0x3 + 1x4 + 2x5 + 0x6 + 0x7 + 0x8 + 0x9 + 5x10 + 0x11 + 0x12 + 1x13 = 93; 93 mod 23 = 1; A is 0, B is 1
    assert upn.check_letter("?801200005001") == "B"


def test_one_wrong_digit_is_always_noticed():
    right = "B801200005001"
    wrong = [right[:place] + digit + right[place + 1 :] for place in range(1, 13) for digit in "0123456789" if digit != right[place]]

    assert all(upn.fault_in(each) for each in wrong)


@pytest.mark.parametrize("own", ["P1", "123456", "T88131012500", "2025-PUPIL-01", "abcdefghijklm", "1801200005001"])
def test_the_schools_own_ids_are_not_taken_for_upns(own):
    assert not upn.looks_like(own)


def test_an_unknown_authority_warns_and_never_refuses(tmp_path):
    (tmp_path / "schools.csv").write_text("urn,name,phase,number_on_roll\n140001,Alder,primary,210\n")
    (tmp_path / "pupils.csv").write_text("school_urn,pupil_id,need_hours,sen_status\n140001,E000200005001,1,K\n")

    reading = read(tmp_path)

    assert reading.faults == ()
    assert reading.warnings == ("pupils.csv row 2, pupil_id: the UPN begins with no known local authority.",)
