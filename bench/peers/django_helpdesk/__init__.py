"""django-helpdesk from PyPI, with gunicorn and a PostgreSQL of its own."""
import base64
import http.cookiejar
import json
import os
import re
import time
import urllib.parse
import urllib.request
import venv

import tickets
from figures import Peer, free_port, postgres, psql, run, shuffled, value

PACKAGES = ["django-helpdesk==2.6.1", "gunicorn", "psycopg[binary]"]
HERE = os.path.dirname(os.path.abspath(__file__))


def installed(folder):
    """A Python environment of its own, kept between runs."""
    if not os.path.exists(f"{folder}/bin/gunicorn"):
        venv.create(folder, with_pip=True, clear=True)
        run([f"{folder}/bin/pip", "install", "-q", *PACKAGES])
    return f"{folder}/bin"


def signed_in(address):
    """The cookies of the administrator's session, and the token that forms have to send."""
    cookies = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    page = browser.open(f"{address}/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    fields = {"csrfmiddlewaretoken": token, "username": "admin", "password": "admin", "next": "/tickets/"}
    browser.open(f"{address}/login/", urllib.parse.urlencode(fields).encode()).read()
    known = {cookie.name: cookie.value for cookie in cookies}
    return "; ".join(f"{name}={text}" for name, text in known.items()), known["csrftoken"]


def asks(words=""):
    """The address under which the list's page asks for its rows."""
    query = {"filtering": {} if words else {"status__in": [1, 2]}, "filtering_null": {}}
    query |= {"sorting": "created", "sortreverse": True, "search_string": words}
    text = base64.b64encode(json.dumps(query).encode()).decode()
    return f"/datatables_ticket_list/{text}?draw=1&start=0&length=50&order%5B0%5D%5Bcolumn%5D=5&order%5B0%5D%5Bdir%5D=desc"


def measure(settings):
    binaries = installed(os.path.join(settings.kept, "django-helpdesk"))
    with Peer("django-helpdesk", settings) as peer:
        database, database_port = postgres(peer)
        run(psql(database_port, "postgres", "CREATE DATABASE helpdesk"))
        os.mkdir(peer.path("mails"))
        env = {
            **os.environ,
            "HELPDESK_FOLDER": peer.folder,
            "HELPDESK_POSTGRES": str(database_port),
            "DJANGO_SETTINGS_MODULE": "settings",
            "PYTHONPATH": f"{HERE}/site:{os.path.dirname(HERE)}",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

        def python(*command):
            run([f"{binaries}/python", *command], env=env, cwd=peer.folder)

        python("-m", "django", "migrate")
        python("-m", "django", "collectstatic", "--noinput")
        begun = time.monotonic()
        python(f"{HERE}/site/load.py", str(settings.tickets))
        peer.fact("load", time.monotonic() - begun, "s")
        peer.fact("disk", value(database_port, "helpdesk", "SELECT pg_database_size('helpdesk')") / 2**20, "MiB")

        port = free_port()
        address, begun = f"http://127.0.0.1:{port}", time.monotonic()
        serves = [f"{binaries}/gunicorn", "-b", f"127.0.0.1:{port}", "-w", "4", "-k", "gthread", "--threads", "4"]
        program = peer.start([*serves, "--log-level", "warning", "wsgi:application"], env=env)
        peer.fact("start", peer.until_ready(f"{address}/", begun), "s")
        cookies, token = signed_in(address)
        desk = [f"Cookie: {cookies}"]
        peer.ask(f"{address}/tickets/", headers=desk, connections=16, times=32)
        peer.until_idle()
        peer.fact("memory", peer.memory(program), "MiB")
        peer.fact("memory_database", peer.memory(database), "MiB")
        figures(peer, address, desk, token, settings)
        incoming(peer, python, database_port, settings)
        peer.fact("memory_after", peer.memory(program) + peer.memory(database), "MiB")


def figures(peer, address, desk, token, settings):
    peer.measure("list", address + asks(), headers=desk, says='"draw"')
    peer.measure("list_page", [f"{address}/tickets/", address + asks()], headers=desk, says='"draw"')
    ids = shuffled(range(min(100, settings.tickets // 5), settings.tickets - 10))
    # It reads every ticket to answer one.
    peer.measure("open", f"{address}/api/tickets/{{1}}/", slow=True, headers=desk, lines=ids, says='"followup_set"')
    peer.measure("open_page", f"{address}/tickets/{{1}}/", headers=desk, lines=ids, says="Comment")
    peer.measure("open_long", f"{address}/tickets/{tickets.LONG}/", headers=desk, says="Comment")
    for word, name in ((tickets.RARE, "search_rare"), ("printer", "search_common")):
        peer.measure(name, address + asks(word), headers=desk, says='"draw"')

    api = [*desk, f"X-CSRFToken: {token}", "Content-Type: application/json", f"Referer: {address}/"]
    ticket = {
        "queue": 1,
        "title": "Bench ticket {N}",
        "description": "Hello, my printer order {N} did not arrive, please help.\nIt was due on Monday and the invoice is paid.",
        "submitter_email": "c{1}@example.org",
        "priority": 3,
        "status": 1,
    }
    customers = shuffled(range(1, tickets.CUSTOMERS + 1))
    peer.measure("create", f"{address}/api/tickets/", headers=api, method="POST", body=json.dumps(ticket), lines=customers, status=201)
    visitor = [f"Cookie: csrftoken={token}", f"Referer: {address}/", "Content-Type: application/x-www-form-urlencoded"]
    form = (
        f"csrfmiddlewaretoken={token}&queue=1&title=Web+ticket+{{N}}&body=My+printer+order+{{N}}+did+not+arrive"
        "&submitter_email=c{1}%40example.org&priority=3"
    )
    peer.measure("form", f"{address}/", headers=visitor, method="POST", body=form, lines=customers, status=302)


def incoming(peer, python, database_port, settings):
    def fetch(round_):
        before = value(database_port, "helpdesk", "SELECT count(*) FROM helpdesk_ticket")
        tickets.written(settings.mails, round_, peer.path("mails"))
        begun, used = time.monotonic(), os.times()
        python("-m", "django", "get_email", "--quiet")
        now = os.times()
        client = now.children_user + now.children_system - used.children_user - used.children_system
        taken = value(database_port, "helpdesk", "SELECT count(*) FROM helpdesk_ticket") - before
        return taken, time.monotonic() - begun, client

    peer.mails("mail", fetch)
