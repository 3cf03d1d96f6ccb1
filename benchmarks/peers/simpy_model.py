#!/usr/bin/env python3
"""Salkku's simulation model, written a second time: plain SimPy 4.

This program follows the model page (sections 1 to 7) and nothing else, so that the results of the engine can be checked
against it. It is written to be read, not to be fast. Policies: reactive, equal, value, potential, activity, care-model.

    python simpy_model.py CASE.json [-o RESULT.json] [--replications N] [--seed N] [--policy NAME ...]

The case holds fully resolved accounts (owner and tier known); missing parameters take the defaults of the model page.
The result holds, per policy and metric, mean and standard error over replications, and under "derived" what does not
depend on chance: h0, Mbar and currentDays of each account and the plan of each policy.

How the page was read where it leaves a choice. Given:

 a  A detected event that is not rejected ends as the earliest of: work completed while the account lives (handled),
    window over before work first started (missed, at the window's end even when learnt of later than that), churn of
    the account (dropped, also when in service), end of the horizon (pending).
 b  Days of care and of response delivered are the effort of items completed while the account lives.
 c  An item interrupted by a KAM's departure keeps its place and effort; its first start counts for window and
    response time.
 d  A type is an inbound request if and only if its rate is per activity.
 e  Response time includes answers by the pool (learnt of at once: 0), which are not counted as response days.
 f  While the rate is 0, work waits until it becomes positive.
 g  Utilisation is busy time while the seat is filled over filled time, all KAMs together.
 h  Efforts: uniform, triangular, pert (the usual lambda 4), lognormal by mean and coefficient of variation,
    exponential.
 i  NRR and GRR are taken at the end of year 1, or of a shorter horizon.
 j  KAM cost is paid continuously over the whole horizon, pool cost while the account lives.
 k  care-model serves by the order of care models in the file; activity: inbound, other responses, care. First come,
    first served among equals, by the time of joining the queue.
 l  careDue counts sessions due while the account lives; careSkipped those of them skipped.

Found on the way:

 1  An account is in the pool if and only if it has no KAM; its tier then only gives kappa (and churn, where missing).
 2  currentDays given for a pooled account calibrates h0; its engagement is poolEngagement all the same.
 3  An inbound request to the pool is subject to detection, lag and window like any other; it is answered the moment
    it is learnt of, at no effort. Its z in Mbar and at the start is d * b with the min(L, g + 2) of the page.
 4  Undetected events open risks too. Nothing occurs on an account after its churn.
 5  A pooled account's event that is rejected is so at its occurrence, whenever it would have been learnt of.
 6  At the start the seats are filled by fully trained people, the queues are empty, and a risk that is open from
    before the start has no event left that could be answered.
 7  annualCost is what the KAM costs, whatever the fte: it is not multiplied by it.
 8  Capacity in reserves and plans is the nominal C_k (no allowance for departures); minDays and maxDays bind none of
    these six policies. The rule "weights that are all zero mean equal" is for value, potential and activity;
    care-model with cadences of 0 gives no care. care-model is scaled down to the capacity that is left after the
    reserve, never up.
 9  All of an account's items have the account's priority under value, potential and care-model.
10  A care session is skipped if any session of the account waits, an interrupted one included; one in service does
    not count.
11  A successor may leave during the ramp; the next vacancy then begins. Work begun by colleagues in the vacancy goes
    on at its rate when the successor arrives, and its time from then on counts as busy. The seat is not filled during
    the vacancy.
12  A second departure restarts the clock of kam-departure. Only living accounts can follow.
13  churnedAccounts and churnedRevenue count all causes; followedKam and followedRevenue the part that followed a KAM.
14  careWon and triggerWon are sums of dR (annual money, undiscounted), pooled accounts included.
15  A type without a window (missing or null) never expires. Keys missing from a type with a built-in name take the
    built-in values; from a new type: detection 1, lag 0, no window, no win, no risk. The effort of one event is drawn
    once.
16  Effort is what is divided by the rate that holds when work starts; a change of rate during the work does not
    change it.
17  A KAM without accounts counts in utilisation, departures and cost.
18  The effort in the reserve is the distribution's mean, as the expected detected workload asks for.
19  An interrupted item of an account that has churned (or follows the KAM just then) leaves the queue unserved.
"""

