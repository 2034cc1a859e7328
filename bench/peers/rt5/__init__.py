"""Request Tracker 5 from Debian, with Starman and a PostgreSQL of its own."""
import http.cookiejar
import json
import os
import subprocess
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import tickets
from figures import MANY, Peer, free_port, postgres, psql, run, shuffled, value

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGES = ["request-tracker5", "rt5-standalone", "rt5-db-postgresql", "rt5-db-sqlite", "starman"]
STATUS = {"new": "new", "open": "open", "pending": "stalled", "closed": "resolved"}
# RT makes a user slowly: tickets are of a tenth of the customers.
CUSTOMERS = 400
SETTINGS = """
Set($rtname, 'bench'); Set($Organization, 'bench'); Set($WebDomain, '127.0.0.1'); Set($WebPort, %(web)d); Set($WebPath, '');
Set($DatabaseType, 'Pg'); Set($DatabaseHost, '127.0.0.1'); Set($DatabasePort, '%(database)d'); Set($DatabaseName, 'rt5');
Set($DatabaseUser, 'postgres'); Set($DatabasePassword, ''); Set($DatabaseAdmin, 'postgres');
Set($MailCommand, 'testfile'); Set($LogToSyslog, undef); Set($LogToFile, undef); Set($LogToSTDERR, 'error'); Set($Timezone, 'UTC');
Set($ShowHistory, 'always'); Set(%%FullTextSearch, Enable => 1, Indexed => 1, Column => 'ContentIndex', Table => 'AttachmentsIndex');
1;
"""


def install():
    if not os.path.exists("/usr/share/request-tracker5/libexec/rt-server"):
        root = [] if os.getuid() == 0 else ["sudo"]
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*root, "apt-get", "install", "-y", "-q", "--no-install-recommends", *PACKAGES], check=True, env=env, stdout=subprocess.DEVNULL)


def staged(count, folder):
    """The tickets as files that PostgreSQL copies."""

    def line(*fields):
        escaped = (str(field).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", " ") for field in fields)
        return "\t".join(escaped) + "\n"

    with open(f"{folder}/st.tsv", "w") as heads, open(f"{folder}/sm.tsv", "w") as bodies:
        for ticket in tickets.tickets(count):
            customer = int(ticket["email"][4:].split("@")[0]) % CUSTOMERS
            at = ticket["at"].replace(tzinfo=None)
            whom = (f"cust{customer}@example.org", STATUS[ticket["status"]], f"agent{ticket['agent']}", at)
            heads.write(line(ticket["number"], ticket["subject"], *whom))
            for number, message in enumerate(ticket["messages"]):
                said = "t" if message["agent"] else "f"
                bodies.write(line(ticket["number"], number, message["text"], said, message["at"].replace(tzinfo=None)))


def signed_in(address):
    cookies = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    browser.addheaders = [("Referer", f"{address}/")]
    browser.open(f"{address}/NoAuth/Login.html").read()
    fields = {"user": "agent0", "pass": "agentpass1", "next": ""}
    browser.open(f"{address}/NoAuth/Login.html", urllib.parse.urlencode(fields).encode()).read()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies)


def measure(settings):
    install()
    with Peer("rt5", settings) as peer:
        database, database_port = postgres(peer)
        port = free_port()
        for name in ("conf.d", "tmp"):
            os.mkdir(peer.path(name))
        os.chmod(peer.path("tmp"), 0o1777)
        with open(peer.path("RT_SiteConfig.pm"), "w") as file:
            file.write(SETTINGS % {"web": port, "database": database_port})
        env = {
            **os.environ,
            "RT_SITE_CONFIG": peer.path("RT_SiteConfig.pm"),
            "RT_SITE_CONFIG_DIR": peer.path("conf.d"),
            "TMPDIR": peer.path("tmp"),
        }

        admin = ["--dba", "postgres", "--dba-password", ""]
        run(["rt-setup-database-5", "--action", "init", *admin], env=env)
        run(["rt-setup-fulltext-index-5", "--noask", *admin], env=env)
        run(["perl", f"{HERE}/users.pl", str(tickets.AGENTS), str(CUSTOMERS)], env=env)
        staged(settings.tickets, peer.folder)
        begun = time.monotonic()
        with open(f"{HERE}/load.sql") as file:
            script = (
                "CREATE TEMP TABLE st (tn int, subject text, email text, status text, owner text, at timestamp);\n"
                "CREATE TEMP TABLE sm (tn int, j int, body text, agent bool, at timestamp);\n"
                f"\\copy st FROM '{peer.path('st.tsv')}'\n\\copy sm FROM '{peer.path('sm.tsv')}'\n{file.read()}"
            )
        run(psql(database_port, "rt5"), input=script)
        run(psql(database_port, "rt5", "VACUUM ANALYZE"))
        peer.fact("load", time.monotonic() - begun, "s")
        peer.fact("disk", value(database_port, "rt5", "SELECT pg_database_size('rt5')") / 2**20, "MiB")

        address, begun = f"http://127.0.0.1:{port}", time.monotonic()
        server = ["/usr/share/request-tracker5/libexec/rt-server", "--server", "Starman", "--host", "127.0.0.1"]
        program = peer.start([*server, "--port", str(port), "--workers", "4"], env=env)
        peer.fact("start", peer.until_ready(f"{address}/NoAuth/Login.html", begun), "s")
        desk = [f"Cookie: {signed_in(address)}", f"Referer: {address}/"]
        peer.ask(f"{address}/", headers=desk, connections=MANY, times=2 * MANY)
        peer.until_idle()
        peer.fact("memory", peer.memory(program), "MiB")
        peer.fact("memory_database", peer.memory(database), "MiB")
        figures(peer, address, desk, settings)
        incoming(peer, address, env, database_port, settings)
        peer.fact("memory_after", peer.memory(program) + peer.memory(database), "MiB")


