"""Tillside beside django-helpdesk and Request Tracker 5: `scripts/bench-peers`."""
import argparse
import os
import pickle
import signal
import sys

import django_helpdesk
import rt5
import table
import tillside
from figures import kept

PEERS = {"tillside": tillside, "django-helpdesk": django_helpdesk, "rt5": rt5}


def main():
    flags = argparse.ArgumentParser(prog="scripts/bench-peers", description=__doc__)
    flags.add_argument("tickets", type=int, nargs="?", default=20_000, help="tickets of five messages")
    flags.add_argument("--seconds", type=float, default=6, help="of a round")
    flags.add_argument("--rounds", type=int, default=3, help="of each figure")
    flags.add_argument("--mails", type=int, default=1000, help="that come in, in each round")
    flags.add_argument("--only", choices=PEERS, action="append", help="measure these; the others are as they were measured before")
    flags.add_argument("--program", default="target/release/tillside")
    flags.add_argument("--bench", default="target/release/bench")
    flags.add_argument("--kept", default="target/bench/peers", help="where installed programs and figures are kept")
    flags.add_argument("--report", default="docs/performance/peers.md")
    flags.add_argument("--screens", action="store_true", help="wait on the loaded Tillside, for screens.mjs")
    settings = flags.parse_args()
    # Whoever ends this ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    for name in ("program", "bench", "kept", "report"):
        setattr(settings, name, os.path.abspath(getattr(settings, name)))
    os.makedirs(settings.kept, exist_ok=True)
    for name, peer in PEERS.items():
        if settings.only is None or name in settings.only:
            peer.measure(settings)
    measured = {}
    for name in PEERS:
        if os.path.exists(kept(settings, name)):
            with open(kept(settings, name), "rb") as file:
                measured[name] = pickle.load(file)
    text = table.report(measured, settings)
    os.makedirs(os.path.dirname(settings.report), exist_ok=True)
    with open(settings.report, "w") as file:
        file.write(text)
    print(text)


main()
