"""What every subject stands on: words, records, findings, dossiers and places."""