import argparse
import heapq
import itertools
import json
import math
import platform
import random
import sys
import time
from dataclasses import dataclass, field, fields

import simpy

POLICIES = ("reactive", "equal", "value", "potential", "activity", "care-model")
NEVER = math.inf


# ---------------------------------------------------------------------------------------------------------------------
# Input
# ---------------------------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Model:
    workingDaysPerYear: float = 220
    sessionDays: float = 0.5
    engagementHalfLife: float = 60
    careEffect: float = 0.6
    expansionRate: float = 2
    expansionWin: float = 0.3
    expansionCaptures: float = 0.25
    discountRate: float = 0.08
    follow: float = 0.1
    departureRiskFactor: float = 2.0
    departureRiskDays: float = 220
    vacancy: float = 60
    cover: float = 0.2
    ramp: float = 90
    rampRate: float = 0.5
    reserveCap: float = 0.5
    review: float = 55
    poolEngagement: float = 0.5
    poolCost: float = 1500
    pwlTolerance: float = 0.001

    @property
    def decay(self):
        """delta, per working day"""
        return math.log(2) / self.engagementHalfLife

    @property
    def day_rate_per_engagement(self):
        """D delta: engagement 1 is kept up by so many care days a year"""
        return self.workingDaysPerYear * self.decay


class Effort:
    """Days of work to respond: a constant or a distribution."""

    def __init__(self, spec):
        if isinstance(spec, (int, float)):
            self.mean, self.draw = float(spec), lambda rng: float(spec)
            return
        kind = spec["distribution"]
        if kind == "uniform":
            low, high = spec["low"], spec["high"]
            self.mean = (low + high) / 2
            self.draw = lambda rng: rng.uniform(low, high)
        elif kind == "triangular":
            low, mode, high = spec["low"], spec["mode"], spec["high"]
            self.mean = (low + mode + high) / 3
            self.draw = lambda rng: rng.triangular(low, high, mode)
        elif kind == "pert":
            low, mode, high = spec["low"], spec["mode"], spec["high"]
            span = high - low
            a, b = 1 + 4 * (mode - low) / span, 1 + 4 * (high - mode) / span
            self.mean = (low + 4 * mode + high) / 6
            self.draw = lambda rng: low + span * rng.betavariate(a, b)
        elif kind == "lognormal":
            variance = math.log(1 + spec["cv"] ** 2)
            mu, sigma = math.log(spec["mean"]) - variance / 2, math.sqrt(variance)
            self.mean = float(spec["mean"])
            self.draw = lambda rng: rng.lognormvariate(mu, sigma)
        elif kind == "exponential":
            self.mean = float(spec["mean"])
            self.draw = lambda rng: rng.expovariate(1 / spec["mean"])
        else:
            raise ValueError(f"unknown distribution of effort: {kind}")


BUILT_IN_TRIGGERS = (
    {"name": "company-move", "rate": 2, "per": "account", "detection": 0.5, "lag": 5, "effort": 1.0, "window": 20,
     "winProbability": 0.30, "captures": 0.10, "riskFactor": 1.2, "riskDays": 60, "resolves": 0.7},
    {"name": "key-person-change", "rate": 0.5, "per": "keyPerson", "detection": 0.5, "lag": 5, "effort": 0.5,
     "window": 20, "winProbability": 0.10, "captures": 0.03, "riskFactor": 1.5, "riskDays": 60, "resolves": 0.7},
    {"name": "inbound-request", "per": "activity", "detection": 1, "lag": 0, "effort": 0.25, "window": 5,
     "winProbability": 0.05, "captures": 0.02, "riskFactor": 1.3, "riskDays": 40, "resolves": 0.9},
)


