"""Where what was read comes from, for who traces a finding: a report is read once more while `Heard` listens."""
