"""For whoever runs it: status, doctor, explanation, decisions."""