class Trigger:
    """A type of trigger event."""

    KEYS = {"name", "rate", "per", "detection", "lag", "effort", "window", "winProbability", "captures", "riskFactor",
            "riskDays", "resolves"}

    def __init__(self, spec):
        refuse_unknown(spec, self.KEYS, "trigger")
        built_in = next((t for t in BUILT_IN_TRIGGERS if t["name"] == spec["name"]), {})
        spec = {**built_in, **spec}
        self.name = spec["name"]
        self.per = spec["per"]
        self.rate = spec.get("rate")
        self.detection = spec.get("detection", 1)
        self.lag = spec.get("lag", 0)
        self.effort = Effort(spec["effort"])
        self.window = NEVER if spec.get("window") is None else spec["window"]
        self.win_probability = spec.get("winProbability", 0)
        self.captures = spec.get("captures", 0)
        self.risk_factor = spec.get("riskFactor", 1)
        self.risk_days = spec.get("riskDays", 0)
        self.resolves = spec.get("resolves", 0)
        if self.per not in ("account", "keyPerson", "activity"):
            raise ValueError(f"{self.name}: unknown per: {self.per}")
        if self.inbound and self.rate not in (None, 1, "activity"):
            raise ValueError(f"{self.name}: a rate per activity is the account's activity; leave `rate` out")

    @property
    def inbound(self):
        return self.per == "activity"

    def rate_on(self, account):
        """r_e: events per year on this account"""
        if self.per == "account":
            return self.rate
        if self.per == "keyPerson":
            return self.rate * account.key_people
        return account.activity

    def resolved_share(self, account):
        """z_e: share of events that a response resolves, 0 where no response can come"""
        return 0 if account.pooled and not self.inbound else self.detection * self.resolves

    @property
    def resolved_risk_days(self):
        return min(self.risk_days, self.lag + 2)

    def open_share(self, account, days_per_year):
        """open_e: share of time for which the type's risk is open"""
        r, z = self.rate_on(account) / days_per_year, self.resolved_share(account)
        return ((1 - z) * (1 - math.exp(-r * self.risk_days))
                + z * (1 - math.exp(-r * self.resolved_risk_days)))


@dataclass(frozen=True)
class CareModel:
    id: str
    minDays: float
    maxDays: float
    churn: float
    kappa: float
    cadence: float


BUILT_IN_CARE_MODELS = (
    CareModel("strategic", 12, 60, 0.05, 3.0, 48),
    CareModel("key", 6, 40, 0.08, 2.0, 24),
    CareModel("develop", 2, 20, 0.12, 2.0, 10),
    CareModel("transform", 0, 8, 0.18, 2.0, 4),
    CareModel("pooled", 0, 0, 0.20, 2.0, 0),
)


@dataclass(frozen=True)
class Kam:
    id: str
    fte: float = 1
    customerShare: float = 0.65
    annualCost: float = 110_000
    departure: float = 0.15

    @property
    def service_rate(self):
        """mu_k: customer-days per working day"""
        return self.fte * self.customerShare


class Account:
    """An account as it stands at the start, with what the model derives from it."""

    KEYS = {"id", "annualRevenue", "margin", "potential", "activity", "keyPeople", "churn", "currentDays", "dependency",
            "strategicWeight", "tier", "kam"}

    def __init__(self, spec, care_models):
        refuse_unknown(spec, self.KEYS, "account")
        self.id = spec["id"]
        self.revenue = spec["annualRevenue"]
        self.margin = spec.get("margin", 0.6)
        self.potential = spec.get("potential", 0)
        self.activity = spec.get("activity", 6)
        self.key_people = spec.get("keyPeople", 8)
        self.dependency = spec.get("dependency", 0.5)
        self.kam = spec.get("kam")
        self.care_model = care_models[spec["tier"]]
        self.tier_rank = list(care_models).index(spec["tier"])
        churn = spec.get("churn")
        self.churn = self.care_model.churn if churn is None else churn
        self.current_days = spec.get("currentDays")      # still None where the plan of `equal` is to fill it in
        self.mbar = None
        self.h0 = None                                   # per working day

    @property
    def pooled(self):
        return self.kam is None

    def care_response(self, engagement):
        """c(E)"""
        return 1 - math.exp(-engagement / self.care_model.kappa)


def refuse_unknown(spec, known, what):
    unknown = set(spec) - set(known)
    if unknown:
        raise ValueError(f"unknown key of {what}: {', '.join(sorted(unknown))}")


