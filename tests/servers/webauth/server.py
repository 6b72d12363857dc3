#!/usr/bin/python3
"""An HTTP service that checks passwords as nginx' auth_http asks for it, and gives advice as Dovecot's auth policy asks for it.

   server.py STATE_DIR USER:PASSWORD...

Writes its port to STATE_DIR/port and each request's headers, as one line of JSON, to STATE_DIR/requests.
GET paths: /auth answers; /hang takes the request and never answers; /error is a 500.
POST /policy answers with what is in STATE_DIR/advice, or with status 0; POST /hang never. Bodies are kept too.
"""
import http.server
import json
import os
import sys
import threading
import urllib.parse

state = sys.argv[1]
users = dict(pair.split(":", 1) for pair in sys.argv[2:])
lock = threading.Lock()


def text(header):
    """Headers are octets, which http.server gives as Latin-1; names and passwords are UTF-8 behind nginx' escapes."""
    return urllib.parse.unquote_to_bytes(header.encode("latin-1")).decode("utf-8")


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def keep(self, body):
        with lock, open(os.path.join(state, "requests"), "a", encoding="utf-8") as log:
            log.write(json.dumps({"path": self.path, "headers": self.headers.items(), "body": body}) + "\n")
        if self.path.startswith("/hang"):
            threading.Event().wait()

    def do_POST(self):
        self.keep(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        advice = os.path.join(state, "advice")
        reply = b'{"status":0,"msg":""}'
        if os.path.exists(advice):
            with open(advice, "rb") as file:
                reply = file.read()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def do_GET(self):
        self.keep(None)
        is_right = users.get(text(self.headers["Auth-User"])) == text(self.headers["Auth-Pass"])
        self.send_response(500 if self.path == "/error" else 200)
        self.send_header("Auth-Status", "OK" if is_right else "Invalid login or password")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


server = Server(("127.0.0.1", 0), Service)
with open(os.path.join(state, "port.new"), "w", encoding="ascii") as file:
    file.write("%d\n" % server.server_address[1])
os.rename(os.path.join(state, "port.new"), os.path.join(state, "port"))
server.serve_forever()
