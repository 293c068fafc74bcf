"""An incident written in long German and in Arabic, for pictures and tests: what breaks a layout breaks here."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.command import Bound
from app.commands.contacts import log_call
from app.commands.countdowns import make_promise, start_countdown
from app.commands.decisions import record_decision
from app.commands.directory import add_contact
from app.commands.incidents import declare_incident, set_situation
from app.commands.logbook import write_note
from app.commands.messages import receive_message, send_message
from app.commands.methods import add_method
from app.commands.register import register_system
from app.commands.systems import set_system_state
from app.commands.tasks import block_task, open_task
from app.desk import Desk
from models.terms import CallOutcome, Method, Priority, SystemState, Tier

GERMAN = (
    "Notstromaggregatüberwachungsanlagenbetriebsführungszentrale",
    "Unterbrechungsfreie Stromversorgung der Herzkatheterlaborüberwachungsanlage im zweiten Untergeschoss, Bauteil C",
    "Die Kälteanlage im dritten Obergeschoss ist ausgefallen, die Temperatur im Rechenzentrum steigt um 0,11 °C je "
    "Minute; der Bereitschaftsdienst der Wartungsfirma trifft um 05:30 Uhr ein.",
)
ARABIC = (
    "انقطاع التيار الكهربائي عن المبنى الشمالي",
    "المولد الاحتياطي رقم ٢ لم يبدأ العمل بعد ثلاث محاولات",
    "تم إبلاغ مدير المناوبة وفريق الصيانة، ومن المتوقع وصول الفني عند الساعة 05:30 مع بطاريتين جديدتين.",
)


def write_long_texts(desk: Desk) -> Desk:
    """Declare an incident at this desk with long texts in every place, and go to it."""
    declared = desk.do(declare_incident(f"{GERMAN[1]}: {GERMAN[0]}"))
    desk, now = desk.at(declared.scope_id), desk.clock()
    for texts in (GERMAN, ARABIC):
        _write(desk, texts, now)
    return desk


def _write(desk: Desk, texts: tuple[str, str, str], now: datetime) -> None:
    word, title, sentence = texts
    [system_id] = desk.do(register_system(ref=f"X{abs(hash(word)) % 1000}", name=title, group=word,
                                          tier=Tier.CRITICAL, location=title, owner=word)).made  # fmt: skip
    [contact_id] = desk.do(add_contact(name=title, role=title, external=True, around_the_clock=True)).made
    desk.do(add_method(contact_id, Method.PHONE, "555-0199"))
    desk.do(
        set_system_state(system_id, SystemState.NONFUNCTIONAL, remark=sentence, estimate_at=now + timedelta(hours=2))
    )
    [first] = desk.do(open_task(sentence, Priority.CRITICAL, owner=title, due_at=now - timedelta(minutes=9))).made
    second = open_task(title, Priority.HIGH, owner=word, due_at=now + timedelta(hours=1), system_id=system_id,
                       test=sentence, after=[first], waits_for=[sentence, word])  # fmt: skip
    desk.do(second)
    said: list[Bound] = [block_task(first, sentence)]
    said += [set_situation(now=sentence, impact=title, next=f"{title} {sentence}")]
    for bound in said:
        desk.do(bound)
    desk.do(log_call(contact_id, CallOutcome.NO_ANSWER, remark=sentence))
    desk.do(record_decision(title=title, options=[word, sentence], choice=sentence, reason=sentence,
                            decided_by=title, review_at=now + timedelta(minutes=30)))  # fmt: skip
    desk.do(send_message(f"{sentence} {sentence}", contact_id=contact_id, reply_by=now + timedelta(minutes=20)))
    desk.do(receive_message(sentence, sender=title, relay=title, number=word, reply_required=True))
    desk.do(make_promise(title, now + timedelta(minutes=40), owner=title, receiver=word))
    desk.do(start_countdown(sentence, now + timedelta(hours=3), owner=title))
    desk.do(write_note(), words=f"{sentence} {sentence}\n{word}")