class Scenario:
    def __init__(self, spec):
        refuse_unknown(spec, {"name", "about", "horizonYears", "replications", "seed", "policies", "model", "triggers",
                              "careModels", "team", "accounts"}, "case")
        self.years = spec.get("horizonYears", 3)
        self.replications = spec.get("replications", 200)
        self.seed = spec.get("seed", 1)
        self.policies = spec.get("policies", list(POLICIES))
        refuse_unknown(spec.get("model", {}), {f.name for f in fields(Model)}, "model")
        self.model = Model(**spec.get("model", {}))
        self.triggers = [Trigger(t) for t in spec.get("triggers", BUILT_IN_TRIGGERS)]
        models = [CareModel(**c) for c in spec["careModels"]] if "careModels" in spec else BUILT_IN_CARE_MODELS
        self.team = [Kam(**k) for k in spec["team"]]
        self.accounts = [Account(a, {c.id: c for c in models}) for a in spec["accounts"]]
        unowned = {a.kam for a in self.accounts} - {k.id for k in self.team} - {None}
        if unowned:
            raise ValueError(f"accounts of unknown KAMs: {unowned}")
        self.horizon = self.years * self.model.workingDaysPerYear     # working days
        self.calibrate()

    def accounts_of(self, kam):
        return [a for a in self.accounts if a.kam == kam.id]

    def calibrate(self):
        """currentDays where missing, Mbar and h0 of every account."""
        m, days = self.model, self.model.workingDaysPerYear
        equal = self.plan("equal")
        for a in self.accounts:
            if a.current_days is None:
                a.current_days = m.day_rate_per_engagement * m.poolEngagement if a.pooled else equal[a.id]
            a.mbar = math.prod(1 + (t.risk_factor - 1) * t.open_share(a, days) for t in self.triggers)
            care = a.care_response(a.current_days / m.day_rate_per_engagement)
            a.h0 = (0.0 - math.log(1 - a.churn)) / days / (1 - m.careEffect * care) / a.mbar

    # ---- Section 6 ----

    def plan(self, policy):
        """Care days per year per account."""
        result = {a.id: 0.0 for a in self.accounts}
        if policy == "reactive":
            return result
        for kam in self.team:
            accounts = self.accounts_of(kam)
            capacity = self.model.workingDaysPerYear * kam.service_rate
            workload = sum(t.rate_on(a) * t.detection * t.effort.mean for a in accounts for t in self.triggers)
            available = capacity - min(workload, self.model.reserveCap * capacity)
            if policy == "care-model":
                wanted = {a.id: a.care_model.cadence * self.model.sessionDays for a in accounts}
                total = sum(wanted.values())
                scale = min(1, available / total) if total > 0 else 1
                result.update({id: days * scale for id, days in wanted.items()})
            else:
                weights = {a.id: self.weight(policy, a) for a in accounts}
                if sum(weights.values()) == 0:
                    weights = {a.id: 1 for a in accounts}
                total = sum(weights.values())
                result.update({id: available * w / total for id, w in weights.items()})
        return result

    @staticmethod
    def weight(policy, account):
        if policy == "equal":
            return 1
        if policy == "value":
            return max(0, account.margin * account.revenue)
        if policy == "potential":
            return max(0, account.margin * account.potential)
        if policy == "activity":
            return account.activity
        raise ValueError(f"unknown policy: {policy}")

    @staticmethod
    def priority(policy, account, trigger):
        """Priority of an item in the queue, the highest first; trigger is None for a care session."""
        if policy == "value":
            return account.margin * account.revenue
        if policy == "potential":
            return account.margin * account.potential
        if policy == "activity":
            return 0 if trigger is None else 2 if trigger.inbound else 1
        if policy == "care-model":
            return -account.tier_rank
        return 0


# ---------------------------------------------------------------------------------------------------------------------
# One replication
# ---------------------------------------------------------------------------------------------------------------------

@dataclass(eq=False)
class TriggerEvent:
    """A detected event that is not rejected."""
    trigger: Trigger
    occurred: float


@dataclass(eq=False)
class Item:
    """A piece of KAM work: a care session (no event) or a response."""
    customer: "Customer"
    effort: float
    priority: float
    event: TriggerEvent = None
    place: int = 0                      # in the order of joining the queue
    waiting: bool = False
    first_start: float = None


@dataclass
class TypeCounts:
    occurred: int = 0
    detected: int = 0
    rejected: int = 0
    handled: int = 0
    missed: int = 0
    dropped: int = 0
    response_times: list = field(default_factory=list)


