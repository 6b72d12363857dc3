#!/usr/bin/python3
"""Creates the users' mailboxes on both backends and delivers mail by LMTP. Done once per state folder.

   seed.py STATE_DIR USERS BE1_IMAP BE2_IMAP ADMIN:PASSWORD
"""
import email.utils
import os
import socket
import sys

FIVE_MEGABYTES = 5 * 1024 * 1024
state, users, be1, be2, admin = sys.argv[1:6]
stamp = os.path.join(state, "run", "seeded")
if os.path.exists(stamp):
    sys.exit(0)


class Admin:
    """An IMAP connection of the administrator."""

    def __init__(self, address):
        host, port = address.rsplit(":", 1)
        self.socket = socket.create_connection((host, int(port)), timeout=30)
        self.lines = self.socket.makefile("rb")
        self.lines.readline()
        self.command("LOGIN %s %s" % tuple(admin.split(":", 1)))

    def command(self, text):
        self.socket.sendall(b"s " + text.encode() + b"\r\n")
        while True:
            line = self.lines.readline()
            if not line:
                sys.exit("seed: connection lost at " + text)
            if line.startswith(b"s "):
                break
        # A mailbox may be there from a run that was interrupted.
        if not line.startswith(b"s OK") and b"already exists" not in line:
            sys.exit("seed: %s -> %r" % (text, line))


class Lmtp:
    """Local delivery on a backend's unix socket, where no login is needed."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.lines = self.socket.makefile("rb")
        self.expect(b"220")
        self.send(b"LHLO seed.lab\r\n", b"250")

    def expect(self, code):
        while True:
            line = self.lines.readline()
            if not line.startswith(code):
                sys.exit("seed: LMTP said %r" % line)
            if line[3:4] == b" ":
                return

    def send(self, text, code):
        self.socket.sendall(text)
        self.expect(code)

    def deliver(self, user, message):
        self.send(b"MAIL FROM:<sender@lab.example>\r\n", b"250")
        self.send(b"RCPT TO:<%s>\r\n" % user.encode(), b"250")
        self.send(b"DATA\r\n", b"354")
        self.send(message.replace(b"\r\n.", b"\r\n..") + b".\r\n", b"250")


def message(number, user, subject, body):
    return ("From: Sender <sender@lab.example>\r\nTo: <%s@lab.example>\r\nSubject: %s\r\nDate: %s\r\n"
            "Message-ID: <seed-%d-%s@lab.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: 8bit\r\n\r\n%s"
            % (user, subject, email.utils.formatdate(1700000000 + number * 3600), number, user, body)).encode("utf-8")


for index, (name, address) in enumerate((("be1", be1), ("be2", be2))):
    connection = Admin(address)
    delivery = Lmtp(os.path.join(state, name, "conf", "socket", "lmtp"))
    for number in range(1 + index, int(users) + 1, 2):
        user = "user%04d" % number
        connection.command("CREATE user.%s" % user)
        connection.command("CREATE user.%s.Sent (USE (\\Sent))" % user)
        for i in range(3):
            delivery.deliver(user, message(i, user, "seed message %d" % i, "This is seed message %d for %s.\r\n.\r\n" % (i, user)))
        if number <= 2:
            delivery.deliver(user, message(10, user, "five megabytes", ("%s" % ("x" * 76) + "\r\n") * (FIVE_MEGABYTES // 78)))
            delivery.deliver(user, message(11, user, "=?utf-8?B?R3LDvMOfZSBhdXMgTcO8bmNoZW4=?=", "Grüße ☃\r\n"))
open(stamp, "w").close()
