#!/usr/bin/env python3
"""The visible session of demo.sh: an IMAP user on each backend, a POP3 user, a wrong password.

   session.py imap=HOST:PORT imaps=HOST:PORT pop3=HOST:PORT pop3s=HOST:PORT mail1_log=FILE mail2_log=FILE mailfront_log=FILE

Users and passwords come from standard input, one "user password" a line. Shows each line of the conversations,
passwords left out, and each thing that was verified. Exit code 1 when something is not as it should be.
"""
import email
import email.header
import re
import socket
import ssl
import sys
import time

given = dict(argument.split("=", 1) for argument in sys.argv[1:])
passwords = dict(line.split() for line in sys.stdin if line.strip())
failures = []

ATTACHMENT_BYTES = 5 * 1024 * 1024
SHOWN_CHARACTERS = 110
# Unlike MailFront's own, so that the backend's log shows whose address was forwarded.
CLIENT_ADDRESS = "127.0.0.99"


def title(text):
    print("\n== %s" % text)


def verify(claim, is_true, seen=""):
    print("   %s %s" % ("[ok]  " if is_true else "[FAIL]", claim))
    if not is_true:
        failures.append("%s (seen: %s)" % (claim, seen))


class Conversation:
    """One connection whose lines are shown."""

    def __init__(self, service):
        host, port = given[service].rsplit(":", 1)
        self.socket = socket.create_connection((host, int(port)), timeout=20, source_address=(CLIENT_ADDRESS, 0))
        if service.endswith("s"):
            self.secure()
        self.lines = self.socket.makefile("rb")
        self.greeting = self.read()

    def secure(self):
        context = ssl.create_default_context()
        # The demo's certificate is its own and a few seconds old.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        self.socket = context.wrap_socket(self.socket, server_hostname="localhost")
        self.lines = self.socket.makefile("rb")
        print("   -- %s %s" % (self.socket.version(), self.socket.cipher()[0]))

    def send(self, text, shown=None):
        print("   C: %s" % (shown or text))
        self.socket.sendall(text.encode() + b"\r\n")

    def read(self, show=True):
        line = self.lines.readline().decode("utf-8", "replace").rstrip("\r\n")
        if show:
            print("   S: %s" % (line if len(line) <= SHOWN_CHARACTERS else line[:SHOWN_CHARACTERS] + " ..."))
        return line

    def imap(self, command, shown=None):
        """The status line, the untagged lines, the literals."""
        self.send("d " + command, "d " + shown if shown else None)
        untagged, literals = [], []
        while True:
            line = self.read()
            match = re.search(r"\{(\d+)\}$", line)
            if match:
                literals.append(self.lines.read(int(match.group(1))))
                print("   S: ... %d bytes ..." % len(literals[-1]))
            if line.startswith("d ") or line == "":
                return line, untagged, literals
            untagged.append(line)

    def pop3(self, command, shown=None):
        self.send(command, shown)
        return self.read()

    def pop3_body(self):
        size = 0
        while True:
            line = self.lines.readline()
            if line in (b".\r\n", b""):
                print("   S: ... %d bytes ..." % size)
                return size
            size += len(line)


def log_has(name, *words):
    """Waits a moment for a line with all words: logs are written behind the sessions."""
    for _ in range(100):
        with open(given[name], errors="replace") as log:
            for line in log:
                if all(word in line for word in words):
                    return line.strip()
        time.sleep(0.05)
    return None


title("alice reads mail over IMAPS; her mailbox is on the backend mail1")
c = Conversation("imaps")
verify("the greeting is OK", c.greeting.startswith("* OK"), c.greeting)
status, _, _ = c.imap("LOGIN alice %s" % passwords["alice"], "LOGIN alice ********")
verify("alice is logged in", status.startswith("d OK"), status)
status, untagged, _ = c.imap("SELECT INBOX")
verify("her inbox has 13 messages", "* 13 EXISTS" in untagged, untagged)
_, _, literals = c.imap("FETCH 11 BODY.PEEK[HEADER.FIELDS (SUBJECT)]")
subject = str(email.header.make_header(email.header.decode_header(email.message_from_bytes(literals[0] if literals else b"")["Subject"] or "")))
print("      %s" % subject)
verify("the UTF-8 subject arrives", "Gr\u00fc\u00dfe aus M\u00fcnchen" in subject, subject)
_, _, literals = c.imap("FETCH 13 BODY.PEEK[]")
message = email.message_from_bytes(literals[0] if literals else b"")
attachments = [part for part in message.walk() if part.get_filename()]
size = len(attachments[0].get_payload(decode=True)) if attachments else 0
verify("the attachment of %d bytes arrives whole" % ATTACHMENT_BYTES, size == ATTACHMENT_BYTES, size)
status, _, _ = c.imap("LOGOUT")
line = log_has("mail1_log", "imap-login", "user=<alice>")
verify("mail1 has seen alice, coming from %s" % CLIENT_ADDRESS, line is not None and "rip=%s," % CLIENT_ADDRESS in line, line)

title("bob reads mail over IMAP with STARTTLS; his mailbox is on the backend mail2")
c = Conversation("imap")
status, _, _ = c.imap("STARTTLS")
verify("TLS may begin", status.startswith("d OK"), status)
c.secure()
status, _, _ = c.imap("LOGIN bob %s" % passwords["bob"], "LOGIN bob ********")
verify("bob is logged in", status.startswith("d OK"), status)
status, untagged, _ = c.imap("EXAMINE INBOX")
verify("his inbox has 13 messages", "* 13 EXISTS" in untagged, untagged)
c.imap("LOGOUT")
verify("mail2 has seen bob", log_has("mail2_log", "imap-login", "user=<bob>", "rip=%s," % CLIENT_ADDRESS) is not None)

title("carol fetches mail over POP3S")
c = Conversation("pop3s")
verify("the greeting is +OK", c.greeting.startswith("+OK"), c.greeting)
c.pop3("USER carol")
answer = c.pop3("PASS %s" % passwords["carol"], "PASS ********")
verify("carol is logged in", answer.startswith("+OK"), answer)
answer = c.pop3("STAT")
verify("her maildrop has 13 messages", answer.startswith("+OK 13 "), answer)
answer = c.pop3("RETR 13")
verify("the large message comes", answer.startswith("+OK") and c.pop3_body() > ATTACHMENT_BYTES, answer)
answer = c.pop3("QUIT")
verify("she is sent off in peace", answer.startswith("+OK"), answer)

title("somebody guesses alice's password")
c = Conversation("imaps")
status, _, _ = c.imap("LOGIN alice guess", "LOGIN alice ********")
verify("the answer is NO [AUTHENTICATIONFAILED]", status.startswith("d NO [AUTHENTICATIONFAILED]"), status)
c.imap("LOGOUT")
line = log_has("mailfront_log", "badlogin:", "(alice)", "SASL(-13)")
print("      %s" % line)
verify("the log has the line that fail2ban looks for", line is not None)
secrets = [word for word in list(passwords.values()) + ["guess"] if word in open(given["mailfront_log"], errors="replace").read()]
verify("no password is in the log", not secrets, secrets)

print()
for failure in failures:
    print("FAILED: %s" % failure)
sys.exit(1 if failures else 0)