class Customer:
    """An account living through one replication."""

    KAM_DEPARTURE = "kam-departure"

    def __init__(self, run, account, planned_days):
        self.run, self.env, self.rng = run, run.env, run.rng
        self.account, self.planned_days = account, planned_days
        self.model = run.scenario.model
        self.kam = None                                 # its KamServer, set by the run
        self.alive = True
        self.revenue, self.potential = account.revenue, account.potential
        self.revenue_since = 0.0
        self.gross_margin = 0.0
        self.pool_cost = 0.0
        self._engagement = (self.model.poolEngagement if account.pooled
                            else account.current_days / self.model.day_rate_per_engagement)
        self._engagement_at = 0.0
        self.factor = {t.name: t.risk_factor for t in run.scenario.triggers}
        self.factor[self.KAM_DEPARTURE] = self.model.departureRiskFactor
        self.risk_end = {name: -NEVER for name in self.factor}
        self.latest = {}                                # latest event by type, detected or not
        self.open_events = set()                        # detected, not rejected, not ended
        self.sessions_waiting = 0
        self.start_risks()
        self.env.process(self.churn())
        if self.model.expansionRate > 0:
            self.env.process(self.expansions())
        if planned_days > 0:
            self.env.process(self.care())
        for trigger in run.scenario.triggers:
            if trigger.rate_on(account) > 0:
                self.env.process(self.occurrences(trigger))

    def start_risks(self):
        for t in self.run.scenario.triggers:
            rate = t.rate_on(self.account) / self.model.workingDaysPerYear
            if rate > 0:
                back = self.rng.expovariate(rate)
                resolved = self.rng.random() < t.resolved_share(self.account)
                self.risk_end[t.name] = -back + (t.resolved_risk_days if resolved else t.risk_days)

    # ---- Engagement, churn, growth ----

    @property
    def engagement(self):
        if self.account.pooled:
            return self._engagement
        return self._engagement * math.exp(-self.model.decay * (self.env.now - self._engagement_at))

    @engagement.setter
    def engagement(self, value):
        self._engagement, self._engagement_at = value, self.env.now

    def churn(self):
        """Thinning: candidates at the highest rate there can be, each accepted by the hazard of its moment."""
        a, eta = self.account, self.model.careEffect
        highest = a.h0 * math.prod(self.factor.values())
        if highest == 0:
            return
        while True:
            yield self.env.timeout(self.rng.expovariate(highest))
            if not self.alive:
                return
            now = self.env.now
            hazard = a.h0 * (1 - eta * a.care_response(self.engagement))
            for name, end in self.risk_end.items():
                if now < end:
                    hazard *= self.factor[name]
            assert hazard <= highest * (1 + 1e-9)
            if self.rng.random() * highest < hazard:
                self.leave(followed=False)
                return

    def leave(self, followed):
        run = self.run
        self.settle()
        self.alive = False
        run.churned_accounts += 1
        run.churned_revenue += self.revenue
        if followed:
            run.followed_kam += 1
            run.followed_revenue += self.revenue
        for event in self.open_events:
            run.counts[event.trigger.name].dropped += 1
        self.open_events.clear()

    def expansions(self):
        m = self.model
        rate = m.expansionRate / m.workingDaysPerYear
        while True:
            yield self.env.timeout(self.rng.expovariate(rate))
            if not self.alive:
                return
            if self.rng.random() < m.expansionWin * self.account.care_response(self.engagement):
                self.run.care_won += self.win(m.expansionCaptures)

    def win(self, share):
        self.settle()
        gain = share * self.potential
        self.revenue += gain
        self.potential -= gain
        return gain

    def settle(self):
        """Book the margin and the pool's cost up to now; call before revenue changes, at churn and at the end."""
        if not self.alive:
            return
        years = self.run.discounted_years(self.revenue_since, self.env.now)
        self.gross_margin += self.account.margin * self.revenue * years
        if self.account.pooled:
            self.pool_cost += self.model.poolCost * years
        self.revenue_since = self.env.now

    # ---- Care ----

    def care(self):
        interval = self.model.workingDaysPerYear * self.model.sessionDays / self.planned_days
        yield self.env.timeout(self.rng.random() * interval)
        priority = self.run.priority(self.account, None)
        while self.alive:
            self.run.care_due += 1
            if self.sessions_waiting > 0:
                self.run.care_skipped += 1
            else:
                self.kam.join(Item(self, self.model.sessionDays, priority))
            yield self.env.timeout(interval)

    def session_completed(self, item):
        self.engagement += item.effort
        self.run.care_delivered += 1
        self.run.care_days += item.effort

    # ---- Trigger events ----

    def occurrences(self, trigger):
        rate = trigger.rate_on(self.account) / self.model.workingDaysPerYear
        counts = self.run.counts[trigger.name]
        while True:
            yield self.env.timeout(self.rng.expovariate(rate))
            if not self.alive:
                return
            event = TriggerEvent(trigger, self.env.now)
            counts.occurred += 1
            self.latest[trigger.name] = event
            self.risk_end[trigger.name] = self.env.now + trigger.risk_days
            if self.rng.random() < trigger.detection:
                counts.detected += 1
                if self.account.pooled and not trigger.inbound:
                    counts.rejected += 1
                else:
                    self.open_events.add(event)
                    self.env.process(self.course_of(event))

    def course_of(self, event):
        """What becomes of a detected event, apart from the account's churn, which drops it."""
        trigger = event.trigger
        lag = self.rng.expovariate(1 / trigger.lag) if trigger.lag > 0 else 0.0
        if lag > trigger.window:
            yield self.env.timeout(trigger.window)
            self.miss(event)
            return
        if lag > 0:
            yield self.env.timeout(lag)
        if event not in self.open_events:
            return
        if self.account.pooled:
            self.answer(event, started=self.env.now)
            return
        item = Item(self, trigger.effort.draw(self.rng), self.run.priority(self.account, trigger), event)
        self.kam.join(item)
        if trigger.window < NEVER:
            yield self.env.timeout(trigger.window - lag)
            if item.first_start is None:
                item.waiting = False
                self.miss(event)

    def miss(self, event):
        if event in self.open_events:
            self.open_events.remove(event)
            self.run.counts[event.trigger.name].missed += 1

    def response_completed(self, item):
        self.run.response_days += item.effort
        self.answer(item.event, started=item.first_start)

    def answer(self, event, started):
        """The effects of a response."""
        trigger = event.trigger
        counts = self.run.counts[trigger.name]
        self.open_events.remove(event)
        counts.handled += 1
        counts.response_times.append(started - event.occurred)
        if self.rng.random() < trigger.win_probability:
            self.run.trigger_won += self.win(trigger.captures)
        if self.rng.random() < trigger.resolves and self.latest[trigger.name] is event:
            self.risk_end[trigger.name] = self.env.now

    # ---- The KAM leaves ----

    def kam_departed(self):
        if not self.alive:
            return
        dependency = self.account.dependency
        if self.rng.random() < self.model.follow * dependency:
            self.leave(followed=True)
        else:
            self.engagement *= 1 - dependency
            self.risk_end[self.KAM_DEPARTURE] = self.env.now + self.model.departureRiskDays


