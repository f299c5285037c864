import sys
from pathlib import Path

import pytest

from service.reports import form
from workers import __main__ as program
from workers.jobs import preload
from workers.pipeline import audit_bytes


def test_the_sample_is_read_whole_in_each_form_and_has_slips_of_many_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    results = []
    monkeypatch.setattr(preload, "audit_bytes", lambda *sample: results.append(audit_bytes(*sample)))
    preload.preload()
    for result in results:
        assert [(table["key"], len(table["rows"])) for table in result.tables[1:]] == [
            ("applications", len(form.APPLICATION_ROWS)),
            ("reviews", len(form.REVIEW_ROWS)),
        ]
        assert {"ARI02", "ARI05", "YEAR01", "CON02"} <= {found["rule"] for found in result.findings}


def test_a_worker_without_one_of_its_readers_does_not_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['workers.readers.text'] = None\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["workers"])
    monkeypatch.setenv("AUDIT_QUEUE_URL", "unix:///nowhere")
    with pytest.raises(SystemExit, match=r"error: a reader can't be loaded: .*workers\.readers\.text"):
        program.main()
