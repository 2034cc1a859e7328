"""What is measured of a program: the processor time of its whole process tree, its memory, its answers."""
import json
import os
import pickle
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

TICKS = os.sysconf("SC_CLK_TCK")
MANY = 16


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def run(command, **how):
    """What a command says; what it says of a failure is the error."""
    said = subprocess.run(command, capture_output=True, text=True, **how)
    if said.returncode:
        raise RuntimeError(f"{' '.join(command)}: {said.stdout[-1000:]}{said.stderr[-2000:]}")
    return said.stdout.strip()


def processes():
    """Of every process: its parent, and the ticks that it and its children that have ended have used."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            found[int(name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    return found


def tree(roots, found):
    """The processes below these, with them."""
    children = {}
    for process, (parent, _) in found.items():
        children.setdefault(parent, []).append(process)
    waiting, all_of_it = [root for root in roots if root in found], set()
    while waiting:
        one = waiting.pop()
        all_of_it.add(one)
        waiting += children.get(one, [])
    return all_of_it


def busy():
    """Seconds that all processors together have worked, whoever for."""
    with open("/proc/stat") as file:
        user, nice, system, _, _, irq, soft, steal = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + soft + steal) / TICKS


def own():
    """Processor seconds of this process and its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def kept(settings, name):
    """Where the figures of a program are kept until the report."""
    return os.path.join(settings.kept, f"{name}-{settings.tickets}.figures")


class Figure:
    """Rounds of one figure."""

    def __init__(self):
        self.p50, self.bytes, self.others = None, None, []
        self.rates, self.work = [], []