class KamServer:
    """A KAM's seat: one server with a queue."""

    def __init__(self, run, kam):
        self.run, self.env, self.rng, self.kam = run, run.env, run.rng, kam
        self.model = run.scenario.model
        self.customers = []
        self.queue = []                       # heap; items that no longer wait stay until they come up
        self.places = itertools.count()
        self.rate = kam.service_rate
        self.filled, self.busy = True, False
        self.filled_time = self.busy_time = self.booked_until = 0.0
        self.departures = 0
        self.wake_up = None
        self.server = self.env.process(self.serve())
        if kam.departure > 0:
            self.env.process(self.occupancy())

    def book(self):
        """Book filled and busy time up to now; call before either changes and at the end."""
        if self.filled:
            elapsed = self.env.now - self.booked_until
            self.filled_time += elapsed
            if self.busy:
                self.busy_time += elapsed
        self.booked_until = self.env.now

    # ---- Queue and server ----

    def join(self, item):
        item.place = next(self.places)
        self.put(item)
        self.wake()

    def put(self, item):
        item.waiting = True
        if item.event is None:
            item.customer.sessions_waiting += 1
        heapq.heappush(self.queue, (-item.priority, item.place, item))

    def take(self):
        """The next item to work on, or None."""
        if self.rate <= 0:
            return None
        while self.queue:
            item = heapq.heappop(self.queue)[-1]
            if item.waiting:
                item.waiting = False
                if item.event is None:
                    item.customer.sessions_waiting -= 1
                if item.customer.alive:
                    return item
        return None

    def wake(self):
        if self.wake_up is not None and not self.wake_up.triggered:
            self.wake_up.succeed()

    def serve(self):
        while True:
            item = self.take()
            if item is None:
                self.wake_up = self.env.event()
                yield self.wake_up
                self.wake_up = None
                continue
            self.book()
            self.busy = True
            if item.first_start is None:
                item.first_start = self.env.now
            try:
                yield self.env.timeout(item.effort / self.rate)
            except simpy.Interrupt:
                completed = False
            else:
                completed = True
            self.book()
            self.busy = False
            if not completed:
                self.put(item)                # in its old place
            elif item.customer.alive:
                if item.event is None:
                    item.customer.session_completed(item)
                else:
                    item.customer.response_completed(item)

    # ---- The person in the seat ----

    def occupancy(self):
        m, mu = self.model, self.kam.service_rate
        hazard = -math.log(1 - self.kam.departure) / m.workingDaysPerYear
        ramp = 0.0                            # the first holder is fully trained
        while True:
            stay = self.rng.expovariate(hazard)
            if 0 < ramp < stay:
                yield self.env.timeout(ramp)
                self.set_rate(mu)
                stay -= ramp
            yield self.env.timeout(stay)
            self.depart()
            self.set_rate(m.cover * mu)
            yield self.env.timeout(m.vacancy)
            self.book()
            self.filled = True
            ramp = m.ramp
            self.set_rate(m.rampRate * mu if ramp > 0 else mu)

    def depart(self):
        self.book()
        self.filled = False
        self.departures += 1
        if self.busy:
            self.server.interrupt()
        for customer in self.customers:
            customer.kam_departed()

    def set_rate(self, rate):
        self.rate = rate
        self.wake()


