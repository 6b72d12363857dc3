#!/usr/bin/env python3
"""A password checker as slow as saslauthd before a PAM that waits: five workers, 15 ms for a right password, 2 s for a wrong one.

   slow_checker.py SOCKET < passwords      lines "user password"; writes "ready" when it listens

First come, first served: a worker is busy until it has answered, so a wrong password costs everybody behind it.
"""
import asyncio
import sys

WORKERS = 5
RIGHT_SECONDS = 0.015
WRONG_SECONDS = 2.0

passwords = dict(line.split() for line in sys.stdin if line.strip())


async def read_field(reader):
    length = int.from_bytes(await reader.readexactly(2), "big")
    return (await reader.readexactly(length)).decode(errors="replace")


async def serve(reader, writer, workers):
    try:
        async with workers:
            user, password, _service, _realm = [await read_field(reader) for _ in range(4)]
            is_right = passwords.get(user) == password
            await asyncio.sleep(RIGHT_SECONDS if is_right else WRONG_SECONDS)
        answer = b"OK" if is_right else b"NO authentication failed"
        writer.write(len(answer).to_bytes(2, "big") + answer)
        await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def main():
    workers = asyncio.Semaphore(WORKERS)
    server = await asyncio.start_unix_server(lambda reader, writer: serve(reader, writer, workers), sys.argv[1])
    print("ready", flush=True)
    await server.serve_forever()


asyncio.run(main())
