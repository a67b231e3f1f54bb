"""Where things stand, for programs that must stay small."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
PEERS = ROOT / "bench" / "peers"
EPOCH = 1_769_904_000
"""The builds' clock: 1 February 2026."""