class Replication:
    """One history of the portfolio under a policy."""

    def __init__(self, scenario, policy, plan, rng):
        self.scenario, self.policy, self.rng = scenario, policy, rng
        self.env = simpy.Environment()
        self.counts = {t.name: TypeCounts() for t in scenario.triggers}
        self.churned_accounts = self.followed_kam = 0
        self.churned_revenue = self.followed_revenue = 0.0
        self.care_won = self.trigger_won = 0.0
        self.care_due = self.care_delivered = self.care_skipped = 0
        self.care_days = self.response_days = 0.0
        self.nrr = self.grr = None
        self.servers = [KamServer(self, kam) for kam in scenario.team]
        by_id = {server.kam.id: server for server in self.servers}
        self.customers = []
        for account in scenario.accounts:
            customer = Customer(self, account, plan[account.id])
            self.customers.append(customer)
            if not account.pooled:
                customer.kam = by_id[account.kam]
                customer.kam.customers.append(customer)

    def priority(self, account, trigger):
        return self.scenario.priority(self.policy, account, trigger)

    def discounted_years(self, start, end):
        """Integral of e^(-rho t) from start to end (given in working days), in years."""
        rho, days = self.scenario.model.discountRate, self.scenario.model.workingDaysPerYear
        if rho == 0:
            return (end - start) / days
        return (math.exp(-rho * start / days) - math.exp(-rho * end / days)) / rho

    def take_retention(self):
        start = sum(c.account.revenue for c in self.customers)
        if start > 0:
            self.nrr = sum(c.revenue for c in self.customers if c.alive) / start
            self.grr = sum(c.account.revenue for c in self.customers if c.alive) / start

    def run(self):
        days = self.scenario.model.workingDaysPerYear
        if self.scenario.horizon > days:
            self.env.run(until=days)
            self.take_retention()
            self.env.run(until=self.scenario.horizon)
        else:
            self.env.run(until=self.scenario.horizon)
            self.take_retention()
        for customer in self.customers:
            customer.settle()
        for server in self.servers:
            server.book()
        return self.metrics()

    def metrics(self):
        kam_cost = sum(k.annualCost for k in self.scenario.team) * self.discounted_years(0, self.scenario.horizon)
        gross = sum(c.gross_margin for c in self.customers)
        filled = sum(s.filled_time for s in self.servers)
        times = [t for counts in self.counts.values() for t in counts.response_times]
        result = {
            "netContribution": gross - kam_cost - sum(c.pool_cost for c in self.customers),
            "grossMargin": gross,
            "revenueEnd": sum(c.revenue for c in self.customers if c.alive),
            "nrr": self.nrr,
            "grr": self.grr,
            "churnedAccounts": self.churned_accounts,
            "churnedRevenue": self.churned_revenue,
            "followedKam": self.followed_kam,
            "followedRevenue": self.followed_revenue,
            "careWon": self.care_won,
            "triggerWon": self.trigger_won,
        }
        for name in ("occurred", "detected", "rejected", "handled", "missed", "dropped"):
            for trigger, counts in self.counts.items():
                result[f"events{name.capitalize()}.{trigger}"] = getattr(counts, name)
        for trigger, c in self.counts.items():
            pending = sum(e.trigger.name == trigger for u in self.customers for e in u.open_events)
            assert c.detected == c.rejected + c.handled + c.missed + c.dropped + pending
        result.update({
            "responseTime": sum(times) / len(times) if times else None,
            "careDue": self.care_due,
            "careDelivered": self.care_delivered,
            "careSkipped": self.care_skipped,
            "careDays": self.care_days,
            "responseDays": self.response_days,
            "utilisation": sum(s.busy_time for s in self.servers) / filled if filled > 0 else None,
            "departures": sum(s.departures for s in self.servers),
        })
        return result


