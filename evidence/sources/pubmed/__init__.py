"""PubMed: fetch (network to raw bytes) and parse (bytes to typed columns)."""
