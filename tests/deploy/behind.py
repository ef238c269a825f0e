"""Small servers that stand for the app behind nginx: each says its name, and what it was asked."""

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: Streamlit's own cookie, whose last part says since when it is there.
STREAMLIT = "_streamlit_xsrf=2|9eafdc1f|23d79f6cdfdb99be0feabc40ce2f0da7|1796003905"


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        size = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(size)
        self.server.asked.append(self.path)
        if self.path == "/breaks":  # as a process that is killed: what was asked is read and not answered
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        told = {"replica": self.server.name, "size": size, "headers": dict(self.headers)}
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_HEAD = answer  # noqa: N815  # as the library calls them

    def log_message(self, *given):
        pass


@contextmanager
def behind(name):
    """Run one; its attribute `asked` lists the paths."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.name, server.asked, server.daemon_threads = name, [], True
    server.address = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()

    def end():
        server.shutdown()
        server.server_close()

    server.end = end
    try:
        yield server
    finally:
        end()
