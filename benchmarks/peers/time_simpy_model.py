#!/usr/bin/env python3
"""Times simpy_model.py: user time of the processor in the simulation alone, without start-up, imports and reading.

    python time_simpy_model.py CASE.json --replications N --seed N --policy NAME [--policy NAME ...]

Prints JSON: versions, and per policy the seconds and every value of every metric.
"""

import argparse
import gc
import json
import platform
import resource
import sys

import simpy

from simpy_model import Scenario, simulate


def user_seconds():
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def main():
    parser = argparse.ArgumentParser(description="Times simpy_model.py.")
    parser.add_argument("case")
    parser.add_argument("--replications", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--policy", action="append", required=True)
    options = parser.parse_args()
    with open(options.case, encoding="utf-8") as file:
        scenario = Scenario(json.load(file))
    gc.disable()                          # makes it a twentieth faster, and the memory suffices
    policies = {}
    for policy in options.policy:
        start = user_seconds()
        values = simulate(scenario, policy, options.replications, options.seed)
        policies[policy] = {"seconds": user_seconds() - start, "values": values}
    json.dump({"python": platform.python_version(), "simpy": simpy.__version__, "policies": policies}, sys.stdout)


if __name__ == "__main__":
    main()
