"""Files that were made once: `python -m tests.corpus.scans` made the scans."""
