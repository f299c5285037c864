"""python -m tests.system.machines.receiver PORT FILE REFUSALS: a receiver of callbacks, which refuses so many of each first.

Each line of the file is what came, as JSON: when that was (POSIX seconds of this machine), the status that it was answered, the
headers in small letters, and the body.
"""

import json
import sys
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def main(port: int, file: Path, refusals: int) -> None:
    """Receive until this is ended."""
    came: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            id = self.headers["webhook-id"]
            came[id] += 1
            status = 204 if came[id] > refusals else 503
            headers = {name.lower(): value for name, value in self.headers.items()}
            with file.open("a", encoding="utf-8") as kept:
                print(json.dumps({"at": time.time(), "status": status, "headers": headers, "body": body}), file=kept)
            self.send_response(status)
            self.end_headers()

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
