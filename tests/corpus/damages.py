"""What happens to a printed page before it is a picture in a file: kinds of damage, each a function over its dots.

Pages are red, green and blue by rows, 0 to 255, at so many dots an inch; every kind keeps that form.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np

Dots = np.ndarray
Step = Callable[[Dots, float, Random], Dots]
"""A page, its dots a point, and chance → the page damaged."""

WHITE = (255, 255, 255)


def as_it_is(page: Dots, scale: float, rng: Random) -> Dots:
    """Nothing."""
    return page


def slant(page: Dots, scale: float, rng: Random) -> Dots:
    """Up to two degrees askew."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-2, 2), 1.0)
    return cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=WHITE)


def noise(page: Dots, scale: float, rng: Random) -> Dots:
    """A sensor's grain."""
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, rng.uniform(5, 10), page.shape[:2])
    return np.clip(page + grain[..., None], 0, 255).astype(np.uint8)


def blur(page: Dots, scale: float, rng: Random) -> Dots:
    """A lens a little out of focus."""
    return cv2.GaussianBlur(page, (0, 0), 0.25 * scale)


def packed(quality: int) -> Step:
    """JPEG of that quality."""

    def step(page: Dots, scale: float, rng: Random) -> Dots:
        _, data = cv2.imencode(".jpg", page[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
        return np.ascontiguousarray(cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1])

    return step


def shadow(page: Dots, scale: float, rng: Random) -> Dots:
    """The shadow of a hand or a book's fold: dark to one side, with an edge."""
    height, width = page.shape[:2]
    x = np.linspace(0, 1, width, dtype=np.float32)[None]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    edge = 1 / (1 + np.exp(-(x + rng.uniform(-0.5, 0.5) * y - rng.uniform(0.3, 0.6)) * 25))
    light = 1 - rng.uniform(0.25, 0.45) * edge - rng.uniform(0.0, 0.2) * x
    return (page * light[..., None]).astype(np.uint8)


def bent(page: Dots, scale: float, rng: Random) -> Dots:
    """A phone's photo: the page seen from aside and curved a little, on a dark table."""
    height, width = page.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    wave = rng.uniform(2, 5) * scale
    y_bent = y + wave * np.sin(np.pi * x / width) * rng.choice((-1, 1))
    curved = cv2.remap(page, x, y_bent, cv2.INTER_LINEAR, borderValue=WHITE)
    off = [rng.uniform(0, 0.04) for _ in range(8)]
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    seen = np.array(
        [
            (off[0] * width, off[1] * height),
            (width - off[2] * width, off[3] * height),
            (width - off[4] * width, height - off[5] * height),
            (off[6] * width, height - off[7] * height),
        ],
        np.float32,
    )
    view = cv2.getPerspectiveTransform(corners, seen)
    return cv2.warpPerspective(curved, view, (width, height), flags=cv2.INTER_LINEAR, borderValue=(70, 62, 55))


def stamped(page: Dots, scale: float, rng: Random) -> Dots:
    """A round red stamp with a star, its ink letting what is printed show through."""
    height, width = page.shape[:2]
    radius = round(60 * scale)
    centre = rng.randrange(radius, width - radius), rng.randrange(height // 3, height - radius)
    layer = np.full_like(page, 255)
    red = (225, 35, 40)
    cv2.circle(layer, centre, radius, red, round(3 * scale), cv2.LINE_AA)
    tips = [
        (
            round(centre[0] + (22 if tip % 2 == 0 else 9) * scale * np.sin(tip * np.pi / 5)),
            round(centre[1] - (22 if tip % 2 == 0 else 9) * scale * np.cos(tip * np.pi / 5)),
        )
        for tip in range(10)
    ]
    cv2.fillPoly(layer, [np.array(tips)], red, cv2.LINE_AA)
    side = round(6 * scale)
    for step in range(12):
        angle = np.pi * (0.9 + step / 10)
        x, y = round(centre[0] + 46 * scale * np.cos(angle)), round(centre[1] + 46 * scale * np.sin(angle))
        cv2.rectangle(layer, (x - side, y - side), (x + side, y + side), red, round(1.5 * scale))
    return (page.astype(np.float32) * layer / 255).astype(np.uint8)


def blotted(page: Dots, scale: float, rng: Random) -> Dots:
    """Three stamps whose ink hides part of what is under it."""
    for _ in range(3):
        page = np.minimum(stamped(page, scale, rng), page)
        height, width = page.shape[:2]
        at = rng.randrange(width // 4, 3 * width // 4), rng.randrange(height // 4, 3 * height // 4)
        blot = page.copy()
        cv2.ellipse(blot, at, (round(30 * scale), round(9 * scale)), rng.uniform(-20, 20), 0, 360, (200, 60, 60), -1)
        page = cv2.addWeighted(blot, 0.6, page, 0.4, 0)
    return page


def show_through(page: Dots, scale: float, rng: Random) -> Dots:
    """The back of thin paper: the page itself mirrored and pale."""
    back = cv2.GaussianBlur(page[:, ::-1], (0, 0), 0.4 * scale).astype(np.float32)
    share = rng.uniform(0.12, 0.28)
    return np.clip(page - share * (255 - back), 0, 255).astype(np.uint8)


def written_on(page: Dots, scale: float, rng: Random) -> Dots:
    """A pen's ticks, underlines and scrawl, beside the text and in it."""
    page = page.copy()
    height, width = page.shape[:2]
    ink = rng.choice(((30, 40, 160), (25, 25, 25)))
    for _ in range(rng.randint(6, 12)):
        x, y = rng.randrange(width), rng.randrange(height)
        walk = [(x, y)]
        for _ in range(rng.randint(4, 16)):
            x += round(rng.uniform(-4, 12) * scale)
            y += round(rng.uniform(-7, 7) * scale)
            walk.append((x, y))
        cv2.polylines(page, [np.array(walk)], False, ink, max(1, round(scale)), cv2.LINE_AA)
    return page


def faxed(page: Dots, scale: float, rng: Random) -> Dots:
    """Black or white and nothing between, with lost and added dots."""
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    chance = np.random.default_rng(rng.randrange(2**32)).random(grey.shape)
    black = (grey < rng.randint(120, 190)) ^ (chance < 0.004)
    return np.repeat(np.where(black, 0, 255).astype(np.uint8)[..., None], 3, 2)


def upside_down(page: Dots, scale: float, rng: Random) -> Dots:
    """The sheet laid in the wrong way round."""
    return np.ascontiguousarray(page[::-1, ::-1])


def sideways(page: Dots, scale: float, rng: Random) -> Dots:
    """The sheet laid in on its side."""
    return np.ascontiguousarray(np.rot90(page, rng.choice((1, 3))))


@dataclass(frozen=True, slots=True)
class Damage:
    """A kind: dots an inch, and what is done to a page; `some` where it is done to one page alone.

    `kind` is the file's. `mixed` keeps every other page as text.
    """

    dpi: int
    steps: tuple[Step, ...] = ()
    kind: str = "pdf"
    some: bool = False
    mixed: bool = False

    def done(self, pages: list[Dots], rng: Random) -> list[Dots]:
        """The pages damaged."""
        chosen = rng.randrange(len(pages))
        return [self._done(page, rng) if not self.some or index == chosen else page for index, page in enumerate(pages)]

    def _done(self, page: Dots, rng: Random) -> Dots:
        for step in self.steps:
            page = step(page, self.dpi / 72, rng)
        return page


CLEAN = ("clean, 200 dpi", "clean, 150 dpi", "clean, 300 dpi")
KINDS: Mapping[str, Damage] = {
    "clean, 200 dpi": Damage(200),
    "clean, 150 dpi": Damage(150, kind="tiff"),
    "clean, 300 dpi": Damage(300),
    "askew, grain, stamp, 150 dpi": Damage(150, (stamped, slant, noise, packed(60))),
    "askew, grain, stamp, 200 dpi": Damage(200, (stamped, slant, noise, packed(60))),
    "JPEG at 30 %, 150 dpi": Damage(150, (blur, packed(30))),
    "shadow": Damage(150, (shadow, noise, packed(60))),
    "stamps over figures": Damage(200, (blotted, packed(60))),
    "back shows through": Damage(150, (show_through, noise, packed(60)), kind="tiff"),
    "handwriting": Damage(150, (written_on, packed(60))),
    "a page upside down": Damage(150, (upside_down,), some=True),
    "a page on its side": Damage(150, (sideways,), some=True),
    "text and scan": Damage(150, (slant, packed(60)), mixed=True),
    "phone's photo": Damage(150, (bent, shadow, blur, noise, packed(60))),
    "fax, 100 dpi": Damage(100, (faxed,), kind="tiff"),
}
"""Every kind by the name that the table in docs/accuracy.md has for it."""
