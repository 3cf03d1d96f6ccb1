#!/usr/bin/env python3
"""Checks simpy_model.py against closed forms (section 9 of the model page, 1 to 5, and some more).

    python check_simpy_model.py [--quick]

Prints simulated mean, standard error, expected value and their distance in standard errors; fails beyond 4.
"""

import math
import random
import sys

from simpy_model import Replication, Scenario, summary

SCALE = 0.2 if "--quick" in sys.argv else 1.0
failures = []


def check(name, values, expected):
    s = summary(values)
    error = s["standardError"]
    if error > 0:
        z = (s["mean"] - expected) / error
    else:
        z = 0.0 if math.isclose(s["mean"], expected, rel_tol=1e-12) else math.inf
    verdict = "ok" if abs(z) < 4 else "FAILED"
    if verdict != "ok":
        failures.append(name)
    print(f"{verdict:6} {name:64} {s['mean']:14.6g} ± {error:<10.3g} expected {expected:14.6g}  z {z:+.2f}")


def replications(spec, policy, count, seed=7):
    scenario = Scenario(spec)
    plan = scenario.plan(policy)
    for index in range(max(20, int(count * SCALE))):
        run = Replication(scenario, policy, plan, random.Random(f"check/{seed}/{index}"))
        yield run, run.run()


def kam(**changes):
    return {"id": "k1", "departure": 0, **changes}


def account(index=1, **changes):
    return {"id": f"a{index}", "annualRevenue": 100, "margin": 0.5, "potential": 0, "tier": "transform", "kam": "k1",
            "churn": 0.1, **changes}


def variance(values):
    mean = sum(values) / len(values)
    return [(v - mean) ** 2 * len(values) / (len(values) - 1) for v in values]


def survival_and_margin():
    n, p, rho, years = 20, 0.15, 0.08, 3
    spec = {"horizonYears": years, "model": {"careEffect": 0, "expansionRate": 0, "discountRate": rho}, "triggers": [],
            "team": [kam()], "accounts": [account(i, churn=p) for i in range(n)]}
    results = [r for _, r in replications(spec, "equal", 4000)]
    alive = [n - r["churnedAccounts"] for r in results]
    q = (1 - p) ** years
    check("9.1 survivors: mean", alive, n * q)
    check("9.1 survivors: variance", variance(alive), n * q * (1 - q))
    z = -math.log(1 - p) + rho
    margin = n * 0.5 * 100 * (1 - math.exp(-z * years)) / z
    check("9.1 gross margin", [r["grossMargin"] for r in results], margin)
    cost = 110_000 * (1 - math.exp(-rho * years)) / rho
    check("    net contribution", [r["netContribution"] for r in results], margin - cost)
    check("    nrr", [r["nrr"] for r in results], 1 - p)
    check("    churned revenue", [r["churnedRevenue"] for r in results], 100 * n * (1 - q))


def event_counts():
    spec = {"horizonYears": 2, "team": [kam()], "accounts": [account(i, churn=0) for i in range(50)]}
    results = [r for _, r in replications(spec, "reactive", 400)]
    for name, rate, detection in (("company-move", 100, 0.5), ("key-person-change", 200, 0.5), ("inbound-request", 300, 1)):
        occurred = [r[f"eventsOccurred.{name}"] for r in results]
        detected = [r[f"eventsDetected.{name}"] for r in results]
        check(f"9.2 {name} occurred: mean", occurred, 2 * rate)
        check(f"9.2 {name} occurred: variance", variance(occurred), 2 * rate)
        check(f"9.2 {name} detected: mean", detected, 2 * rate * detection)
        check(f"9.2 {name} detected: variance", variance(detected), 2 * rate * detection)


def open_risk():
    trigger = {"name": "x", "rate": 3, "per": "account", "effort": 1, "riskFactor": 2, "riskDays": 60}
    for years in (0.05, 0.5, 1.7):
        spec = {"horizonYears": years, "triggers": [trigger], "team": [],
                "accounts": [account(i, churn=0, kam=None) for i in range(40)]}
        shares = [sum(c.risk_end["x"] > run.env.now for c in run.customers) / 40
                  for run, _ in replications(spec, "reactive", 1000)]
        check(f"9.3 open risk after {years} years", shares, 1 - math.exp(-3 * 60 / 220))


