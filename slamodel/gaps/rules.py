"""The catalogue: every rule in the order in which its pages stand."""

from slamodel.diagnostics import Severity
from slamodel.gaps.agreements import c603, c610, c612
from slamodel.gaps.as_written import t205
from slamodel.gaps.availability import a101
from slamodel.gaps.capacity import c607
from slamodel.gaps.claims import m703
from slamodel.gaps.clocks import t206, t207
from slamodel.gaps.contacts import c608
from slamodel.gaps.dates import d801, d802
from slamodel.gaps.duties import f001
from slamodel.gaps.ensured import c604, c605
from slamodel.gaps.experienced import a105
from slamodel.gaps.finding import Rule
from slamodel.gaps.flowing_down import c611
from slamodel.gaps.hours import h301, h302, h303
from slamodel.gaps.incentives import f002
from slamodel.gaps.levels import c609
from slamodel.gaps.maintenance import a106, d806
from slamodel.gaps.margins import t203, t208
from slamodel.gaps.measurable import w506
from slamodel.gaps.money import m701, m702
from slamodel.gaps.notice import d803
from slamodel.gaps.penalties import m704
from slamodel.gaps.priorities import p401, p402
from slamodel.gaps.reach import c606
from slamodel.gaps.redundancy import a104
from slamodel.gaps.reports import w507
from slamodel.gaps.slack import m705
from slamodel.gaps.standard_terms import f003
from slamodel.gaps.targets import w505
from slamodel.gaps.times import k901, k902, t201, t202, t209
from slamodel.gaps.unknowns import c601, c602, t204
from slamodel.gaps.upkeep import d804, d805
from slamodel.gaps.waivers import f004
from slamodel.gaps.weak_links import a102, a103
from slamodel.gaps.windows import w501, w502, w503, w504

RULES = (
    Rule("A101", "A promise above what the commitments below support", Severity.ERROR, a101, is_milder_on_average=True),
    Rule("A102", "No single commitment could close the gap", Severity.WARNING, a102),
    Rule("A103", "A single point of failure below the promise", Severity.WARNING, a103),
    Rule("A104", "Redundancy that is none", Severity.WARNING, a104),
    Rule("A105", "Excluded maintenance eats the promise", Severity.WARNING, a105),
    Rule("A106", "Maintenance within the customer's hours", Severity.WARNING, a106),
    Rule("T201", "The steps take longer than the resolution time promised", Severity.ERROR, t201),
    Rule("T202", "The first step answers later than promised", Severity.ERROR, t202),
    Rule("T203", "No reserve", Severity.NOTE, t203),
    Rule("T204", "A response below, a resolution above", Severity.WARNING, t204),
    Rule("T205", "A time that reads otherwise than its clock runs", Severity.WARNING, t205),
    Rule("T206", "A clock below stands still, the one above runs on", Severity.WARNING, t206),
    Rule("T207", "Clocks start or stop at different events", Severity.WARNING, t207),
    Rule("T208", "Kept in fewer cases with every hand-off", Severity.ERROR, t208, is_milder_on_average=True),
    Rule("T209", "Fulfilment, notification, escalation or latency takes longer than promised", Severity.ERROR, t209),
    Rule("H301", "Hours that nobody below covers", Severity.WARNING, h301),
    Rule("H302", "Holidays differ", Severity.WARNING, h302),
    Rule("H303", "The same hours, in another time zone", Severity.WARNING, h303),
    Rule("P401", "A priority that is not known below, or means something else there", Severity.WARNING, p401),
    Rule("P402", "The provider alone sets the priority", Severity.WARNING, p402),
    Rule("W501", "Measured over a longer window below than above", Severity.WARNING, w501),
    Rule("W502", "Averaged over more below than above", Severity.WARNING, w502),
    Rule("W503", "Measured further from the user below than above", Severity.WARNING, w503),
    Rule("W504", "Down above is not down below", Severity.WARNING, w504),
    Rule("W505", "Two targets contradict or repeat each other", Severity.WARNING, w505),
    Rule("W506", "What nobody could measure", Severity.WARNING, w506),
    Rule("W507", "Evidence that comes too rarely, or too late, for the report owed", Severity.WARNING, w507),
    Rule("C601", "A dependency without an agreement", Severity.WARNING, c601),
    Rule("C602", "An agreement without the target that is needed", Severity.WARNING, c602),
    Rule("C603", "An agreement that supports nothing", Severity.NOTE, c603),
    Rule("C604", "Rests on an aim, to which nobody commits", Severity.WARNING, c604),
    Rule("C605", "Failures of others that nobody below answers for", Severity.WARNING, c605),
    Rule("C606", "A scope smaller than promised", Severity.WARNING, c606),
    Rule("C607", "Capacity promised more often than it is held", Severity.WARNING, c607),
    Rule("C608", "Nobody to turn to when a time is not kept", Severity.WARNING, c608),
    Rule("C609", "Weaker than the level that it inherits", Severity.WARNING, c609),
    Rule("C610", "Services need each other in a circle", Severity.ERROR, c610),
    Rule("C611", "An obligation that does not flow down", Severity.WARNING, c611),
    Rule("C612", "The kind of an agreement does not fit the parties", Severity.WARNING, c612),
    Rule("M701", "More is owed for an outage than comes back", Severity.WARNING, m701),
    Rule("M702", "A cap or a minimum makes what comes back smaller", Severity.WARNING, m702),
    Rule("M703", "A claim that may lapse", Severity.WARNING, m703),
    Rule("M704", "Credits that are too thin, or paid twice", Severity.WARNING, m704),
    Rule("M705", "A dearer level than anything above needs", Severity.NOTE, m705),
    Rule("D801", "A contract ends before the promise that rests on it", Severity.WARNING, d801),
    Rule("D802", "Days between two contracts that nothing covers", Severity.WARNING, d802),
    Rule("D803", "Notice comes too late for one side", Severity.WARNING, d803),
    Rule("D804", "Figures that were looked up long ago", Severity.NOTE, d804),
    Rule("D805", "A review is overdue", Severity.NOTE, d805),
    Rule("D806", "Maintenance below is announced later than owed above", Severity.WARNING, d806),
    Rule("K901", "Recovery takes longer below than promised", Severity.ERROR, k901),
    Rule("K902", "More data may be lost below than promised", Severity.ERROR, k902),
    Rule("F001", "A duty of the customer that only one side knows", Severity.NOTE, f001),
    Rule("F002", "What is counted rewards another conduct than is meant", Severity.NOTE, f002),
    Rule("F003", "Terms of a supplier that nobody has reviewed", Severity.NOTE, f003),
    Rule("F004", "A waiver that does not count, or no longer", Severity.WARNING, f004),
)
