"""RapidOCR: detection and recognition by the models in its wheel.  Nothing is ever downloaded."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import rapidocr
from numpy.typing import NDArray

from papercleaner.errors import InputError
from papercleaner.ocr.cuts import Spot
from papercleaner.ocr.ink import Grey

_MOST_LINES = 6000
_THREADS = 4
"""At most; a page is read the same with any number of them (tried with 1, 2, 3, 4 and 8)."""
_SMALLEST = 736
"""Detection enlarges a page whose shorter side has fewer pixels: that is what its model was trained on."""


class Said(NamedTuple):
    """What a line was read as, and how sure the engine is, 0 to 1."""

    text: str
    confidence: float


@cache
def _engine() -> rapidocr.RapidOCR:
    folder = Path(rapidocr.__file__).parent / "models"
    known = {"Det": sorted(folder.glob("*det*.onnx")), "Rec": sorted(folder.glob("*rec*.onnx"))}
    if not all(known.values()):
        raise InputError(
            f"this RapidOCR has no models in {folder}, and none is ever downloaded",
            hint="Install rapidocr from a wheel that ships them: python3 -m pip install 'papercleaner-ocr[ocr]'",
        )
    threads = max(1, min(_THREADS, os.cpu_count() or 1))
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.use_preprocess_img": False,
            "Global.use_vertical_padding": False,
            "Global.text_score": 0.0,
            "Det.model_path": str(known["Det"][-1]),
            "Rec.model_path": str(known["Rec"][-1]),
            "Det.max_candidates": _MOST_LINES,
            "Det.limit_side_len": _SMALLEST,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def detect(page: Grey) -> list[Spot]:
    """The boxes of the lines on a straight page, from top to bottom."""
    found = _engine()(cv2.cvtColor(page, cv2.COLOR_GRAY2BGR), use_det=True, use_rec=False, use_cls=False)
    boxes = getattr(found, "boxes", None)
    return [] if boxes is None else [_spot(quad) for quad in np.asarray(boxes)]


def _spot(quad: NDArray[np.float32]) -> Spot:
    """The box of four points, on a page that is straight: sides at the means of their ends, which is less noisy."""
    left, right = quad[:, 0].min(), quad[:, 0].max()
    top, bottom = quad[:2, 1].mean(), quad[2:, 1].mean()
    if bottom - top > right - left:
        left, right = quad[[0, 3], 0].mean(), quad[[1, 2], 0].mean()
        top, bottom = quad[:, 1].min(), quad[:, 1].max()
    return int(left), int(top), int(right) + 1, int(bottom) + 1


def recognise(crops: Sequence[Grey]) -> list[Said]:
    """What stands in the crops, each one line from left to right."""
    if not crops:
        return []
    said = _engine().recognize_txt([cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops])
    return [Said(str(text), float(sure)) for text, sure in zip(said.txts or (), said.scores or (), strict=True)]
