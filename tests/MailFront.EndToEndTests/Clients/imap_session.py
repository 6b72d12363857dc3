#!/usr/bin/python3
"""Leads an IMAP session with Python's imaplib and prints what it saw as key=value lines.

   imap_session.py imap|imaps|starttls login|plain HOST PORT     user and password: first two lines of standard input
"""
import hashlib
import imaplib
import ssl
import sys

kind, mechanism, host, port = sys.argv[1:5]
user, password = sys.stdin.read().split("\n")[:2]
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
if kind == "imaps":
    client = imaplib.IMAP4_SSL(host, int(port), ssl_context=context, timeout=30)
else:
    client = imaplib.IMAP4(host, int(port), timeout=30)
if kind == "starttls":
    client.starttls(context)
if mechanism == "login":
    client.login(user, password)
else:
    client.authenticate("PLAIN", lambda _: ("\0%s\0%s" % (user, password)).encode())
print("exists=%s" % client.select("INBOX", readonly=True)[1][0].decode())
print("subjects=%d" % len(client.search(None, "SUBJECT", "message")[1][0].split()))
print("sha256=%s" % hashlib.sha256(client.fetch("13", "(BODY.PEEK[])")[1][0][1]).hexdigest())
client.logout()
