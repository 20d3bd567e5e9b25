"""House prices for lesson 3: the California set where you ask for its download.

The set does not come with scikit-learn; it is fetched from the internet. A lesson must
also run offline, and its tests without a network, so the default is a simulated set of
the same shape that says what it is.
"""

from __future__ import annotations

import socket
import warnings
from dataclasses import dataclass
from http.client import HTTPException

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import fetch_california_housing

DISTRICTS = 20640
FEATURES = (
    "MedInc",
    "HouseAge",
    "AveRooms",
    "AveBedrms",
    "Population",
    "AveOccup",
    "Latitude",
    "Longitude",
)
PATIENCE = 5.0  # seconds to wait for a server that does not answer


@dataclass(frozen=True)
class Housing:
    """``data`` (districts, 8), ``target`` (districts, 1) and where they come from.

    The target is the median price of a house, in 100,000 dollars.
    """

    data: NDArray[np.float64]
    target: NDArray[np.float64]
    origin: str


def load_housing(*, download: bool = False) -> Housing:
    """The California housing set, or the simulated one, as ``origin`` tells.

    With ``download`` the real set is fetched (half a megabyte, once; scikit-learn keeps
    it). Where that fails, the simulated set is returned and ``origin`` says why.
    Without ``download`` no network is used.

    >>> housing = load_housing()
    >>> housing.data.shape, housing.target.shape, housing.origin
    ((20640, 8), (20640, 1), 'simulated')
    """
    if not download:
        return simulated("simulated")
    try:
        return _fetched()
    except (OSError, HTTPException) as error:
        reason = type(error).__name__
        return simulated(f"simulated, since the download failed ({reason})")


def _fetched() -> Housing:
    patience = socket.getdefaulttimeout()
    socket.setdefaulttimeout(PATIENCE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a warning that it will try again
            found = fetch_california_housing(n_retries=1, delay=0.1)
    finally:
        socket.setdefaulttimeout(patience)
    return Housing(found.data, found.target.reshape(-1, 1), "California housing, 1990")


def simulated(origin: str) -> Housing:
    """A made-up set with the columns of the real one, in about the same ranges.

    It tells nothing about California: its prices are a straight-line formula of the
    columns plus chance, with a top price as in the census.
    """
    random = np.random.default_rng(1990)
    latitude = random.uniform(32.5, 42.0, DISTRICTS)
    income = random.gamma(4.2, 0.92, DISTRICTS) + 0.5
    age = random.integers(1, 53, DISTRICTS).astype(float)
    rooms = np.clip(2.6 + 0.7 * income + random.normal(0.0, 0.9, DISTRICTS), 0.8, None)
    bedrooms = np.clip(0.2 * rooms + random.normal(0.0, 0.15, DISTRICTS), 0.3, None)
    population = np.exp(random.normal(7.0, 0.7, DISTRICTS))
    occupants = np.exp(random.normal(1.05, 0.25, DISTRICTS))
    longitude = -119.5 - 0.85 * (latitude - 35.6) + random.normal(0.0, 0.9, DISTRICTS)
    data = np.column_stack(
        [income, age, rooms, bedrooms, population, occupants, latitude, longitude]
    )
    price = (
        2.07
        + 0.44 * (income - 4.36)
        + 0.009 * (age - 26.5)
        - 0.06 * (rooms - 5.65)
        + 0.4 * (bedrooms - 1.13)
        - 0.05 * (occupants - 2.95)
        - 0.10 * (latitude - 37.2)
        - 0.08 * (longitude + 120.9)
        + random.normal(0.0, 0.6, DISTRICTS)
    )
    return Housing(data, np.clip(price, 0.15, 5.0).reshape(-1, 1), origin)
