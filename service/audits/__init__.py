"""Records of audits: what was asked, in which batch and by which profile, and what came of it. Standard library only."""