def open_risk_with_answers():
    """The pool answers each detected request after the lag; the page's z assumes two days more than that: compare with the truth."""
    r, lag, long, z = 8 / 220, 4.0, 40.0, 0.8 * 0.7
    trigger = {"name": "x", "per": "activity", "detection": 0.8, "lag": lag, "effort": 1, "riskFactor": 2, "riskDays": long,
               "resolves": 0.7, "window": None}
    spec = {"horizonYears": 1.5, "triggers": [trigger], "team": [],
            "accounts": [account(i, churn=0, kam=None, activity=8) for i in range(40)]}
    shares = [sum(c.risk_end["x"] > run.env.now for c in run.customers) / 40
              for run, _ in replications(spec, "reactive", 1000)]
    # open at t: the latest event is s < L ago and not (resolvable and its lag over): integral of r e^(-r s) (1 - z + z e^(-s/g))
    k = r + 1 / lag
    truth = (1 - z) * (1 - math.exp(-r * long)) + z * r / k * (1 - math.exp(-k * long))
    check("    open risk, answered after an exponential lag", shares, truth)


def small_hazard():
    """With a small churn the loss in a year is the observed share, whatever risks come and go: Mbar is exact without answers."""
    triggers = [{"name": "x", "rate": 3, "per": "account", "effort": 1, "riskFactor": 5, "riskDays": 60},
                {"name": "y", "rate": 0.25, "per": "keyPerson", "effort": 1, "riskFactor": 3, "riskDays": 30}]
    spec = {"horizonYears": 1, "triggers": triggers, "team": [],
            "accounts": [account(i, churn=0.005, kam=None, tier="pooled") for i in range(400)]}
    check("    churned of 400 at 0.005, with risks", [r["churnedAccounts"] for _, r in replications(spec, "reactive", 1500)], 2.0)


def pooled_growth():
    years, c = 2, 1 - math.exp(-0.5 / 2)
    spec = {"horizonYears": years, "model": {"expansionRate": 4}, "team": [],
            "accounts": [account(i, churn=0, kam=None, potential=200, tier="pooled") for i in range(10)],
            "triggers": [{"name": "x", "rate": 3, "per": "account", "effort": 1, "riskFactor": 2, "riskDays": 60}]}
    left = [sum(c.potential for c in run.customers) / 10 for run, _ in replications(spec, "reactive", 2000)]
    check("9.4 potential left of a pooled account", left, 200 * math.exp(-4 * 0.3 * 0.25 * c * years))
    spec["model"] = {"expansionRate": 0}
    spec["accounts"] = [account(i, churn=0.2, kam=None, tier="pooled") for i in range(10)]
    results = [r for _, r in replications(spec | {"triggers": []}, "reactive", 2000)]
    check("    churn of a pooled account at its own care", [r["churnedAccounts"] for r in results], 10 * (1 - 0.8 ** years))
    z = -math.log(0.8) + 0.08
    check("    cost of the pool", [r["grossMargin"] - r["netContribution"] for r in results],
          10 * 1500 * (1 - math.exp(-z * years)) / z)


def queue_spec(effort, accounts, years=150, triggers=None, **kam_changes):
    return {"horizonYears": years, "model": {"expansionRate": 0, "discountRate": 0}, "team": [kam(**kam_changes)],
            "accounts": accounts,
            "triggers": triggers or [{"name": "x", "per": "activity", "effort": effort, "window": None}]}


def waiting():
    mu = 0.65
    rate = 20 * 10 / 220
    for name, effort, mean, square in (
            ("M/D/1", 0.5, 0.5, 0.25),
            ("M/M/1", {"distribution": "exponential", "mean": 0.5}, 0.5, 0.5),
            ("M/G/1 uniform", {"distribution": "uniform", "low": 0.2, "high": 0.8}, 0.5, 0.25 + 0.03),
            ("M/G/1 triangular", {"distribution": "triangular", "low": 0.1, "mode": 0.2, "high": 1.2}, 0.5,
             0.25 + (0.01 + 0.04 + 1.44 - 0.02 - 0.12 - 0.24) / 18),
            ("M/G/1 lognormal", {"distribution": "lognormal", "mean": 0.5, "cv": 1.2}, 0.5, 0.25 * (1 + 1.44)),
            ("M/G/1 pert", {"distribution": "pert", "low": 0.1, "mode": 0.4, "high": 1.3}, 0.5,
             0.25 + (0.5 - 0.1) * (1.3 - 0.5) / 7)):
        load = rate * mean / mu
        spec = queue_spec(effort, [account(i, churn=0, activity=20) for i in range(10)])
        results = [r for _, r in replications(spec, "reactive", 60)]
        check(f"9.5 {name}: wait at load {load:.2f}", [r["responseTime"] for r in results],
              rate * square / mu ** 2 / (2 * (1 - load)))
        check(f"9.5 {name}: utilisation", [r["utilisation"] for r in results], load)


