#!/usr/bin/python3
"""Writes the messages of one user into a new maildir: ten small ones, one with UTF-8 headers, one with a large attachment.

   deliver.py MAILDIR USER
"""
import email.utils
import os
import random
import sys
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

ATTACHMENT_BYTES = 5 * 1024 * 1024
maildir, user = sys.argv[1:3]


def address(message, number, subject):
    message["From"] = email.utils.formataddr((str(Header("Jörg Müller", "utf-8")), "joerg@example.org"))
    message["To"] = "%s@example.org" % user
    message["Subject"] = subject
    message["Date"] = email.utils.formatdate(1700000000 + number * 3600)
    message["Message-ID"] = "<%d.%s@example.org>" % (number, user)
    return message


def messages():
    for number in range(1, 11):
        text = "This is message %d for %s.\n.\nA line with a lone dot is above.\n" % (number, user)
        yield address(MIMEText(text * number), number, "message %d" % number).as_bytes()
    yield address(MIMEText("Viele Grüße aus München ☃\n", _charset="utf-8"), 11, Header("Grüße aus München ☃", "utf-8")).as_bytes()
    # Header bytes that are UTF-8 as they stand (RFC 6532), as careless senders write them.
    yield ("From: J\u00fcrgen <j@example.org>\nTo: %s@example.org\nSubject: raw \u00fcml\u00e4ut \u2603\n"
           "Date: %s\nMessage-ID: <12.%s@example.org>\n\nsnowman \u2603\n"
           % (user, email.utils.formatdate(1700043200), user)).encode("utf-8")
    large = address(MIMEMultipart(), 13, "large attachment")
    large.attach(MIMEText("Five megabytes of noise are attached.\n"))
    attachment = MIMEApplication(random.Random(user).randbytes(ATTACHMENT_BYTES))
    attachment.add_header("Content-Disposition", "attachment", filename="noise.bin")
    large.attach(attachment)
    yield large.as_bytes()


for folder in ("cur", "new", "tmp"):
    os.makedirs(os.path.join(maildir, folder), exist_ok=True)
for number, content in enumerate(messages(), 1):
    with open(os.path.join(maildir, "new", "%d.M%d.mailfront" % (1700000000 + number, number)), "wb") as file:
        file.write(content)
