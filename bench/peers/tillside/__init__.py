"""Tillside itself, as production runs it: one process on its embedded database."""
import base64
import hashlib
import hmac
import json
import os
import time
import urllib.request
from email.utils import format_datetime

import tickets
from figures import MANY, Peer, free_port, run, shuffled

HERE = os.path.dirname(os.path.abspath(__file__))
OWNER, PASSWORD, MAILBOX = "admin@example.com", "measured on loopback", "help@example.com"
# As many questions as a round may ask: what is sent twice is no new ticket.
ENOUGH = 60_000


def mbox(count, path):
    """The tickets as an archive of mails, each ticket a thread; the team's are from the mailbox."""
    with open(path, "w") as file:
        for ticket in tickets.tickets(count):
            thread = []
            for number, message in enumerate(ticket["messages"]):
                sender, to = (MAILBOX, ticket["email"]) if message["agent"] else (ticket["email"], MAILBOX)
                when, own = format_datetime(message["at"]), f"<t{ticket['number']}.{number}@bench.example>"
                answers = f"In-Reply-To: {thread[-1]}\nReferences: {' '.join(thread)}\n" if thread else ""
                file.write(
                    f"From {sender} {message['at'].strftime('%a %b %e %H:%M:%S %Y')}\n"
                    f"Received: from mail.example.org by mail.example.com; {when}\n"
                    f"From: {sender}\nTo: {to}\nSubject: {'Re: ' if thread else ''}{ticket['subject']}\nDate: {when}\n"
                    f"Message-ID: {own}\n{answers}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                    f"Content-Transfer-Encoding: 8bit\n\n{message['text']}\n\n"
                )
                thread.append(own)


class Desk:
    """The API, for what has to be there before anything is measured."""

    def __init__(self, address, token):
        self.address, self.token = address, token

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}/api/v1{path}", data=data)
        request.add_header("Authorization", f"Bearer {self.token}")
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)

    def all(self, path):
        after = ""
        while True:
            page = self.ask(f"{path}{'&' if '?' in path else '?'}limit=200{after}")
            yield from page["data"]
            if page["next"] is None:
                return
            after = f"&after={page['next']}"


def until_read(peer, address):
    """Waits until all that reads of what happened has caught up."""
    while True:
        peer.until_idle()
        with urllib.request.urlopen(f"{address}/metrics") as answer:
            lines = answer.read().decode().splitlines()
        lags = [line.rsplit(" ", 1)[1] for line in lines if line.startswith("tillside_reader_lag_milliseconds{")]
        if lags and all(float(lag) == 0 for lag in lags):
            return


def load(peer, desk, admin, settings):
    """Imports the mails, and gives conversations the states and agents of their tickets. Returns the conversations by number."""
    agents = []
    for at in range(tickets.AGENTS):
        admin("create-owner", "--email", f"agent{at}@example.com", "--name", f"Agent {at}", "--password-stdin", said=PASSWORD)
    known = {agent["email"]: agent["id"] for agent in desk.all("/agents")}
    agents = [known[f"agent{at}@example.com"] for at in range(tickets.AGENTS)]
    # No port that anybody listens on: nothing is sent.
    outgoing = {"host": "127.0.0.1", "port": free_port(), "security": "none"}
    channel = desk.ask("/channels", {"kind": "email", "name": "Help", "address": MAILBOX, "outgoing": outgoing})["id"]
    mbox(settings.tickets, peer.path("mails.mbox"))
    begun = time.monotonic()
    command = [settings.program, "import-mail", "--data", peer.path("data"), "--channel", channel, "--open-days", "3650"]
    run([*command, peer.path("mails.mbox")])
    rows = {(row["subject"], row["customer"]["email"]): row["id"] for row in desk.all("/conversations")}
    numbers, wanted = {}, {}
    for ticket in tickets.tickets(settings.tickets):
        numbers[ticket["number"]] = row = rows[ticket["subject"], ticket["email"]]
        status = {"closed": "closed"}.get(ticket["status"], "open")
        wanted.setdefault((status, agents[ticket["agent"]]), []).append(row)
    for (status, agent), ids in wanted.items():
        for at in range(0, len(ids), 200):
            patch = {"status": status, "assignee_id": agent}
            results = desk.ask("/conversations/bulk", {"ids": ids[at : at + 200], "patch": patch})["data"]
            assert all(result["ok"] for result in results), results
    until_read(peer, desk.address)
    peer.fact("load", time.monotonic() - begun, "s")
    return channel, numbers


def measure(settings):
    with Peer("tillside", settings) as peer:
        os.mkdir(peer.path("data"))
        data = ["--data", peer.path("data")]

        def admin(what, *flags, said=None):
            return run([settings.program, "admin", what, *data, *flags], input=said)

        admin("create-owner", "--email", OWNER, "--name", "Admin", "--password-stdin", said=PASSWORD)
        token = admin("create-token", "--name", "bench")
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        serve = [settings.program, "serve", *data, "--listen", f"127.0.0.1:{port}", "--smtp-listen", f"127.0.0.1:{free_port()}"]
        # Forms are limited by address: visitors have one each, as behind a proxy.
        env = {**os.environ, "TILLSIDE_TRUSTED_PROXIES": "127.0.0.1", "TILLSIDE_LOG": "warn"}
        program = peer.start(serve, env=env)
        peer.until_ready(f"{address}/readyz", time.monotonic())
        desk = Desk(address, token)
        mailbox, numbers = load(peer, desk, admin, settings)
        peer.end(program)
        peer.running.remove(program)
        size = sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(peer.path("data")) for name in names)
        peer.fact("disk", size / 2**20, "MiB")

        begun = time.monotonic()
        program = peer.start(serve, env=env)
        peer.fact("start", peer.until_ready(f"{address}/readyz", begun), "s")
        session = signed_in(address)
        if settings.screens:
            print(f"node bench/peers/tillside/screens.mjs {address} {OWNER} '{PASSWORD}'; then Enter")
            input()
        peer.ask(f"{address}/api/v1/conversations?limit=50", headers=session, connections=MANY, times=2 * MANY)
        peer.until_idle()
        peer.fact("memory", peer.memory(program), "MiB")
        figures(peer, desk, session, (mailbox, numbers), settings)
        incoming(peer, desk, settings)
        peer.fact("memory_after", peer.memory(program), "MiB")


