"""`python -m bench.proof.vocabulary`: learns the patterns of `proof/words.npy` from drawn photos of the tuning half.

A new vocabulary makes what is kept unfindable: pictures that are stored must be signed again.
"""

import sys

import cv2
import numpy as np
from numpy.random import default_rng

from bench.proof.appliances import Taken, photo
from bench.proof.halves import TUNING
from proof.features import Floats, features
from proof.pictures import Picture, opened
from proof.words import FILE, PATTERNS

PHOTOS, SAMPLE, ROUNDS = 90, 40_000, 15


def descriptors() -> Floats:
    """(at most 40,000, 128): of photos of many designs and models."""
    found = []
    for scene in range(PHOTOS):
        picture = opened(photo(TUNING, Taken(scene % 18, scene % 30, scene)))
        if isinstance(picture, Picture):
            found.append(features(picture.rgb).descriptors)
    every = np.concatenate(found)
    return every[default_rng(0).permutation(len(every))[:SAMPLE]]


def patterns(sample: Floats) -> np.ndarray:
    """(2, 1024, 64), uint8: the means of each half's clusters, 255 for 1."""
    cv2.setRNGSeed(1)
    until = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, ROUNDS, 1e-3)
    halves = (np.ascontiguousarray(half) for half in np.hsplit(sample, 2))
    means = [cv2.kmeans(half, PATTERNS, None, until, 1, cv2.KMEANS_PP_CENTERS)[2] for half in halves]
    return np.clip(np.round(np.stack(means) * 255), 0, 255).astype(np.uint8)


if __name__ == "__main__":
    np.save(sys.argv[1] if len(sys.argv) > 1 else FILE, patterns(descriptors()))
