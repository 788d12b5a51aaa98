"""A network is never answered without asking who: `serve` says so and does not start."""

import pytest

from workbench.commands.main import main


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--host", "0.0.0.0"], "--join"),
        (["--host", "::"], "--join"),
        (["--host", "192.168.1.5"], "--join"),
        (["--host", "evaluation.example.org"], "--join"),
        (["--address", "https://evaluation.example.org"], "--join"),
        (["--proxy"], "--join"),
        (["--join", "--address", "evaluation"], "evaluation"),
        (["--join", "--address", "https://a.org/below"], "a.org/below"),
        (["--join", "1234"], "6"),
        (["--join", "été été"], "6"),
    ],
)
def test_what_would_open_the_server_to_everybody_is_refused(asked, told, capsys, tmp_path):
    assert main(["serve", "--workspace", str(tmp_path), "--lang", "en", *asked]) == 2
    assert told in capsys.readouterr().err


def test_a_workspace_that_cannot_be_made_is_answered_with_a_letter(capsys, tmp_path):
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert main(["serve", "--workspace", str(file / "below")]) == 2
    assert str(file) in capsys.readouterr().err