def cobham():
    mu, days = 0.65, 220
    triggers = [{"name": "x", "per": "activity", "effort": 0.4, "window": None},
                {"name": "y", "rate": 1, "per": "keyPerson", "effort": {"distribution": "exponential", "mean": 0.9},
                 "window": None}]
    first = account(1, churn=0, activity=120, keyPeople=0, tier="key")
    second = account(2, churn=0, activity=0, keyPeople=60, tier="develop")
    models = [{"id": i, "minDays": 0, "maxDays": 9, "churn": 0.1, "kappa": 2, "cadence": 0} for i in ("key", "develop")]
    spec = queue_spec(None, [second, first], triggers=triggers) | {"careModels": models}
    rates = (120 / days, 60 / days)
    means, squares = (0.4 / mu, 0.9 / mu), (0.16 / mu ** 2, 2 * 0.81 / mu ** 2)
    rho = [r * m for r, m in zip(rates, means)]
    residual = sum(r * s for r, s in zip(rates, squares)) / 2
    times = {"x": [], "y": []}
    for run, _ in replications(spec, "care-model", 100):
        for name in times:
            t = run.counts[name].response_times
            times[name].append(sum(t) / len(t))
    check("9.5 Cobham, first class", times["x"], residual / (1 - rho[0]))
    check("9.5 Cobham, second class", times["y"], residual / (1 - rho[0]) / (1 - rho[0] - rho[1]))
    # The same two classes by `activity`; care comes last, in sessions so long that none falls due
    both = account(1, churn=0, activity=120, keyPeople=60)
    spec = queue_spec(None, [both], triggers=triggers) | {"model": {"expansionRate": 0, "sessionDays": 1e12}}
    times = {"x": [], "y": []}
    for run, _ in replications(spec | {"horizonYears": 100}, "activity", 100, seed=8):
        for name in times:
            t = run.counts[name].response_times
            times[name].append(sum(t) / len(t))
    check("9.5 Cobham by activity, inbound requests", times["x"], residual / (1 - rho[0]))
    check("9.5 Cobham by activity, other responses", times["y"], residual / (1 - rho[0]) / (1 - rho[0] - rho[1]))


def care():
    """One account whose sessions never wait. The due times have the same intensity at any time, so that the mean is exact."""
    cadence, session, delta, years, mu = 20, 0.5, math.log(2) / 60, 0.7, 0.65
    plan, end, e0 = cadence * session / 220, years * 220, 1.2
    spec = {"horizonYears": years, "triggers": [], "team": [kam()], "model": {"expansionRate": 0},
            "accounts": [account(churn=0, tier="x", currentDays=e0 * 220 * delta)],
            "careModels": [{"id": "x", "minDays": 0, "maxDays": 9, "churn": 0.1, "kappa": 2, "cadence": cadence}]}
    runs = list(replications(spec, "care-model", 4000))
    check("    care sessions due", [r["careDue"] for _, r in runs], cadence * years)
    done = end - session / mu
    check("    care days delivered", [r["careDays"] for _, r in runs], plan * done)
    check("    engagement under steady care", [run.customers[0].engagement for run, _ in runs],
          e0 * math.exp(-delta * end) + plan / delta * (1 - math.exp(-delta * done)))


