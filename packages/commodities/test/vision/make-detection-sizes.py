"""
Writes detection-sizes.json: sizes of images, and those that the processors of DETR and YOLOS scale them to (width, height).

    python3 -m venv /tmp/hf && /tmp/hf/bin/pip install transformers==4.57.1 numpy pillow
    /tmp/hf/bin/python packages/commodities/test/vision/make-detection-sizes.py
    npx -y pnpm@12 format
"""

import json
import random
from importlib.metadata import version
from pathlib import Path

from transformers.models.detr.image_processing_detr import get_size_with_aspect_ratio as detr
from transformers.models.yolos.image_processing_yolos import get_size_with_aspect_ratio as yolos

SHORTEST, LONGEST = 800, 1333
random.seed(5)
sizes = [[random.randint(32, 2000), random.randint(32, 2000)] for _ in range(40)]
sizes += [[640, 480], [480, 640], [800, 800], [4000, 100], [333, 1000], [800, 1333], [1334, 800]]


def scaled(processor, width: int, height: int) -> list[int]:
    rows, columns = processor((height, width), SHORTEST, LONGEST)
    return [int(columns), int(rows)]


vectors = {
    "source": f"transformers {version('transformers')}",
    "sizes": [{"own": own, "detr": scaled(detr, *own), "yolos": scaled(yolos, *own)} for own in sizes],
}
Path(__file__).with_name("detection-sizes.json").write_text(json.dumps(vectors))
