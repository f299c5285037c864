"""Where what was read comes from: for who traces a finding. Nothing here judges, and nothing that judges asks it."""
