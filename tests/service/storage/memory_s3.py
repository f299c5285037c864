"""python -m tests.service.storage.memory_s3 [HOST:]PORT SECONDS AHEAD [forgetful]: as much of S3 as the service asks for, in memory.

It takes little of the processor and answers after so many seconds, so that what the service itself takes can be measured beside it.
Its clock is so many seconds ahead of the machine's.
A forgetful one passes over `If-None-Match`, as a server may that doesn't know conditional writes.
"""

import asyncio
import hashlib
import subprocess
import sys
import time
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from tests.service.storage import buckets

_PAGE = 1000
Answer = tuple[int, dict[str, str], bytes]


class Bucket:
    """All objects with the times of their writing; the parts of uploads that are not completed yet."""

    def __init__(self, seconds: float, ahead: float, forgetful: bool) -> None:
        self._seconds, self._ahead, self._forgetful = seconds, ahead, forgetful
        self._objects: dict[str, tuple[bytes, float]] = {}
        self._keys: list[str] = []
        self._uploads: dict[str, dict[int, bytes]] = {}
        self.asked = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer what a connection asks, one after the other."""
        try:
            while line := await reader.readline():
                method, target, _ = line.decode().split(" ", 2)
                headers = {}
                while field := (await reader.readline()).decode().strip():
                    name, _, value = field.partition(":")
                    headers[name.lower()] = value.strip()
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                arrived = asyncio.get_running_loop().time()
                status, told, data = self._answer(method, urlsplit(target), headers, body)
                await asyncio.sleep(max(0.0, arrived + self._seconds - asyncio.get_running_loop().time()))
                told.setdefault("Content-Length", str(len(data)))
                head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
                writer.write(f"HTTP/1.1 {status} .\r\n{head}\r\n".encode() + (b"" if method == "HEAD" else data))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _answer(self, method: str, target, headers: dict[str, str], body: bytes) -> Answer:
        self.asked += 1
        _, _, key = unquote(target.path).lstrip("/").partition("/")
        query = {name: values[-1] for name, values in parse_qs(target.query, keep_blank_values=True).items()}
        if not key and method == "GET":
            return self._list(query)
        if method == "POST" and "delete" in query:
            return self._delete(body)
        if method == "POST":
            return self._upload(key, query)
        if method == "PUT" and key:
            return self._put(key, query, headers, body)
        if method in ("GET", "HEAD") and key:
            return self._get(key, headers)
        return 200, {}, b""

    def _put(self, key: str, query: dict[str, str], headers: dict[str, str], body: bytes) -> Answer:
        if "uploadId" in query:
            self._uploads[query["uploadId"]][int(query["partNumber"])] = body
        elif "if-none-match" in headers and key in self._objects and not self._forgetful:
            return 412, {}, b"<Error><Code>PreconditionFailed</Code></Error>"
        else:
            self._keep(key, body)
        return 200, {"ETag": _tag(body)}, b""

    def _upload(self, key: str, query: dict[str, str]) -> Answer:
        if "uploads" in query:
            upload = str(len(self._uploads))
            self._uploads[upload] = {}
            return (
                200,
                {},
                f"<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>".encode(),
            )
        parts = self._uploads.pop(query["uploadId"])
        whole = b"".join(parts[number] for number in sorted(parts))
        self._keep(key, whole)
        return (
            200,
            {},
            f"<CompleteMultipartUploadResult><ETag>{escape(_tag(whole))}</ETag></CompleteMultipartUploadResult>".encode(),
        )

    def _keep(self, key: str, data: bytes) -> None:
        if key not in self._objects:
            insort(self._keys, key)
        self._objects[key] = data, time.time() + self._ahead

    def _get(self, key: str, headers: dict[str, str]) -> Answer:
        if key not in self._objects:
            return 404, {}, b"<Error><Code>NoSuchKey</Code></Error>"
        data, written = self._objects[key]
        told = {"ETag": _tag(data), "Last-Modified": formatdate(written, usegmt=True)}
        if wanted := headers.get("range"):
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            part = data[int(first) : int(last) + 1]
            return 206, {**told, "Content-Range": f"bytes {first}-{int(first) + len(part) - 1}/{len(data)}"}, part
        return 200, {**told, "Content-Length": str(len(data))}, data

    def _delete(self, body: bytes) -> Answer:
        keys = [part.partition("</Key>")[0] for part in body.decode().split("<Key>")[1:]]
        for key in keys:
            if self._objects.pop(key, None):
                self._keys.remove(key)
        told = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        return 200, {}, f"<DeleteResult>{told}</DeleteResult>".encode()

    def _list(self, query: dict[str, str]) -> Answer:
        after = query.get("continuation-token") or query.get("start-after", "")
        prefix = query.get("prefix", "")
        first = max(bisect_left(self._keys, prefix), bisect_right(self._keys, after))
        page = [key for key in self._keys[first : first + _PAGE + 1] if key.startswith(prefix)]
        is_more, page = len(page) > _PAGE, page[:_PAGE]
        more = f"<NextContinuationToken>{page[-1]}</NextContinuationToken>" if is_more else ""
        told = "".join(map(self._listed, page))
        return (
            200,
            {},
            f"<ListBucketResult><IsTruncated>{str(bool(more)).lower()}</IsTruncated>{more}{told}</ListBucketResult>".encode(),
        )

    def _listed(self, key: str) -> str:
        data, written = self._objects[key]
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(written)) + f".{int(written * 1000) % 1000:03}Z"
        tag = escape(_tag(data))
        return f"<Contents><Key>{key}</Key><LastModified>{moment}</LastModified><ETag>{tag}</ETag><Size>{len(data)}</Size></Contents>"


def _tag(data: bytes) -> str:
    return f'"{hashlib.md5(data).hexdigest()}"'


@contextmanager
def started(seconds: float = 0.0, *, ahead: float = 0.0, forgetful: bool = False) -> Iterator[str]:
    """The address of such a server, which ends afterwards with all that it holds."""
    port = buckets.free_port()
    told = [str(port), str(seconds), str(ahead), *(["forgetful"] if forgetful else [])]
    server = subprocess.Popen([sys.executable, "-m", "tests.service.storage.memory_s3", *told], cwd=buckets.ROOT)
    try:
        buckets.wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


async def _serve(address: str, bucket: Bucket) -> None:
    host, _, port = address.rpartition(":")
    server = await asyncio.start_server(bucket.serve, host or "127.0.0.1", int(port))
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], Bucket(float(sys.argv[2]), float(sys.argv[3]), "forgetful" in sys.argv[4:])))
