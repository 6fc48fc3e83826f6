"""What the server of child processes loads once, so that every fork has it already.

Importing it sets up one thread for each numeric library: a process that forks must
have no others, and a worker is one thread by design.
"""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import cv2  # noqa: E402, TID253 - the point of this module is to load it early

import checker.engine.worker  # noqa: E402 - after the environment is set
import checker.engine.zygote  # noqa: E402, F401 - loaded for those who fork from here
from checker.intake.pdf import preload  # noqa: E402

cv2.setNumThreads(1)
preload()
