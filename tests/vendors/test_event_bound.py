"""People, custody and destruction: each broken rule is found with its row, a clean twin is not."""

import datetime as dt

import pytest
from vendor_event_world import engagement, examined
from vendor_world import service, vendor

from riskkit.model.inventory import Asset, VendorPerson

FIRST = dt.date(2026, 10, 1)
NAME = "Chan Tai Man"


def person(line=2, **fields):
    fields = {"first_access": FIRST, "nda_signed": dt.date(2026, 9, 1)} | fields
    return VendorPerson(file="staff.csv", line=line, vendor="V1", person=NAME, **fields)


def people(*staff, nda=(), **fields):
    world = engagement(staff=staff, services=[service(**fields)], registers={"REG-NDA": nda})
    return examined(world)


@pytest.mark.parametrize(
    ("row", "group"),
    [
        (person(), None),
        (person(nda_signed=None), "without"),
        (person(nda_signed=dt.date(2027, 1, 1)), "without"),
        (person(nda_signed=dt.date(2026, 10, 2)), "late"),
        (person(nda_signed=FIRST), None),
        (person(nda_until=dt.date(2026, 10, 15)), "lapsed"),
        (person(nda_until=dt.date(2026, 10, 15), last_access=dt.date(2026, 10, 10)), None),
        # it ran out while the person still came, however long ago that was
        (person(nda_until=dt.date(2026, 10, 5), last_access=dt.date(2026, 10, 10)), "lapsed"),
        (person(identity_checked=False), "unchecked"),
    ],
)
def test_what_a_person_signed(row, group):
    told = people(row).people
    found = {g for g in ("without", "late", "lapsed", "unchecked") if getattr(told, g)}
    assert found == ({group} if group else set())
    assert group is None or getattr(told, group) == ("staff.csv:2",)


def test_a_signature_in_the_register_counts_for_the_same_person_only():
    row = {"party": "chan tai man", "vendor": "V1", "signed": "2026-09-01"}
    assert people(person(nda_signed=None), nda=[row]).people.signed == 1
    other = row | {"party": "Wong Siu Ming"}
    assert people(person(nda_signed=None), nda=[other]).people.without == ("staff.csv:2",)
    elsewhere = row | {"vendor": "V2"}
    assert people(person(nda_signed=None), nda=[elsewhere]).people.without == ("staff.csv:2",)


def test_people_who_come_but_are_not_named_are_said():
    assert people().people.unnamed
    assert people(physical_access=False).people is None


def test_no_name_of_a_person_is_told():
    told = people(person(nda_signed=None))
    assert told.people_without_nda == ("staff.csv:2",)
    assert NAME not in told.model_dump_json()


HANDOVER = {
    "item": "BX-1",
    "from_party": "Store",
    "to_party": "Vendor V1",
    "time": "2026-10-17T09:00",
    "signature": "yes",
}
BACK = HANDOVER | {"from_party": "Vendor V1", "to_party": "Store", "time": "2026-10-17T15:00"}
SEAL = {
    "seal_no": "S-1",
    "box_no": "bx-1",
    "checked_at": "2026-10-17T15:05",
    "number_read": "S-1",
    "state": "intact",
}
RECEIVED = {"item": "BX-1", "arrived": "2026-10-17T15:00"}
BOX = {"box_no": "BX-1", "tier": "high"}


def custody(**changes):
    registers = {
        "REG-CUSTODY": [HANDOVER, BACK],
        "REG-SEAL": [SEAL],
        "REG-RECEIVE": [RECEIVED],
        "REG-BOX": [BOX],
    } | changes
    return examined(engagement(registers=registers)).custody


@pytest.mark.parametrize(
    ("changes", "group"),
    [
        ({}, None),
        ({"REG-CUSTODY": [HANDOVER | {"signature": "no"}, BACK]}, "unsigned"),
        ({"REG-CUSTODY": [HANDOVER, BACK | {"from_party": "Driver"}]}, "gaps"),
        ({"REG-RECEIVE": []}, "unreceived"),
        ({"REG-SEAL": []}, "unsealed"),
        ({"REG-SEAL": [SEAL | {"checked_at": ""}]}, "unchecked"),
        ({"REG-SEAL": [SEAL | {"number_read": "S-2"}]}, "mismatched"),
        ({"REG-SEAL": [SEAL | {"state": "broken"}]}, "broken"),
    ],
)
def test_custody(changes, group):
    told = custody(**changes)
    names = ("unsigned", "gaps", "unreceived", "unsealed", "unchecked", "mismatched", "broken")
    assert {n for n in names if getattr(told, n)} == ({group} if group else set())
    assert told.items == 1


