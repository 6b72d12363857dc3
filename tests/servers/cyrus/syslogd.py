#!/usr/bin/python3
"""Writes syslog datagrams of a unix socket to a file, one line each.

   syslogd.py SOCKET FILE PID_FILE
"""
import os
import re
import socket
import sys
import time

socket_path, output_path, pid_path = sys.argv[1:4]
if os.path.exists(socket_path):
    os.unlink(socket_path)
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind(socket_path)
os.chmod(socket_path, 0o666)
with open(pid_path, "w") as pid_file:
    pid_file.write("%d\n" % os.getpid())

# libc puts priority and local time first; both are replaced by one sortable time.
prefix = re.compile(rb"^<\d+>(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d )?")
with open(output_path, "ab", buffering=0) as output:
    while True:
        text = prefix.sub(b"", receiver.recv(65536)).rstrip(b"\0\n").replace(b"\n", b" ")
        output.write(time.strftime("%Y-%m-%d %H:%M:%S ").encode() + text + b"\n")
