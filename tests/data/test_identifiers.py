"""Columns that name people are found by their headings, and by what stands in them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.data.identifiers import direct_identifiers, nir_key


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Nom", "name"), ("NOM de famille", "name"), ("Prénom", "name"), ("first_name", "name"),
        ("groupe/prenom", "name"), ("Quel est votre nom ?", "name"), ("Courriel", "email"),
        ("E-mail", "email"), ("Adresse mail", "email"), ("Téléphone", "phone"), ("Tél.", "phone"),
        ("phone number", "phone"), ("Adresse postale", "address"), ("NIR", "social_security"),
        ("N° de sécurité sociale", "social_security"), ("Nom du club", None), ("Ville", None),
        ("Nom de l’association", None), ("Date de naissance", None), ("adresse_ip", None),
        ("Mobilité", None), ("nombre", None), ("renom", None), ("club name", None),
    ],
)  # fmt: skip
def test_a_heading_tells(heading, kind):
    assert direct_identifiers({heading: ["x", "y"]}).get(heading) == kind


def a_number(body):
    return f"{body}{nir_key(body):02d}"


NUMBERS = [a_number(body) for body in ("2550814168025", "1850578006084", "185052A006084")]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["a@b.fr", "c.d@e.org"], "email"),
        (["06 12 34 56 78", "+33 6 12 34 56 78", "0612345678"], "phone"),
        (["12 rue des Lilas", "3 bis, avenue Foch"], "address"),
        (NUMBERS, "social_security"),
        (["rien", f"son numéro est {NUMBERS[0]}"], "social_security"),
        (["2550814168025", "1850578006084"], "social_security"),
        (["12345", "67890"], None),
        (["2024-04-03", "2024-04-04"], None),
        (["Muret Nord", "Lens Sud"], None),
        (["", ""], None),
    ],
)
def test_the_cells_tell(cells, kind):
    assert direct_identifiers({"colonne": cells}).get("colonne") == kind


def test_a_wrong_key_is_no_social_security_number():
    wrong = [number[:-2] + f"{(int(number[-2:]) % 97) + 1:02d}" for number in NUMBERS]
    assert direct_identifiers({"colonne": wrong}) == {}


def test_a_birth_date_beside_initials_names_a_person():
    table = pd.DataFrame({"Date de naissance": ["2001-04-03"], "Initiales": ["AB"], "n": ["1"]})
    kinds = direct_identifiers(table)
    assert set(kinds) == {"Date de naissance", "Initiales"}
    assert direct_identifiers(table.drop(columns="Initiales")) == {}


def test_names_of_people_under_a_word_for_people():
    cells = ["Marie DUPONT", "LE GALL Yann", "Ana Silva"]
    assert direct_identifiers({"Bénéficiaire": cells}) == {"Bénéficiaire": "name"}
    assert direct_identifiers({"Bénéficiaire": ["P1", "P2"]}) == {}


@given(st.from_regex(r"[12][0-9]{2}(0[1-9]|1[0-2])[0-9]{8}", fullmatch=True))
def test_one_changed_digit_is_always_seen(body):
    key = nir_key(body)
    other = body[:-1] + str((int(body[-1]) + 1) % 10)
    assert 1 <= key <= 97
    assert nir_key(other) != key