def figures(peer, address, desk, settings):
    rest, quote = f"{address}/REST/2.0", urllib.parse.quote
    page, row = "Rows=50&OrderBy=id&Order=DESC", "Display.html?id="
    rows = "per_page=50&orderby=id&order=DESC&fields=Subject,Status,Owner,Requestors,Created,LastUpdated"
    waiting = quote("Queue = 'General' AND (Status = 'new' OR Status = 'open')", safe="")
    peer.measure("list", f"{rest}/tickets?query={waiting}&{rows}", headers=desk, says='"items"')
    peer.measure("list_page", f"{address}/Search/Results.html?Query={waiting}&{page}", headers=desk, says=row)
    ids = shuffled(range(min(100, settings.tickets // 5), settings.tickets - 10))
    parts = ["", "/history?fields=Type,Creator,Created,Content&per_page=50", "/attachments?fields=Content,ContentType,Created&per_page=50"]
    peer.measure("open", [f"{rest}/ticket/{{1}}{part}" for part in parts], headers=desk, lines=ids, says='"Content"')
    shown = f"{address}/Ticket/Display.html?id="
    peer.measure("open_page", f"{shown}{{1}}", headers=desk, lines=ids, says="Ticket created")
    peer.measure("open_long", f"{shown}{tickets.LONG}", headers=desk, says="Ticket created")
    for word, name in ((tickets.RARE, "search_rare"), ("printer", "search_common")):
        asked = quote(f"Content LIKE '{word}'", safe="")
        peer.measure(name, f"{rest}/tickets?query={asked}&{rows}", headers=desk, says='"items"')
        peer.measure(f"{name}_page", f"{address}/Search/Results.html?Query={asked}&{page}", headers=desk, says=row)

    ticket = {
        "Queue": "General",
        "Subject": "Bench ticket {N}",
        "Content": "Hello, my printer order {N} did not arrive, please help.\nIt was due on Monday and the invoice is paid.",
        "ContentType": "text/plain",
        "Requestor": "cust{1}@example.org",
    }
    customers, json_headers = shuffled(range(CUSTOMERS)), [*desk, "Content-Type: application/json"]
    peer.measure("create", f"{rest}/ticket", headers=json_headers, method="POST", body=json.dumps(ticket), lines=customers, status=201)


def incoming(peer, address, env, database_port, settings):
    """As a mail server hands mails over: the gate runs once for each, four at once."""
    count = max(settings.mails // 5, 4)

    def gate(path):
        with open(path, "rb") as mail:
            command = ["rt-mailgate-5", "--url", address, "--queue", "General", "--action", "correspond"]
            subprocess.run(command, stdin=mail, env=env, capture_output=True, check=False)

    def hand_over(round_):
        before = value(database_port, "rt5", "SELECT count(*) FROM tickets")
        paths = tickets.written(count, round_, peer.path("mails"))
        begun, used = time.monotonic(), os.times()
        with ThreadPoolExecutor(4) as gates:
            list(gates.map(gate, paths))
        taken, now = time.monotonic() - begun, os.times()
        client = now.children_user + now.children_system - used.children_user - used.children_system
        return value(database_port, "rt5", "SELECT count(*) FROM tickets") - before, taken, client

    peer.mails("mail", hand_over)
