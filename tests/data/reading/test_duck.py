"""The door to DuckDB prints nothing, and keeps to its memory."""

from workbench.data.reading.duck import connection


def test_nothing_stands_amid_what_a_command_prints(tmp_path):
    with connection(tmp_path, "100MB") as con:
        shown = con.execute("SELECT current_setting('enable_progress_bar')").fetchall()
    assert shown == [(False,)]


def test_nothing_is_loaded_from_anywhere(tmp_path):
    names = ("autoinstall_known_extensions", "autoload_known_extensions")
    with connection(tmp_path, "100MB") as con:
        for name in names:
            assert con.execute(f"SELECT current_setting('{name}')").fetchall() == [(False,)]
