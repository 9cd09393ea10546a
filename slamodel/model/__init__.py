"""The words of slamodel: what a model file may say, as frozen values in fractions and seconds."""

from slamodel.model.agreement import (
    ANY,
    Agreement,
    AgreementKind,
    Credit,
    Status,
    Tier,
    Waiver,
)
from slamodel.model.calendar import ALWAYS, Calendar, Maintenance
from slamodel.model.choice import Choice
from slamodel.model.conventions import Conventions
from slamodel.model.landscape import Landscape
from slamodel.model.measure import Measure, measure_of
from slamodel.model.metric import BUILT_IN, SHARES, TIMES, WORDING, Metric, Scale
from slamodel.model.party import Party, PartyKind
from slamodel.model.service import AllOf, AnyOf, AtLeast, InOrder, InParallel, Need, Own, Service, Use, services_in
from slamodel.model.target import Cutoff, OwnMetricTarget, RateTarget, ScaleTarget, ShareTarget, Target, TimeTarget
from slamodel.model.words import Window

__all__ = [
    "ALWAYS",
    "ANY",
    "BUILT_IN",
    "SHARES",
    "TIMES",
    "WORDING",
    "Agreement",
    "AgreementKind",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Calendar",
    "Choice",
    "Conventions",
    "Credit",
    "Cutoff",
    "InOrder",
    "InParallel",
    "Landscape",
    "Maintenance",
    "Measure",
    "Metric",
    "Need",
    "Own",
    "OwnMetricTarget",
    "Party",
    "PartyKind",
    "RateTarget",
    "Scale",
    "ScaleTarget",
    "Service",
    "ShareTarget",
    "Status",
    "Target",
    "Tier",
    "TimeTarget",
    "Use",
    "Waiver",
    "Window",
    "measure_of",
    "services_in",
]