class Peer:
    """A program with its processes, a private folder, and what was measured of it."""

    def __init__(self, name, settings):
        self.name, self.settings = name, settings
        self.private = tempfile.TemporaryDirectory(prefix=f"{name}-")
        self.folder = self.private.name
        os.chmod(self.folder, 0o755)
        self.running, self.figures, self.facts, self.asked = [], {}, {}, 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # What was measured before something went wrong was measured.
        done = {name: figure for name, figure in self.figures.items() if figure.work}
        with open(kept(self.settings, self.name), "wb") as file:
            pickle.dump((done, self.facts), file)
        for process in reversed(self.running):
            self.end(process)
        self.private.cleanup()

    def path(self, name):
        return os.path.join(self.folder, name)

    def start(self, command, env=None, stop=signal.SIGTERM):
        """Starts a process whose time and memory count; what it says is in a file of the folder."""
        with open(self.path(f"log-{len(self.running)}"), "wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, env=env, cwd="/", start_new_session=True)
        process.stop = stop
        self.running.append(process)
        return process

    def end(self, process):
        """Ends a process that was started here, and waits for it; a process that does not listen is killed with its children."""
        below = tree([process.pid], processes()) - {process.pid}
        if process.poll() is None:
            process.send_signal(process.stop)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for child in below & set(processes()):
            try:
                os.kill(child, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def roots(self):
        return [process.pid for process in self.running]

    def work(self):
        """Processor seconds of all its processes."""
        found = processes()
        return sum(found[process][1] for process in tree(self.roots(), found)) / TICKS

    def memory(self, process):
        """MiB of a process and those below it, shared pages counted once (PSS)."""
        total = 0
        for one in tree([process.pid], processes()):
            try:
                with open(f"/proc/{one}/smaps_rollup") as file:
                    total += next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
            except (OSError, StopIteration):
                continue
        return total / 1024

    def fact(self, name, value, unit):
        self.facts[name] = (value, unit)
        print(f"{self.name} {name} {value:.4g} {unit}", file=sys.stderr, flush=True)

    def until_ready(self, url, since, patience=120):
        """Seconds from `since` until the address answers well."""
        while True:
            try:
                with urllib.request.urlopen(url, timeout=30):
                    return time.monotonic() - since
            except OSError:
                if time.monotonic() - since > patience:
                    raise
                time.sleep(0.005)

    def until_idle(self, patience=60):
        """Waits until it does next to nothing: what it puts off belongs to what was asked."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            before = self.work()
            time.sleep(0.5)
            if self.work() - before <= 0.01:
                return

    def command(self, urls, headers=(), method="GET", body=None, status=200, says="", **flags):
        command = [self.settings.bench, "ask", "--method", method, "--status", str(status), "--says", says]
        command += ["--first", str(self.asked)]
        for header in headers:
            command += ["--header", header]
        if body is not None:
            with open(self.path("body"), "w") as file:
                file.write(body)
            command += ["--body", self.path("body")]
        for name, value in flags.items():
            if value is not None:
                command += [f"--{name}", str(value)]
        return command + ([urls] if isinstance(urls, str) else list(urls))

    def ask(self, urls, lines=None, **how):
        """Asks once over, and gives what `bench ask` says of it."""
        if lines is not None:
            made = lines() if callable(lines) else lines
            with open(self.path("lines"), "w") as file:
                file.writelines("\t".join(map(str, line)) + "\n" for line in made)
            how["lines"] = self.path("lines")
            if callable(lines):
                how["times"] = min(how.get("times", len(made)), len(made))
        command = self.command(urls, **how)
        said = json.loads(run(command, env={}))
        self.asked += said["good"] + said["bad"]
        if said["bad"]:
            raise RuntimeError(f"{self.name}: {said['bad']} of {said['bad'] + said['good']} went wrong: {said['wrong']}")
        return said

    def watched(self, figure, do):
        """One round: what was done, by `do`, which gives how much and in how many seconds."""
        self.until_idle()
        begun, all_before, own_before, before = time.monotonic(), busy(), own(), self.work()
        done, seconds, *rest = do()
        if done == 0:
            raise RuntimeError(f"{self.name} did nothing")
        self.until_idle()
        used = self.work() - before
        others = busy() - all_before - (own() - own_before) - used
        figure.others.append(max(0.0, others / ((time.monotonic() - begun) * os.cpu_count())))
        figure.rates.append(done / seconds)
        # What a client of the peer's own needs, such as a mail gate, is given as the third.
        figure.work.append(1000 * (used + sum(rest)) / done)

    def measure(self, name, urls, slow=False, **how):
        """A figure: one connection for the time, many at once for rate and processor time. What is `slow` takes so long that it is
        asked but twice a round, one after the other."""
        figure = self.figures[name] = Figure()
        if not slow:
            self.ask(urls, connections=4, **{**how, "times": 8})
        alone = self.ask(urls, connections=1, seconds=self.settings.seconds, **how)
        figure.p50, figure.bytes = alone["p50"], alone["bytes"]

        def do():
            many = {"connections": 1, "times": 2} if slow else {"connections": MANY, "seconds": self.settings.seconds}
            said = self.ask(urls, **{**how, **many})
            return said["good"], said["seconds"]

        for _ in range(self.settings.rounds):
            self.watched(figure, do)
        self.tell(name, figure)

    def mails(self, name, do):
        """Mails that come in, each round others: `do` takes the round, and gives as `watched` wants it."""
        figure = self.figures[name] = Figure()
        for round_ in range(self.settings.rounds):
            self.watched(figure, lambda: do(round_))
        self.tell(name, figure)

    def tell(self, name, figure):
        work, rate = statistics.median(figure.work), statistics.median(figure.rates)
        alone = "" if figure.p50 is None else f"{figure.p50:.2f} ms alone, {figure.bytes} bytes, "
        print(
            f"{self.name} {name}: {alone}{rate:.1f} a second, {work:.3f} ms of processor "
            f"({min(figure.work):.3f}-{max(figure.work):.3f}), others {max(figure.others):.0%}",
            file=sys.stderr,
            flush=True,
        )


def postgres(peer):
    """A private PostgreSQL with its defaults (every commit is on disk) and 256 MB of buffers; its port."""
    folder = sorted(os.listdir("/usr/lib/postgresql"), key=float)[-1]
    binaries = f"/usr/lib/postgresql/{folder}/bin"
    data, port = peer.path("postgres"), free_port()
    os.mkdir(data)
    as_user = []
    if os.getuid() == 0:
        import pwd

        user = pwd.getpwnam("postgres")
        os.chown(data, user.pw_uid, user.pw_gid)
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    init = [*as_user, f"{binaries}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    run(init, cwd="/")
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "shared_buffers": "256MB"}
    flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    process = peer.start([*as_user, f"{binaries}/postgres", "-D", data, "-p", str(port), *flags], stop=signal.SIGINT)
    for _ in range(200):
        if subprocess.run(psql(port, "postgres", "SELECT 1"), capture_output=True).returncode == 0:
            return process, port
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL does not start")


def psql(port, database, *statements):
    flags = [part for statement in statements for part in ("-c", statement)]
    return ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", database, *flags]


def value(port, database, statement):
    """The one number that a statement gives."""
    return int(run(psql(port, database, statement)))


def shuffled(numbers):
    import random

    numbers = list(numbers)
    random.Random(3).shuffle(numbers)
    return [(number,) for number in numbers]
