"""The shelf of awkward files stands beside the tests, and they may import it by name."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
