"""The certificate and the page of a deposit in a browser: readable by all, asking nothing."""

import dataclasses
import zipfile

import pytest

from workbench.launch import runner
from workbench.launch.contents import page
from workbench.launch.programme.folder import Order
from workbench.launch.proof import certificate
from workbench.launch.proof.deposit import deposit
from workbench.launch.proof.kept import opened
from workbench.launch.proof.verify import Verdict

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.full)])
def test_a_certificate_and_a_deposit_are_readable_by_all(readable, club, tmp_path, lang):
    folder = tmp_path / "run"
    runner.run(club, folder, Order(lang, [page("01_evaluation")]), lambda *_: None)
    run = opened(folder)
    other = {"code": ("1" * 64, "2" * 64), "pandas": ("1", "2")}
    verdict = Verdict(run, (), other, (), run.record, None, {"cells": 2000, "files": 3})
    assert verdict.same
    readable(certificate.write(verdict, lang), lang)
    readable(certificate.write(dataclasses.replace(verdict, other={}), lang), lang)
    deposit(folder, tmp_path / "d.zip")
    with zipfile.ZipFile(tmp_path / "d.zip") as archive:
        archive.extractall(tmp_path / "crate")
    readable(tmp_path / "crate" / "ro-crate-preview.html", lang)
