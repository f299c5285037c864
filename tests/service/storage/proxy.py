"""python -m tests.service.storage.proxy PORT TARGET SECONDS: a way to a server on this machine that answers later, or not at all."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.service.storage import buckets

_PIECE = 256 * 1024


async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: int, seconds: float) -> None:
    """Pass on what a connection sends, and each answer so much later."""
    loop = asyncio.get_running_loop()
    asked_at = loop.time()
    theirs, ours = await asyncio.open_connection("127.0.0.1", target)

    async def there() -> None:
        nonlocal asked_at
        while data := await reader.read(_PIECE):
            asked_at = loop.time()
            ours.write(data)
            await ours.drain()
        ours.close()

    async def back() -> None:
        while data := await theirs.read(_PIECE):
            await asyncio.sleep(max(0.0, asked_at + seconds - loop.time()))
            writer.write(data)
            await writer.drain()
        writer.close()

    with suppress(OSError):
        await asyncio.gather(there(), back())


async def serve(port: int, target: int, seconds: float) -> None:
    server = await asyncio.start_server(lambda r, w: passed_on(r, w, target, seconds), "127.0.0.1", port)
    await server.serve_forever()


class Proxy:
    """Such a process."""

    def __init__(self, port: int, target: str, seconds: float) -> None:
        self.endpoint = f"http://127.0.0.1:{port}"
        told = (str(port), target.rpartition(":")[2], str(seconds))
        self._command = [sys.executable, "-m", "tests.service.storage.proxy", *told]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Let what comes through from now on."""
        self._process = subprocess.Popen(self._command, cwd=buckets.ROOT)
        buckets.wait_for(self.endpoint)

    def stop(self) -> None:
        """Let nothing through, and end all connections."""
        if self._process:
            self._process.kill()
            self._process.wait()


@contextmanager
def before(target: str, seconds: float = 0.0) -> Iterator[Proxy]:
    """A way to that endpoint."""
    proxy = Proxy(buckets.free_port(), target, seconds)
    try:
        proxy.start()
        yield proxy
    finally:
        proxy.stop()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