def signed_in(address):
    """The headers of the console's requests."""
    body = json.dumps({"email": OWNER, "password": PASSWORD}).encode()
    request = urllib.request.Request(f"{address}/api/v1/session", data=body)
    request.add_header("Content-Type", "application/json")
    request.add_header("Origin", address)
    with urllib.request.urlopen(request) as answer:
        cookies = "; ".join(text.split(";")[0] for text in answer.headers.get_all("Set-Cookie"))
        return [f"Cookie: {cookies}", f"X-CSRF-Token: {json.load(answer)['csrf']}"]


def messages(source):
    """Requests of another program that hands a customer's words over, each signed (Standard Webhooks)."""
    secret = source["api"]["secret"]
    key = base64.b64decode(secret.removeprefix("whsec_"))
    made = iter(range(10**12))

    def lines():
        now, all_of_them = int(time.time()), []
        for _ in range(ENOUGH):
            number = next(made)
            customer = number % tickets.CUSTOMERS + 1
            body = {
                "id": f"m{number}",
                "thread": f"t{number}",
                "customer": {"id": f"c{customer}", "email": f"c{customer}@example.org"},
                "subject": f"Bench ticket {number}",
                "text": f"Hello, my printer order {number} did not arrive, please help.\nIt was due on Monday and the invoice is paid.",
            }
            text = json.dumps(body)
            signed = hmac.new(key, f"m{number}.{now}.{text}".encode(), hashlib.sha256).digest()
            all_of_them.append((f"m{number}", now, base64.b64encode(signed).decode(), text))
        return all_of_them

    return lines


def figures(peer, desk, session, loaded, settings):
    address, api = desk.address, f"{desk.address}/api/v1"
    with open(f"{HERE}/screens.json") as file:
        screens = {name: [on(address, request) for request in requests] for name, requests in json.load(file).items()}
    peer.measure("list", f"{api}/conversations?status=open&limit=50", headers=session, says='"snippet"')
    screen = [*session, "Content-Type: application/json"]
    peer.measure("list_page", screens["list"], headers=screen)
    mailbox, numbers = loaded
    few = [number for (number,) in shuffled(range(min(100, settings.tickets // 5), settings.tickets - 10))][:2000]
    ids = opened(desk, mailbox, [numbers[number] for number in few])
    peer.measure("open", [f"{api}/conversations/{{1}}", f"{api}/conversations/{{1}}/messages?limit=50"], headers=session, lines=ids)
    peer.measure("open_page", screens["open"], headers=screen, lines=ids)
    long = opened(desk, mailbox, [numbers[tickets.LONG]])
    peer.measure("open_long", screens["open"], headers=screen, lines=long)
    for word, name in ((tickets.RARE, "search_rare"), ("printer", "search_common")):
        peer.measure(name, f"{api}/conversations?q={word}&limit=50", headers=session, says='"snippet"')

    source = desk.ask("/channels", {"kind": "api", "name": "Bench source"})
    signed = ["webhook-id: {1}", "webhook-timestamp: {2}", "webhook-signature: v1,{3}", "Content-Type: application/json"]
    lines = messages(source)
    peer.measure("create", f"{address}/hooks/{source['id']}", headers=signed, method="POST", body="{4}", lines=lines)
    form = desk.ask("/channels", {"kind": "contact_form", "name": "Bench form"})["id"]
    visitor = ["Content-Type: application/x-www-form-urlencoded", "X-Forwarded-For: 10.{2}"]
    visitors = [(at % tickets.CUSTOMERS + 1, f"{at // 65536}.{at // 256 % 256}.{at % 256}") for at in range(ENOUGH)]
    words = "name=Web&email=c{1}%40example.org&subject=Web+ticket+{N}&message=My+printer+order+{N}+did+not+arrive"
    peer.measure("form", f"{address}/forms/{form}", headers=visitor, method="POST", body=words, lines=visitors)


def on(address, request):
    """A request as the console makes it, to this server."""
    method, path, *body = request.split(" ", 2)
    return " ".join([method, address + path, *body])


def opened(desk, mailbox, ids):
    """Conversations, each with its customer and its mailbox: the console names them all."""
    return [(one, desk.ask(f"/conversations/{one}")["customer"]["id"], mailbox) for one in ids]


def incoming(peer, desk, settings):
    headers = [f"Authorization: Bearer {desk.token}", "Content-Type: message/rfc822"]

    def bring(round_):
        folder = peer.path(f"mails-{round_}")
        tickets.written(settings.mails, round_, folder)
        url = f"{desk.address}/api/v1/inbound/email?mailbox={MAILBOX}"
        said = peer.ask(url, headers=headers, method="POST", bodies=folder, connections=MANY, says='"stored"')
        return said["good"], said["seconds"]

    peer.mails("mail", bring)
