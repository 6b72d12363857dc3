#!/usr/bin/python3
"""Leads a POP3 session with Python's poplib and prints what it saw as key=value lines.

   pop3_session.py pop3|pop3s|stls HOST PORT     user and password: first two lines of standard input
"""
import hashlib
import poplib
import ssl
import sys

kind, host, port = sys.argv[1:4]
user, password = sys.stdin.read().split("\n")[:2]
# Of Python: lines above 2048 bytes would be refused, and header lines may be longer.
poplib._MAXLINE = 65536
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
if kind == "pop3s":
    client = poplib.POP3_SSL(host, int(port), context=context, timeout=30)
else:
    client = poplib.POP3(host, int(port), timeout=30)
if kind == "stls":
    client.stls(context)
client.user(user)
client.pass_(password)
print("count=%d" % client.stat()[0])
print("uids=%d" % len(client.uidl()[1]))
print("sha256=%s" % hashlib.sha256(b"\n".join(client.retr(13)[1])).hexdigest())
client.quit()