# ---------------------------------------------------------------------------------------------------------------------
# Replications together
# ---------------------------------------------------------------------------------------------------------------------

def summary(values):
    """Mean and standard error of the values that exist."""
    values = [v for v in values if v is not None]
    n = len(values)
    if n == 0:
        return {"mean": None, "standardError": None, "count": 0}
    mean = math.fsum(values) / n
    variance = math.fsum((v - mean) ** 2 for v in values) / (n - 1) if n > 1 else 0.0
    return {"mean": mean, "standardError": math.sqrt(variance / n), "count": n}


def simulate(scenario, policy, replications=None, seed=None):
    """Per metric, the values of all replications; each has its own stream of random numbers."""
    plan = scenario.plan(policy)
    seed = scenario.seed if seed is None else seed
    columns = {}
    for index in range(replications or scenario.replications):
        run = Replication(scenario, policy, plan, random.Random(f"{seed}/{policy}/{index}"))
        for name, value in run.run().items():
            columns.setdefault(name, []).append(value)
    return columns


def main():
    parser = argparse.ArgumentParser(description="Salkku's simulation model in SimPy.")
    parser.add_argument("case")
    parser.add_argument("-o", "--output")
    parser.add_argument("--replications", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--policy", action="append")
    options = parser.parse_args()
    with open(options.case, encoding="utf-8") as file:
        scenario = Scenario(json.load(file))
    scenario.replications = options.replications or scenario.replications
    scenario.seed = scenario.seed if options.seed is None else options.seed
    policies = options.policy or scenario.policies
    for policy in policies:
        if policy not in POLICIES:
            raise ValueError(f"unknown policy: {policy}")

    result = {
        "program": "simpy_model.py", "simpy": simpy.__version__, "python": platform.python_version(),
        "replications": scenario.replications, "seed": scenario.seed,
        "derived": {
            "accounts": {a.id: {"currentDays": a.current_days, "mbar": a.mbar, "h0": a.h0} for a in scenario.accounts},
            "careDaysPerYear": {p: scenario.plan(p) for p in policies},
        },
        "policies": {},
    }
    account_years = len(scenario.accounts) * scenario.years * scenario.replications
    for policy in policies:
        start = time.process_time()
        columns = simulate(scenario, policy)
        seconds = time.process_time() - start
        result["policies"][policy] = {name: summary(values) for name, values in columns.items()}
        print(f"{policy}: {seconds:.1f} s, {1e6 * seconds / account_years:.0f} microseconds per account-year",
              file=sys.stderr)
    text = json.dumps(result, indent=1) + "\n"
    if options.output:
        with open(options.output, "w", encoding="utf-8") as file:
            file.write(text)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