def expansions_by_care():
    """Growth at an engagement that only decays: reactive, no churn."""
    e0, kappa, delta, days = 3.0, 2.0, math.log(2) / 60, 220
    x0 = e0 * delta * days
    spec = {"horizonYears": 1, "triggers": [], "team": [kam()], "model": {"expansionRate": 5},
            "accounts": [account(i, churn=0, potential=100, currentDays=x0) for i in range(10)]}
    steps = 20_000
    integral = sum(1 - math.exp(-e0 * math.exp(-delta * days * (i + 0.5) / steps) / kappa) for i in range(steps)) / steps
    expected = 100 * (1 - math.exp(-5 * 0.3 * 0.25 * integral))
    check("    growth while engagement decays", [r["careWon"] / 10 for _, r in replications(spec, "reactive", 2000)], expected)


def churn_by_decay():
    """Churn at an engagement that only decays: thinning against the integral of the hazard."""
    e0, kappa, delta, days, p, eta = 3.0, 2.0, math.log(2) / 60, 220, 0.2, 0.8
    x0 = e0 * delta * days
    spec = {"horizonYears": 1, "triggers": [], "team": [kam()], "model": {"expansionRate": 0, "careEffect": eta},
            "accounts": [account(i, churn=p, currentDays=x0) for i in range(20)]}
    h0 = -math.log(1 - p) / days / (1 - eta * (1 - math.exp(-e0 / kappa)))
    steps = 20_000
    total = sum(h0 * (1 - eta * (1 - math.exp(-e0 * math.exp(-delta * days * (i + 0.5) / steps) / kappa)))
                for i in range(steps)) * days / steps
    check("    churn while engagement decays", [r["churnedAccounts"] / 20 for _, r in replications(spec, "reactive", 3000)],
          1 - math.exp(-total))


def departures():
    hazard = -math.log(1 - 0.6)
    common = {"horizonYears": 3, "triggers": [], "model": {"vacancy": 0, "follow": 0, "expansionRate": 0}}
    spec = common | {"team": [kam(departure=0.6)], "accounts": [account(churn=0)]}
    check("    departures without vacancy", [r["departures"] for _, r in replications(spec, "reactive", 2000)], 3 * hazard)
    spec = common | {"team": [kam(departure=0.6)], "model": {"vacancy": 0, "follow": 0.5, "expansionRate": 0},
                     "accounts": [account(i, churn=0, dependency=0.9) for i in range(10)]}
    check("    accounts that follow", [r["followedKam"] for _, r in replications(spec, "reactive", 2000)],
          10 * (1 - math.exp(-3 * hazard * 0.45)))
    # Long run: cycles of a stay (mean 1/hazard years) and a vacancy; half the arrivals wait while cover is 0
    spec = common | {"horizonYears": 60, "team": [kam(departure=0.6)], "accounts": [account(churn=0)],
                     "model": {"vacancy": 55, "follow": 0, "cover": 0, "expansionRate": 0}}
    runs = list(replications(spec, "reactive", 300))
    check("    filled share of time", [run.servers[0].filled_time / run.env.now for run, _ in runs],
          _filled_share(hazard, 0.25, 60))
    # A light load of responses: busy while filled means effort / rate, by rate of the moment
    spec = {"horizonYears": 100, "team": [kam(departure=0.6)], "accounts": [account(churn=0, activity=40)],
            "triggers": [{"name": "x", "per": "activity", "effort": 0.001, "window": None}],
            "model": {"vacancy": 55, "follow": 0, "cover": 0, "ramp": 110, "rampRate": 0.5, "expansionRate": 0}}
    runs = list(replications(spec, "reactive", 100))
    arrivals, mu = 40 / 220, 0.65
    ramped = 1 - math.exp(-hazard * 0.5)                 # share of filled time in a ramp, in the long run
    # those that waited for the successor are served at the ramp's rate as well: 55 days of arrivals per stay
    expected = arrivals * 0.001 / mu * (1 + ramped + 2 * 0.25 * hazard)
    check("    busy share with vacancies and ramps (long run)", [r["utilisation"] for _, r in runs], expected)
    check("    response time with vacancies (long run)", [r["responseTime"] for _, r in runs],
          0.25 / (0.25 + 1 / hazard) * 55 / 2)


def _filled_share(hazard, vacancy, years):
    """Mean share of filled time over a finite horizon, by small steps of the renewal equation."""
    steps = 6000
    h = years / steps
    lag = round(vacancy / h)
    filled, flow = [1.0], []
    for i in range(steps):
        out = filled[-1] * (1 - math.exp(-hazard * h))
        flow.append(out)
        filled.append(filled[-1] - out + (flow[i - lag] if i >= lag else 0.0))
    return (sum(filled) - 0.5 * (filled[0] + filled[-1])) / steps