def test_a_vendor_that_no_handover_names_has_no_custody():
    assert custody(**{"REG-CUSTODY": [HANDOVER | {"to_party": "Other Movers"}]}) is None


MEDIA = {"serial": "HD-01", "asset": "A1"}
CERTIFICATE = {
    "medium": "HD-01",
    "asset": "A1",
    "medium_kind": "hdd",
    "method": "shred",
    "time": "2026-10-29T10:00",
    "person": "Crew",
    "witness": "Guard",
    "certificate_no": "C-1",
    "vendor": "V1",
}


def destruction(certificates, media=(MEDIA,), kind="destruction", state="destroyed"):
    world = engagement(
        vendors=[vendor(kind=kind)],
        services=[service(first_access=dt.date(2026, 10, 20))],
        registers={"REG-MEDIA": media, "REG-DESTR": certificates},
    )
    inventory, assets = world
    held = Asset(id="A1", name="Old server", carrier="server", state=state)
    return examined((inventory.model_copy(update={"assets": (held,)}), assets)).destruction


@pytest.mark.parametrize(
    ("certificates", "groups", "proven"),
    [
        ([CERTIFICATE], set(), 1),
        ([CERTIFICATE | {"medium": "Server disk HD-01"}], set(), 1),
        ([], {"missing"}, 0),
        ([CERTIFICATE | {"certificate_no": ""}], {"missing", "unnumbered"}, 0),
        ([CERTIFICATE | {"medium": "HD-99"}], {"missing", "unknown"}, 0),
        ([CERTIFICATE, CERTIFICATE | {"certificate_no": "C-2"}], {"repeated"}, 0),
        ([CERTIFICATE | {"witness": ""}], {"unwitnessed"}, 1),
        ([CERTIFICATE | {"witness": "crew"}], {"unwitnessed"}, 1),
        ([CERTIFICATE | {"medium_kind": "ssd", "method": "degauss"}], {"unfit"}, 1),
        ([CERTIFICATE | {"time": "2026-10-01T10:00"}], {"early"}, 1),
        ([CERTIFICATE | {"vendor": "V2"}], {"missing"}, 0),
        ([CERTIFICATE | {"medium": "硬盘ｈｄ 01，一块"}], set(), 1),
        ([CERTIFICATE | {"medium": "HD-01-B"}], {"missing", "unknown"}, 0),
        ([CERTIFICATE | {"medium": "HD-011"}], {"missing", "unknown"}, 0),
        ([CERTIFICATE | {"witness": "无"}], {"unwitnessed"}, 1),
        # the firm cannot be its own witness
        ([CERTIFICATE | {"witness": "Vendor V1"}], {"unwitnessed"}, 1),
        # a certificate of a day to come proves nothing yet
        ([CERTIFICATE | {"time": "2027-01-05T10:00"}], {"missing"}, 0),
    ],
)
def test_destruction(certificates, groups, proven):
    told = destruction(certificates)
    names = ("missing", "unknown", "repeated", "unnumbered", "unwitnessed", "unfit", "early")
    assert {n for n in names if getattr(told, n)} == groups
    assert (told.media, told.proven) == (1, proven)


def test_each_serial_of_an_asset_needs_its_own_certificate():
    two = (MEDIA, MEDIA | {"serial": "HD-02"})
    told = destruction([CERTIFICATE], two)
    assert (told.media, told.proven) == (2, 1)
    assert told.missing == ("registers/REG-MEDIA.csv:3",)


def test_a_certificate_proves_every_serial_it_names():
    two = (MEDIA, MEDIA | {"serial": "HD-02"})
    told = destruction([CERTIFICATE | {"medium": "HD-01、HD-02"}], two)
    assert (told.media, told.proven, told.missing) == (2, 2, ())
    again = destruction([CERTIFICATE | {"medium": "HD-01, hd02"}, CERTIFICATE], two)
    assert (again.proven, len(again.repeated)) == (1, 2)


def test_an_asset_without_listed_media_is_proven_under_its_own_id():
    several = [CERTIFICATE | {"medium": m} for m in ("SD-1", "SD-2")]
    told = destruction(several, media=())
    assert (told.media, told.proven, told.repeated, told.unknown) == (1, 1, (), ())


def test_what_still_lives_is_not_expected():
    assert destruction([], state="live").media == 0


def test_a_vendor_that_destroys_nothing_has_no_reconciliation():
    assert destruction([], kind="mover") is None
