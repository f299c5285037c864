"""Strips of text → characters, by the recogniser of rapidocr's wheel, run alone and on one thread."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import onnxruntime

from workers.readers.scan.picture import Dots

HEIGHT = 48
"""Dots: how high the recogniser wants a line."""
cv2.setNumThreads(1)

_NARROWEST, _WIDEST = 32, 3_200

_LIKE_DIGITS = {"0": "OoQD〇○", "1": "lI|丨｜ｌ", "2": "Zz", "5": "Ss", "8": "B", "-": "－—–一ー_"}
"""What is the same as a digit or a dash in a figure."""
_VARIANTS = {
    simple: old
    for simple, old in zip(
        "况结项责诉报开关门务动请复审议实应对时间发现业产经济级纪统计设证认识该说读让许训记论谁调谈质资费贵问闻际随难题类顺领",
        "況結項責訴報開關門務動請復審議實應對時間發現業產經濟級紀統計設證認識該說讀讓許訓記論誰調談質資費貴問聞際隨難題類順領",
        strict=True,
    )
    if simple != old
}
"""Characters that reports have, and the older forms that one is taken for: the same word."""

_MODELS = {"read": "PP-OCRv6_rec_small.onnx", "find": "PP-OCRv6_det_small.onnx"}


class Sign(NamedTuple):
    """A character as recognised: how surely (0 to 1), and where its middle is, as a share of the strip's width."""

    text: str
    score: float
    place: float


def read(strip: Dots, only: str = "", *, of_figure: bool = False) -> list[Sign]:
    """The characters of one line of text, dark on white, from left to right; `only` names those that it may hold.

    Forms of the same character count together; letters that look like digits do as these `of_figure`.
    """
    height, width = strip.shape
    across = min(max(round(width * HEIGHT / height), 8), _WIDEST)
    scaled = cv2.resize(strip, (across, HEIGHT), interpolation=cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC)
    total = max(_NARROWEST, -(-across // 8) * 8)
    canvas = np.full((HEIGHT, total), 255, np.uint8)
    canvas[:, :across] = scaled
    values = np.repeat((canvas.astype(np.float32) / 127.5 - 1)[None, None], 3, axis=1)
    session, alphabet = _reader()
    chances = session.run(None, {"x": values})[0][0]
    for right, others in _same(of_figure=of_figure):
        chances[:, right] += chances[:, others].sum(axis=1)
        chances[:, others] = 0
    if only:
        allowed = [0, *(alphabet.index(sign) for sign in only)]
        alphabet, chances = ("", *only), chances[:, allowed]
    return _signs(chances, alphabet, total / across)


def ink_map(dots: Dots) -> np.ndarray:
    """How likely each dot belongs to a line of text (0 to 1); height and width are multiples of 32."""
    values = np.repeat((dots.astype(np.float32) / 127.5 - 1)[None, None], 3, axis=1)
    session = _session("find")
    found: np.ndarray = session.run(None, {session.get_inputs()[0].name: values})[0][0, 0]
    return found


def _signs(chances: np.ndarray, alphabet: tuple[str, ...], stretch: float) -> list[Sign]:
    """Steps from left to right → characters: a run of steps with the same best guess is one, blanks part them."""
    best = chances.argmax(axis=1)
    scores = chances.max(axis=1)
    signs, steps = [], len(best)
    start = 0
    for end in range(1, steps + 1):
        if end < steps and best[end] == best[start]:
            continue
        if best[start]:
            middle = start + int(scores[start:end].argmax()) + 0.5
            text = alphabet[best[start]]
            signs.append(Sign(text, float(scores[start:end].max()), min(1.0, middle / steps * stretch)))
        start = end
    return signs


@cache
def _reader() -> tuple[onnxruntime.InferenceSession, tuple[str, ...]]:
    session = _session("read")
    told = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    return session, ("", *told, " ")


@cache
def _same(*, of_figure: bool) -> list[tuple[int, list[int]]]:
    """Characters that others count as, by their numbers in the alphabet."""
    _, alphabet = _reader()
    place = {sign: number for number, sign in enumerate(alphabet)}
    return [
        (place[right], known)
        for right, others in (_LIKE_DIGITS if of_figure else _VARIANTS).items()
        if right in place and (known := [place[each] for each in others if each in place])
    ]


@cache
def _session(use: str) -> onnxruntime.InferenceSession:
    """A model ready to run: loaded in the process of the job, whose threads a fork would not have."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    spec = find_spec("rapidocr")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    return onnxruntime.InferenceSession(str(folder / "models" / _MODELS[use]), options, ["CPUExecutionProvider"])