def after_departure():
    """One departure at most (a very long vacancy): engagement and churn before and after."""
    h, d, years, delta = -math.log(1 - 0.2), -math.log(1 - 0.4), 2, math.log(2) / 60
    gone = 1 - math.exp(-d * years)
    spec = {"horizonYears": years, "triggers": [], "team": [kam(departure=0.4)],
            "model": {"follow": 0, "vacancy": 1e9, "departureRiskFactor": 2.5, "departureRiskDays": 1e9, "careEffect": 0,
                      "expansionRate": 0},
            "accounts": [account(i, churn=0.2, dependency=0.7, currentDays=5) for i in range(10)]}
    runs = list(replications(spec, "reactive", 3000))
    k = d + h - 2.5 * h
    survival = math.exp(-(d + h) * years) + d * math.exp(-2.5 * h * years) * (1 - math.exp(-k * years)) / k
    check("    survivors of a departure's risk", [1 - r["churnedAccounts"] / 10 for _, r in runs], survival)
    spec["model"]["departureRiskDays"] = 110
    spec["accounts"] = [account(churn=0, dependency=0.7, currentDays=5)]
    runs = list(replications(spec, "reactive", 3000))
    check("    engagement after a departure", [run.customers[0].engagement for run, _ in runs],
          5 / 220 / delta * math.exp(-delta * years * 220) * (1 - 0.7 * gone))
    check("    open risk of a departure", [run.customers[0].risk_end["kam-departure"] > run.env.now for run, _ in runs],
          math.exp(-d * (years - 0.5)) - math.exp(-d * years))


def interrupted_work():
    """Work of a year in the full seat, begun again after each departure; none in the vacancy."""
    hazard, vacancy, rate, length = -math.log(1 - 0.6), 0.25, 0.2, 1.0
    spec = {"horizonYears": 3000, "team": [kam(departure=0.6)], "accounts": [account(churn=0, activity=rate)],
            "triggers": [{"name": "x", "per": "activity", "effort": length * 220 * 0.65, "window": None}],
            "model": {"vacancy": vacancy * 220, "follow": 0, "cover": 0, "ramp": 0, "expansionRate": 0}}
    busy = rate * (math.exp(hazard * length) - 1) / hazard
    check("    busy share with interrupted work (long run)", [r["utilisation"] for _, r in replications(spec, "reactive", 100)],
          busy * (1 + vacancy * hazard))


def windows():
    """M/M/1 whose customers give up if service has not started within t days (M/M/1 with a deadline on the wait)."""
    mu, effort, window, rate = 0.65, 0.5, 2.0, 200 / 220
    service = mu / effort
    spec = queue_spec(None, [account(i, churn=0, activity=20) for i in range(10)], triggers=[
        {"name": "x", "per": "activity", "effort": {"distribution": "exponential", "mean": effort}, "window": window}])
    # Density of the virtual wait of those that are served: v(w) = C rate e^(-(service - rate) w) below the window, and beyond it
    # the work in hand only drains; an arrival is lost if the virtual wait is above the window. Level crossing:
    # v(w) = rate * [ p0 e^(-service w) + integral over 0..min(w, window) of v(u) e^(-service (w - u)) du ]
    k = service - rate
    below = rate * (1 - math.exp(-k * window)) / k       # integral of v / p0 up to the window
    beyond = rate * math.exp(-k * window) / service      # and beyond
    lost = beyond / (1 + below + beyond)
    runs = [r for _, r in replications(spec, "reactive", 60)]
    check("    M/M/1 with windows: share missed", [r["eventsMissed.x"] / r["eventsOccurred.x"] for r in runs], lost)


for part in (survival_and_margin, event_counts, open_risk, open_risk_with_answers, small_hazard, pooled_growth, waiting, cobham,
             care, expansions_by_care, churn_by_decay, departures,
             after_departure, interrupted_work, windows):
    part()
print("all within 4 standard errors" if not failures else f"FAILED: {failures}")
sys.exit(1 if failures else 0)
