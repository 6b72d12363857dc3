#!/usr/bin/env python3
"""The attack of demo.sh: a botnet guesses passwords at MailFront while three users log in, on loopback, for a bounded time.

   attack.py imap=HOST:PORT seconds=60 mailfront=PROGRAM conf=IMAPD_CONF log=FILE < passwords      lines "user password"

Every bot has an address of its own (127.0.0.0/8) and tries once or twice; a fifth of them only connect and stay. Prints a line
every two seconds, a summary, and what the server says of a bot. Exit code 1 when a user was kept out.
"""
import asyncio
import json
import random
import subprocess
import sys
import time

given = dict(argument.split("=", 1) for argument in sys.argv[1:])
passwords = dict(line.split() for line in sys.stdin if line.strip())
host, port = given["imap"].rsplit(":", 1)
seconds = int(given["seconds"])

BOTS_PER_SECOND = 25        # ten times what the checker can refuse
LOITERERS = 0.2
MOST_BOTS_AT_ONCE = 3000
USER_ADDRESSES = {name: "127.0.77.%d" % (10 + place) for place, name in enumerate(sorted(passwords))}
NAMES = ["info", "sales", "admin", "office", "test", "backup"] + sorted(passwords)
WORDS = ["123456", "password", "qwerty", "letmein", "welcome1", "sunshine", "football", "secret", "monkey", "dragon"]

chance = random.Random(4)
took, refused, outcomes, bots = [], [], {}, set()


async def open_from(address):
    return await asyncio.open_connection(host, int(port), local_addr=(address, 0))


async def talk(reader, writer, line):
    writer.write(line.encode() + b"\r\n")
    await writer.drain()
    tag = line.split()[0].encode()
    while answer := await reader.readline():
        if answer.startswith(tag) or answer.startswith(b"* BYE"):
            return answer.decode(errors="replace").strip()
    return "closed"


def note(what):
    outcomes[what] = outcomes.get(what, 0) + 1


async def guess():
    address = "127.%d.%d.%d" % (chance.randint(1, 254), chance.randint(0, 255), chance.randint(1, 254))
    writer = None
    try:
        reader, writer = await open_from(address)
        await reader.readline()
        if chance.random() < LOITERERS:
            note("stayed")
            await reader.read()
            note("stayed, was closed")
            return
        for _ in range(chance.randint(1, 2)):
            name = chance.choice(NAMES) if chance.random() < 0.5 else "user%d" % chance.randint(1, 9999)
            answer = await talk(reader, writer, "b LOGIN %s %s" % (name, chance.choice(WORDS)))
            note("guess refused" if "AUTHENTICATIONFAILED" in answer else "guess put off" if "UNAVAILABLE" in answer else "guess unanswered")
        await reader.read()
    except OSError:
        note("connection refused")
    finally:
        if writer:
            writer.close()


async def log_in(name):
    began = time.monotonic()
    writer = None
    try:
        reader, writer = await open_from(USER_ADDRESSES[name])
        await reader.readline()
        answer = await talk(reader, writer, "a LOGIN %s %s" % (name, passwords[name]))
        if " OK" in answer:
            took.append(time.monotonic() - began)
        else:
            refused.append("%s: %s" % (name, answer))
        await talk(reader, writer, "z LOGOUT")
    except OSError as error:
        refused.append("%s: %s" % (name, error))
    finally:
        if writer:
            writer.close()


def ask(*words):
    answer = subprocess.run([given["mailfront"], "ctl", "-C", given["conf"], *words], capture_output=True, text=True, timeout=20)
    if answer.returncode:
        sys.exit("mailfront ctl %s: %s" % (" ".join(words), answer.stderr))
    return answer.stdout


def describe(began):
    # What is remembered of her password is dropped: the checker, busy with bots, is asked about her each time.
    ask("forget", sorted(passwords)[-1])
    status = json.loads(ask("status", "--json"))
    connections = status["connections"]
    open_now = sum(connections.values())
    logged_in = connections.get("Relaying", 0)
    slowest = max(took[-6:], default=0) * 1000
    print("   %3d s   users: %3d logins, %d refused, last ones within %4.0f ms      bots: %4d guesses answered, %4d put off      open: %4d before login, %d after"
          % (time.monotonic() - began, len(took), len(refused), slowest, outcomes.get("guess refused", 0), outcomes.get("guess put off", 0),
             open_now - logged_in, logged_in), flush=True)


async def every(period, work, until):
    while time.monotonic() < until:
        due = time.monotonic() + period
        await work()
        await asyncio.sleep(max(0, due - time.monotonic()))


async def start_bot():
    if len(bots) < MOST_BOTS_AT_ONCE:
        task = asyncio.create_task(guess())
        bots.add(task)
        task.add_done_callback(bots.discard)


async def log_in_all():
    await asyncio.gather(*(log_in(name) for name in passwords))


async def main():
    await log_in_all()
    print("   each user has logged in once from where they always do; now the botnet comes")
    began = time.monotonic()
    until = began + seconds

    async def report():
        await asyncio.to_thread(describe, began)

    await asyncio.gather(every(1 / BOTS_PER_SECOND, start_bot, until), every(1, log_in_all, until), every(2, report, until))
    for task in list(bots):
        task.cancel()
    await asyncio.gather(*bots, return_exceptions=True)


asyncio.run(main())
took.sort()
print("\n   users: %d logins, %d refused; half within %.0f ms, all within %.0f ms"
      % (len(took), len(refused), took[len(took) // 2] * 1000, took[-1] * 1000))
print("   bots:  %s" % ", ".join("%s %d" % (what, count) for what, count in sorted(outcomes.items())))
for line in refused[:5]:
    print("   [FAIL] %s" % line)
sys.exit(1 if refused or not took else 0)
