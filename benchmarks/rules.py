#!/usr/bin/env python3
"""How long a listing takes and how soon a rule acts, with many connections open: benchmarks/rules.py [CONNECTIONS].

Starts the built server on loopback, opens connections from 200 addresses, lets every third fail a login, and adds a rule that closes
the failed ones of half the addresses. Ends by itself; prints one table. Exits 1 when a connection was closed that no rule describes,
or one stayed that the rule does.
"""
import asyncio
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAILFRONT = ROOT / "src/MailFront/bin/Release/net10.0/mailfront"
RULE = "preauth and failures >= 1 and source in 127.0.9.0/25"
AT_ONCE = 200


# A process may have 20,000 descriptors here, and the server keeps one for each client's backend.
def configure(folder):
    (folder / "passwd").write_text("jo:{PLAIN}right\n")
    (folder / "passwd").chmod(0o600)
    (folder / "cyrus.conf").write_text('START {\n}\nSERVICES {\n imap cmd="imapd" listen="127.0.0.1:0"\n}\n')
    (folder / "imapd.conf").write_text(
        f"configdirectory: {folder}\nservername: front.test\nallowplaintext: yes\nsasl_pwcheck_method: passwd-file\n"
        f"mailfront_passwd_file: {folder}/passwd\nmailfront_admin_socket: {folder}/admin\nfailedloginpause: 0\n"
        "mailfront_backend_be1: 127.0.0.1:1 kind=generic tls=off\nmailfront_default_backend: be1\n"
        "mailfront_max_prelogin: 1000000\nmailfront_first_command_deadline: 10m\nmailfront_failed_deadline: 10m\nmailfront_login_deadline: 30m\n")


def ctl(folder, *arguments):
    began = time.monotonic()
    done = subprocess.run([MAILFRONT, "ctl", *arguments, "-C", folder / "imapd.conf"], capture_output=True, text=True, check=True)
    return time.monotonic() - began, done.stdout


async def connect(port, number, gate):
    host = 1 + number % 200
    async with gate:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(f"127.0.9.{host}", 0), limit=1024)
        greeting = await reader.readline()
        if not greeting.startswith(b"* OK"):
            raise SystemExit(f"refused: {greeting.decode()}")
        fails = number % 3 == 0
        if fails:
            writer.write(b"a LOGIN jo wrong\r\n")
            await reader.readline()
    return reader, writer, fails and host < 128


async def closed_at(reader):
    await reader.read()
    return time.monotonic()


async def measure(folder, port, count):
    gate = asyncio.Semaphore(AT_ONCE)
    clients = await asyncio.gather(*(connect(port, number, gate) for number in range(count)))
    described = [reader for reader, _, is_described in clients if is_described]
    others = [reader for reader, _, is_described in clients if not is_described]
    print(f"connections open                         {count}")
    print(f"that the rule describes                  {len(described)}")
    idle, _ = await asyncio.to_thread(ctl, folder, "status")
    took, listing = await asyncio.to_thread(ctl, folder, "sessions", "--limit", "0")
    print(f"ctl status, the client's own time        {idle:.2f} s")
    print(f"ctl sessions --limit 0, {len(listing.splitlines()) - 2} lines      {took:.2f} s")
    curl = await asyncio.to_thread(
        subprocess.run, ["curl", "-s", "-o", "/dev/null", "-w", "%{time_total}", "--unix-socket", folder / "admin", "http://x/sessions?limit=0"],
        capture_output=True, text=True, check=True)
    print(f"GET /sessions?limit=0                    {float(curl.stdout):.2f} s")
    ends = [asyncio.create_task(closed_at(reader)) for reader in described]
    stays = [asyncio.create_task(closed_at(reader)) for reader in others]
    began = time.monotonic()
    subprocess.run(["curl", "-s", "-f", "-X", "POST", "--unix-socket", folder / "admin", "-G", "http://x/rules/add",
                    "--data-urlencode", "name=live", "--data-urlencode", f"rule={RULE} => close"], stdout=subprocess.DEVNULL, check=True)
    times = sorted(end - began for end in await asyncio.wait_for(asyncio.gather(*ends), 60))
    print(f"from the rule to the first, the last end {times[0]:.2f} s, {times[-1]:.2f} s")
    await asyncio.sleep(2)
    gone = sum(task.done() for task in stays)
    _, rules = await asyncio.to_thread(ctl, folder, "rules")
    print(f"closed that the rule does not describe   {gone}")
    print(rules.splitlines()[-1])
    for task in stays:
        task.cancel()
    return gone


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 9500
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mailfront-rules-"))
    configure(folder)
    with open(folder / "log", "wb") as log:
        server = subprocess.Popen([MAILFRONT, "serve", "-C", folder / "imapd.conf", "-M", folder / "cyrus.conf"], stdout=subprocess.PIPE, stderr=log)
        try:
            line = server.stdout.readline().decode()
            time.sleep(2)
            gone = asyncio.run(measure(folder, int(line.strip().rsplit(":", 1)[1]), count))
        finally:
            server.terminate()
            server.wait(40)
            if os.environ.get("KEEP") is None:
                shutil.rmtree(folder)
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main())
