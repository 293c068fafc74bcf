"""The first thirty entries of the demonstration as operators would type them, and the calls between them.

`FIRST_THIRTY` are the lines in their order: when each was recorded, the label of the entry it makes, and its text, in
which a label such as `#13` stands for the number that the entry got. What no line says by design (who is in command,
the period, the situation, an acknowledged alarm, a defect of the directory) is done by its own command.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
_LABEL = re.compile(r"\^#([0-9]{1,2})")


@dataclass(frozen=True)
class TypedLine:
    """A line with its moment; `label` where the script gives the entry one."""

    recorded: str
    label: str | None
    text: str

    @property
    def recorded_at(self) -> datetime:
        """The moment of Enter."""
        return datetime.fromisoformat(f"2026-08-12T{self.recorded}").replace(tzinfo=ZONE)

    def numbered(self, numbers: Mapping[str, str]) -> str:
        """The text with the numbers that the entries got: `^#13` becomes `^17`."""
        return _LABEL.sub(lambda label: f"^{numbers['#' + label.group(1)]}", self.text)


FIRST_THIRTY = (
    TypedLine("03:43:05", "#1", """\
/event ~03:42:10 BMS: feeder A lost, breaker 52-A open on undervoltage. Feeder B was out already.
#PWR =down feeder A lost, feeder B out
#UTL-A =down breaker 52-A open on undervoltage
#UTL-B =down ~2026-08-11T22:00 out for the utility's planned work"""),
    TypedLine("03:43:12", "#2", """\
BMS: GEN-1 up. ATS-LS and ATS-CR1 on emergency power at 9 s. ~03:42:19
#GEN-1 =full running
#ATS-LS #ATS-CR1 #ICU #ED #DC =full+generator"""),
    TypedLine("03:43:20", "#3", """\
/event BMS: GEN-2 fail to start, overcrank after 3 attempts. ~03:42:55
#GEN-2 =down failed to start, overcrank
#GEN =part GEN-1 runs, GEN-2 failed to start
/task T-07 Start GEN-2 @Kestrel Power #GEN-2 !1 by 05:45 test: 8 min no-load, stable (LOTO-0812-02)
/task T-08 Parallel GEN-2 with GEN-1 @"Infrastructure Branch Director" #GEN !1 by 06:00 ^T-07 \
test: Share of load equal within 5 %"""),
    TypedLine("03:43:40", "#4", """\
/status ATS-EQ1 on GEN-1, delayed automatic. Incident opened: impact high, urgency high, life-safety override.
#ATS-EQ1 #AHU #MEDAIR #VAC =full+generator"""),
    TypedLine("03:44:10", "#5", """\
Alarm acknowledged. T-01 ATS survey assigned to the Infrastructure Branch Director.
/task T-01 Survey every ATS @Infrastructure Branch Director !1 by 03:55 test: Lamp and voltage at each ATS
^T-01 =start
/task T-09 Load shed level 1 @Infrastructure Branch Director !2 by 04:10 ^T-01 test: kW on the meter"""),
    TypedLine("03:44:40", "#6", """\
FACP: Building C fire-alarm node in trouble, detection impaired. CLK-1 started: 4 h cumulative, to 07:44.
/clock CLK-1 Fire detection of Building C impaired, 4 h at most by 07:44
#FIRE-C =down node in trouble; 4 h limit 07:44 (CLK-1)
/task T-17 Fire watch, Building C @Security #FIRE-C !1 by 04:30 waits: CLK-1 started test: Round log FW-1
^T-17 =ticked
/task T-18 Repair fire-alarm node C @"Fire-alarm technician" #FIRE-C !2 by 07:30 test: Walk test"""),
    TypedLine("03:45:10", "#7", """\
/event Lead Electrician, by radio: ATS-CR2 did not transfer. OR suite, PACU, 4 West dark. PBX UPS on battery since \
03:42, rated for 95 min, so until 05:17.
#ATS-CR2 =down ~03:42:10 did not transfer
#OR =down ~03:42:10 dark, on battery lights
#CATH =down ~03:42:10 dark
#PBX =part+UPS ~03:42:10 battery until 05:17
/task T-03 Switching permit for ATS-CR2 @"Safety Officer" #ATS-CR2 !1 by 04:15 ^T-01 test: Permit signed
/task T-02 Manual transfer of ATS-CR2 @"Lead Electrician" #ATS-CR2 !1 by 04:30 ^T-01 ^T-03 \
test: Volts on three phases; OR panels green (LOTO-0812-01)
/task T-12 Keep PBX alive before 05:17 @IT Duty Manager #PBX !1 by 05:10 ^T-02 test: UPS on mains
/task T-13 Radios and runners @"Logistics" !2 by 04:20 test: Radio check
/clock UPS-1: PBX battery, rated for 95 min by 05:17"""),
    TypedLine("03:45:40", None, """\
Security answers on the radio and sends officers to the elevators.
@Security =ack by radio"""),
    TypedLine("03:46:10", "#8", """\
from OR Charge Nurse by red phone: OR-2 has a trauma case open, on battery lights. OR-4 is closing. \
The others are empty.
/task T-10 Bring the OR-2 case to a safe close @OR Director #OR !1 test: Patient in ICU
^T-10 =start"""),
    TypedLine("03:46:40", "#9", """\
from RT Lead, radio: 13 ventilated patients: 11 in ICU on mains, 2 on 4 West on internal battery, about 60 min.
/task T-04 List battery-dependent patients @"RT Lead" !1 by 04:00 test: Mains lamp on each
^T-04 =start
/task T-05 Move 2 ventilated patients to CR1 outlets @RT Lead !1 by 04:15 ^T-04 test: Mains lamp on each"""),
    TypedLine("03:47:10", "#10", """\
Tri-Valley Light & Power: loss reported, their reference U-55812, no ETA yet.
@Tri-Valley =ack ref U-55812, no ETA yet
/request @Tri-Valley by phone Feeder A lost, feeder B out. When is one of them back?"""),
    TypedLine("03:48:10", "#11", """\
Administrator on Call answered and assumes Incident Commander at 03:49.
@Administrator on Call =ack"""),
    TypedLine("03:49:10", "#12", """\
D-01: command centre activated. Period 1 is 03:42 to 07:00, first briefing 04:10. CLK-2 started: phone report to the \
State health department, at once.
/decision D-01 Activate the command centre: Desk only | Activate > Activate because life-safety priority 1, several \
branches out @"Incident Commander" by 07:00
/task T-21 Check the cold chain @"Pharmacy" #COLD !2 by 04:45 test: 2 to 8 °C
/clock CLK-2 Phone report to the State health department by 05:49"""),
    TypedLine("03:50:10", None, """\
Kestrel Power sends a generator technician.
@Kestrel =ack technician by 04:50
/promise Technician at GEN-2 @Kestrel Power by 04:50"""),
    TypedLine("03:50:40", None, "/call Facilities Director =voicemail"),
    TypedLine("03:51:10", "#13", """\
/event Security: elevator E4 stopped between floors 3 and 4, two persons in it, calm.
#LIFT =part+generator ~03:42:10 E4 stopped between 3 and 4, two persons
/task T-06 Release E4 @"Security and County Fire" #LIFT !1 by 04:30 waits: E4 isolated (LOTO-0812-04) \
test: Head count"""),
    TypedLine("03:52:10", "#14", """\
County Fire and Summit Lift called to E4: both acknowledge, ETA 04:10 and 04:45.
@County Fire =ack crew for E4 by 04:10 @Summit Lift =ack technician by 04:45 ^T-06 =start"""),
    TypedLine("03:53:10", None, "/call Chief Nursing Officer =ack"),
    TypedLine("03:54:10", None, "/call Facilities Director =ack"),
    TypedLine("03:54:40", None, "/call Chief Medical Officer =no"),
    TypedLine("03:55:10", "#15", """\
Med-gas technician: vacuum pump 2 tripped and was reset, pressure normal. Medical air normal, oxygen bulk normal.
#VAC =full+generator pump 2 tripped, reset; pressure normal
#MEDAIR =full+generator
#O2 =full bulk normal"""),
    TypedLine("03:55:30", "#16", """\
County EMS: ETHANE sent and read back.
@County EMS =ack ETHANE sent, read back
/message @County EMS by phone =readback ETHANE. Exact location: Larkspur Ridge Medical Center, all buildings. \
Type: loss of normal power. Hazards: dark corridors, one elevator stopped. Access: main drive free. \
Number: no casualties, 247 inpatients, 13 ventilated. Emergency services: County Fire on the way."""),
    TypedLine("03:55:50", None, "/call IT Duty Manager =ack"),
    TypedLine("03:56:10", "#17", """\
ATS-LS, CR1 and EQ1 on emergency power. CR2 failed. EQ2 held off by load shed.
^T-01 =verified LS, CR1, EQ1 lamp and voltage right; CR2 dead; EQ2 held off @Infrastructure Branch Director
^T-03 =start
#ATS-EQ2 =down ~03:42:10 held off by load shed
#CHW =down ~03:42:10 CH-1 and CH-2 off, ATS-EQ2 held off
#KITCHEN =down ~03:42:10 ATS-EQ2 held off
/task T-15 Restart chiller CH-2 @"HVAC" #CHW !2 by 06:15 ^T-08 test: 7 °C or less within 60 min"""),
    TypedLine("03:56:40", None, "/call Chief Medical Officer =no next in line: the deputy"),
    TypedLine("03:57:10", "#18", """\
All battery-dependent patients listed by bed count, a bag-valve mask at each.
^T-04 =verified listed by bed count, bag-valve at each @RT Lead
^T-05 =start"""),
    TypedLine("03:57:40", None, "/call OR Director =ack"),
    TypedLine("03:58:10", "#19", """\
/answer ^M-03 by phone Substation transformer fault. ETA 05:30, next update 04:30.
#UTL-A =down substation transformer fault by 05:30
#PWR =down feeder A lost, feeder B out by 05:30
/promise Next update on the ETA @Tri-Valley by 04:30"""),
    TypedLine("03:58:40", "#20", "/status Command centre open, 6 posts filled (ICS 205A printed)."),
    TypedLine("03:59:10", None, """\
Deputy answers for the Chief Medical Officer.
@Deputy Chief Medical Officer =ack"""),
    TypedLine("03:59:40", None, "/call Northgate Mechanical =busy"),
    TypedLine("04:00:10", "#21", """\
D-02: divert trauma and STEMI, no new OR cases.
/decision D-02 Divert trauma and STEMI, no new OR cases: Stay open | Divert trauma only | Divert trauma and STEMI | \
Close the ED > Divert trauma and STEMI because OR and cath lab on the failed branch, the ED itself powered \
@Incident Commander by 05:00 review: hourly
/task T-11 Tell EMS and partners of the diversion @"Liaison Officer" !1 waits: D-02 test: 3 acknowledgements
^T-11 =ticked
^T-11 =start"""),
    TypedLine("04:01:10", None, "/call Infection Prevention =no"),
    TypedLine("04:02:10", None, """\
Northgate Mechanical sends a chiller crew.
@Northgate =ack crew by 05:45"""),
    TypedLine("04:03:10", None, "/call Public Information Officer =ack"),
    TypedLine("04:05:10", "#22", """\
/correct ^#13 Security: elevator E4 stopped between floors 3 and 4, three persons in it (2 staff, 1 visitor), calm. \
because three persons, not two, by intercom roll-call
#LIFT =part+generator E4 stopped between 3 and 4, three persons"""),
    TypedLine("04:06:10", "#23", """\
210 kW kept off since 03:43. GEN-1 at 690 kW (46 %).
^T-09 =verified 690 kW on the meter, 210 kW kept off @Infrastructure Branch Director"""),
    TypedLine("04:07:10", "#24", """\
Liaison Officer: diversion acknowledged by EMS dispatch 04:02, St. Brannoc 04:05, Harrow Creek 04:07.
@County EMS =ack ~04:02 diversion
@St. Brannoc =ack ~04:05 diversion
@Harrow Creek =ack ~04:07 diversion
^T-11 =verified 3 acknowledgements @Liaison Officer"""),
    TypedLine("04:07:40", None, """\
Wrong number in the directory for Clinical Engineering; a runner asks for a radio call.
@Clinical Engineering =wrong"""),
    TypedLine("04:08:10", "#25", """\
/resource Boiler operator: fuel usable 3,750 gal at 03:43. Burn 51.8 gal/h gives 72.4 h, empty 15 Aug 04:10."""),
    TypedLine("04:09:10", "#26", """\
2 patients moved to CR1 outlets, both on mains.
^T-05 =verified mains lamp on both @RT Lead"""),
    TypedLine("04:10:10", None, "/call County EOC =ack"),
    TypedLine("04:11:10", None, "/call Infection Prevention =voicemail"),
    TypedLine("04:12:10", "#27", """\
IT Duty Manager: data centre 25.1 °C and rising 0.11 °C/min, no chilled water.
#DC =part+generator 25.1 °C and rising, no chilled water"""),
    TypedLine("04:12:40", None, "/call Clinical Engineering =ack by radio"),
    TypedLine("04:14:10", "#28", """\
24 radios, 4 red phones and runners out. PBX UPS has 63 min left.
^T-13 =verified radio check answered by all 24 @Logistics"""),
    TypedLine("04:15:10", "#29", """\
/sitrep SitRep 1 sent to list A. Next 04:45.
/promise SitRep 2 to list A by 04:45"""),
    TypedLine("04:18:10", "#30", """\
/safety Safety Officer: switching permit SP-0812-01 signed, LOTO-0812-01 on ATS-CR2, arc-flash boundary set.
^T-03 =verified SP-0812-01 signed @Safety Officer
^T-02 =start"""),
)  # fmt: skip
