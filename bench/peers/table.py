"""What was measured, as one table in Markdown."""
import datetime
import os
import platform
import statistics
import subprocess

PEERS = ["tillside", "django-helpdesk", "rt5"]
GOAL = 100
# What is asked of Tillside, of django-helpdesk and of RT, and the figure of each that answers it.
FIGURES = [
    ("a ticket that another program creates", "create", "create", "create"),
    ("a ticket from the public form", "form", "form", None),
    ("list of 50, as data", "list", "list", "list"),
    ("the list's screen, whole", "list_page", "list_page", "list_page"),
    ("opening a ticket of 5 messages, as data", "open", "open", "open"),
    ("its screen, whole", "open_page", "open_page", "open_page"),
    ("the screen of a ticket of 30 messages", "open_long", "open_long", "open_long"),
    ("search for a rare word", "search_rare", "search_rare", "search_rare"),
    ("search for a common word", "search_common", "search_common", "search_common"),
    ("a mail that comes in", "mail", "mail", "mail"),
]
GOALS = {"create", "list", "open", "search_rare", "search_common", "mail"}
FACTS = [
    ("start of the program to its first page", "start"),
    ("memory with nobody there", "memory"),
    ("– and its database's", "memory_database"),
    ("memory after all of this, database included", "memory_after"),
    ("disk", "disk"),
    ("loading the tickets", "load"),
]


def told(value, unit):
    digits = max(0, 2 - len(str(int(value)))) if value >= 1 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def spread(values, unit):
    text = told(statistics.median(values), unit)
    if len(values) == 1:
        return text
    return f"{text} ({told(min(values), '')}–{told(max(values), '')})"


def times(value):
    return f"{value:,.0f} ×" if value >= 10 else f"{value:.1f} ×"


def rows(figures):
    for title, *names in FIGURES:
        found = [figures.get(peer, ({}, {}))[0].get(name) for peer, name in zip(PEERS, names)]
        goal = f"≥ {GOAL} ×" if names[0] in GOALS else "–"
        kinds = [
            (f"**{title}**: processor time", lambda one: one.work, "ms", False, goal if names[0] != "mail" else "–"),
            ("– a second", lambda one: one.rates, "", True, goal if names[0] == "mail" else "–"),
        ]
        if any(one is not None and one.p50 is not None for one in found):
            kinds.append(("– one at a time, median", lambda one: [one.p50], "ms", False, "–"))
            kinds.append(("– answered", lambda one: [one.bytes / 1024], "KiB", False, "–"))
        for name, of, unit, more_is_better, goal in kinds:
            medians = [None if one is None else statistics.median(of(one)) for one in found]
            cells = ["–" if one is None else spread(of(one), unit) for one in found]
            compared = ["–", "–"] if unit == "KiB" else [ratio(medians[0], other, more_is_better) for other in medians[1:]]
            yield [name, *cells, *compared, goal]


def ratio(ours, theirs, more_is_better):
    if ours is None or theirs is None:
        return "–"
    return times(ours / theirs if more_is_better else theirs / ours)


def facts(figures):
    for title, name in FACTS:
        found = [figures.get(peer, ({}, {}))[1].get(name) for peer in PEERS]
        cells = ["–" if one is None else told(*one) for one in found]
        compared = [ratio(found[0] and found[0][0], other and other[0], False) for other in found[1:]]
        yield [title, *cells, *compared, "–"]


def machine():
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB of memory, Linux {platform.release()}, {commit}"


def report(figures, settings):
    head = ["figure", "Tillside", "django-helpdesk", "RT 5", "times as much: django-helpdesk", "RT 5", "goal"]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(row)} |" for row in [*rows(figures), *facts(figures)]]
    others = [share for measured, _ in figures.values() for figure in measured.values() for share in figure.others]
    load = f"{statistics.median(others):.0%} in the median, {max(others):.0%} at most" if others else "unknown"
    return TEXT.format(
        date=datetime.datetime.now(datetime.timezone.utc).date(),
        machine=machine(),
        tickets=f"{settings.tickets:,}",
        seconds=f"{settings.seconds:g}",
        rounds=settings.rounds,
        mails=f"{settings.mails:,}",
        gate=f"{max(settings.mails // 5, 4):,}",
        load=load,
        table="\n".join(lines),
    )


TEXT = """# Tillside beside other programs

Written by `make bench-peers`. django-helpdesk 2.6.1 (gunicorn, four workers of four threads) and Request Tracker 5 of Debian (Starman,
four workers), each with a PostgreSQL of its own, against Tillside in one process on its embedded database. All hold the same {tickets}
tickets of five messages, are asked by the same client, and keep what they take on disk before they answer.

Measured on {date}: {machine}. {rounds} rounds of {seconds} s for each figure. Others used {load} of the machine meanwhile,
so what holds is *processor time*: milliseconds of all processes of a program for one request, its database's and what it puts off
included, with 16 connections that ask without a pause. Medians, with the least and the most of the rounds.

{table}

## What differs

- **A ticket that another program creates.** django-helpdesk: `POST /api/tickets/`. RT: `POST /REST/2.0/ticket`. Tillside: `POST
  /hooks/…` of an API channel, each request signed. RT writes its usual automatic reply into a file; django-helpdesk composes its mails and
  sends them nowhere; Tillside sends nothing when a ticket comes in.
- **As data and whole.** *As data* is what a program asks: `/api/v1/conversations`, the rows of django-helpdesk's table, RT's REST 2. *Whole* is
  what a browser asks for the screen: HTML pages of django-helpdesk (and its table's rows) and of RT; of Tillside all that the console asks
  the API when it is opened on the list (first to last, as if nothing were known), and when a conversation is opened. Scripts, styles and
  pictures, which browsers keep, are left out everywhere. A screen of several requests is one figure.
- **Opening as data.** django-helpdesk's `/api/tickets/ID/`, which reads every ticket to answer one: asked twice a round, and its
  screen says more of it; RT's ticket, history and attachments, which is where the messages' texts are;
  Tillside's conversation and messages.
- **Search.** Each by its own way over subjects and messages: Tillside's index of words (of what is found the 2,000 newest, 50 answered),
  django-helpdesk's `ILIKE` in PostgreSQL, RT's full-text index by REST 2. A rare word is in one ticket of 200, a common one in two of five.
- **Mail.** In each round django-helpdesk reads a folder of {mails} mails by `get_email`, RT takes {gate} from `rt-mailgate`, four at once;
  what those commands cost is counted. Tillside takes {mails} by `POST /inbound/email` on 16 connections, and keeps the mail itself beside what it says.
- **Loading.** Tillside imports an archive of mails as its users would, then sets states and agents by its API; django-helpdesk's rows are
  made by its models, RT's by SQL.
- **Disk** is the whole folder of Tillside: database, mails as they came, index of words. Of the others it is the database.
- RT's tickets are of 400 customers, the others' of 4,000.
"""
