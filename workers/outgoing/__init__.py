"""What calls out: callbacks on the ends of audits and batches, and the fetching of reports by their addresses."""
