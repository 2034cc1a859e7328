"""The same tickets and mails every time, for every program."""
import datetime
import itertools
import random

CONSONANTS, VOWELS = "bcdfghjklmnprstvw", "aeiou"
COMMON = ["order", "invoice", "refund", "password", "delivery", "printer", "account", "error", "login", "update"]
# In the first message of one ticket in 200.
RARE = "xylophone"
BEGIN = datetime.datetime(2026, 1, 1, 8, 0, 0, tzinfo=datetime.timezone.utc)
AGENTS, CUSTOMERS, MESSAGES = 20, 4000, 5
# The ticket with 25 messages more.
LONG = 2


def _words():
    chance, found = random.Random(7), set()
    while len(found) < 8000:
        syllables = (chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(2, 4)))
        found.add("".join(syllables) + chance.choice(["", "n", "r", "s", "t"]))
    words = sorted(found)
    chance.shuffle(words)
    return words


WORDS = _words()
# Few words are said often, as in any language.
WEIGHTS = list(itertools.accumulate(1 / (place + 3) for place in range(len(WORDS))))


def body(chance, count=70):
    words = chance.choices(WORDS, cum_weights=WEIGHTS, k=count)
    words[chance.randrange(count)] = chance.choice(COMMON)
    words[0] = words[0].capitalize()
    return "\n".join(" ".join(words[at : at + 12]) for at in range(0, count, 12)) + "."


def tickets(count):
    """Tickets of five messages, customer and agent in turns; one of them goes on."""
    chance, more = random.Random(1), random.Random(5)
    for at in range(count):
        begun = BEGIN + datetime.timedelta(minutes=20_000 * at / count)
        messages = []
        for number in range(MESSAGES):
            text = body(chance)
            if at % 200 == 17 and number == 0:
                text += f" {RARE}"
            messages.append({"text": text, "agent": number % 2 == 1, "at": begun + datetime.timedelta(minutes=30 * number)})
        ticket = {
            "number": at + 1,
            "subject": f"{chance.choice(COMMON).capitalize()} {' '.join(chance.choices(WORDS, cum_weights=WEIGHTS, k=5))}",
            "email": f"cust{chance.randrange(CUSTOMERS)}@example.org",
            "status": chance.choice(["new", "open", "open", "pending", "closed", "closed"]),
            "agent": chance.randrange(AGENTS),
            "at": begun,
            "messages": messages,
        }
        if ticket["number"] == LONG:
            for number in range(MESSAGES, 30):
                later = begun + datetime.timedelta(minutes=30 * number)
                messages.append({"text": body(more), "agent": True, "at": later})
        yield ticket


def mails(count, round_, to="help@example.com"):
    """Mails that begin a ticket each."""
    chance = random.Random(99 + round_)
    for at in range(count):
        subject = f"Mail {at} {' '.join(chance.choices(WORDS, cum_weights=WEIGHTS, k=4))}"
        yield (
            f"From: Customer {at % 400} <mail{at % 400}@example.net>\nTo: {to}\nSubject: {subject}\n"
            f"Message-ID: <m{at}.{round_}@example.net>\nDate: Mon, 05 Jan 2026 10:{at // 60 % 60:02d}:{at % 60:02d} +0000\n"
            "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
            f"{body(chance)}\n"
        ).encode()


def written(count, round_, folder):
    """The mails as files of a folder; their paths in order."""
    import os

    os.makedirs(folder, exist_ok=True)
    paths = []
    for at, mail in enumerate(mails(count, round_)):
        paths.append(os.path.join(folder, f"{at:06d}.eml"))
        with open(paths[-1], "wb") as file:
            file.write(mail)
    return paths
