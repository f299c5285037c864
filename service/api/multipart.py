"""multipart/form-data (RFC 7578) on its way in: files go to a spool, and no part of its framing can grow."""

from collections.abc import Callable, Iterator

from werkzeug.datastructures import MultiDict
from werkzeug.formparser import MultiPartParser
from werkzeug.sansio.multipart import (
    BLANK_LINE_RE,
    NEED_DATA,
    Data,
    Epilogue,
    Event,
    Field,
    File,
    MultipartDecoder,
    State,
)

from service.api.content_disposition import legible
from service.api.errors import InvalidFields, MalformedBody, UploadTooLarge
from service.api.fields import ENCODED, pointer
from service.audits.media import last_part
from service.storage.spool import Growing, Spool, Spooled

LONGEST_HEAD = 16 * 1024
"""Most bytes of a part's head, of what stands before the first part, and of what stands after the last."""
FIELDS = 1024 * 1024
"""Most bytes of the fields that are no files, together."""
_BOUNDARY = 256
"""Most characters of a boundary. RFC 2046 has 70, and some clients send a few more."""
_STEP = 64 * 1024


class Decoder(MultipartDecoder):
    """Werkzeug's, which looks for the end of a head for as long as it comes. Raises MalformedBody beyond LONGEST_HEAD."""

    def next_event(self) -> Event:
        """What comes next."""
        if len(self.buffer) > LONGEST_HEAD and not self._is_framed():
            raise MalformedBody
        if self.state is State.PART and (end := BLANK_LINE_RE.search(self.buffer, 0, LONGEST_HEAD)):
            self.buffer[: end.start()] = legible(bytes(self.buffer[: end.start()]))
        return super().next_event()

    def _is_framed(self) -> bool:
        """Whether what is read next, where it is no part's content, ends within bounds."""
        match self.state:
            case State.PREAMBLE:
                return self.preamble_re.search(self.buffer, 0, LONGEST_HEAD) is not None
            case State.PART:
                return BLANK_LINE_RE.search(self.buffer, 0, LONGEST_HEAD) is not None
        return self.state is not State.EPILOGUE


class Form:
    """The parts of a form: the files, each with its name, and the other fields."""

    def __init__(self, spool: Spool) -> None:
        self.files: MultiDict[str, tuple[Spooled, str]] = MultiDict()
        self.fields: MultiDict[str, str] = MultiDict()
        self._spool = spool
        self._part: Field | File | None = None
        self._file: Growing | None = None
        self._text = bytearray()
        self._fields_size = 0

    def take(self, event: Event) -> None:
        """Add what an event tells. Raises MalformedBody where a part has no name, InvalidFields, UploadTooLarge."""
        match event:
            case Field() | File():
                if not event.name:
                    raise MalformedBody
                self._part, self._text = event, bytearray()
                self._file = self._spool.begin() if isinstance(event, File) else None
            case Data():
                self._add(event.data)
                if not event.more_data:
                    self._end()

    def _add(self, data: bytes) -> None:
        if self._file:
            self._file.write(data)
            return
        self._fields_size += len(data)
        if self._fields_size > FIELDS:
            raise UploadTooLarge(limit=FIELDS)
        self._text += data

    def _end(self) -> None:
        if isinstance(self._part, File) and self._file:
            self.files.add(self._part.name, (self._file.done(), last_part(self._part.filename)))
        elif isinstance(self._part, Field):
            self.fields.add(self._part.name, self._said(self._part))

    def _said(self, part: Field) -> str:
        try:
            return self._text.decode(_charset_of(part.headers))
        except UnicodeDecodeError:
            raise InvalidFields([(pointer(part.name), ENCODED)]) from None


def parsed(read: Callable[[int], bytes], boundary: str, spool: Spool, most_parts: int) -> Form:
    """The form of a body. Raises ValueError or MalformedBody for a broken one, RequestEntityTooLarge, and as `take`."""
    if not 0 < len(boundary) <= _BOUNDARY:
        raise MalformedBody
    form, decoder = Form(spool), Decoder(boundary.encode("ascii"), max_parts=most_parts)
    for data in _read(read):
        decoder.receive_data(data)
        while (event := decoder.next_event()) is not NEED_DATA and not isinstance(event, Epilogue):
            form.take(event)
    return form


def _read(read: Callable[[int], bytes]) -> Iterator[bytes | None]:
    while data := read(_STEP):
        yield data
    yield None


_charset_of = MultiPartParser().get_part_charset
