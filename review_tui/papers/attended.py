"""The opening of the minutes: time, place, who was there and who was not, who led, what was read."""

from review_tui.language.dates import clock_words, long_date, numeric_date
from review_tui.model.counts import is_due, votes
from review_tui.model.people import Member, Status
from review_tui.model.session import Here, Presence, Role, Sitting
from review_tui.papers import words
from review_tui.papers.material import Material, sentence
from review_tui.papers.structure import DOTS, Block, Heading, Paragraph, Record

_BASIS = 2
"""A pack names the regulation and its guidance first; the others are no documents of the meeting."""


def opening(material: Material) -> tuple[Block, ...]:
    """Headings 1 to 4 of the minutes, before part I."""
    return (
        Heading(level=2, text="1. Thời gian, địa điểm"),
        *_times(material),
        Heading(level=2, text="2. Thành phần dự hội nghị"),
        *_roll(material),
        *_guests(material),
        *(block for sitting in _sittings(material) for block in _attendance(material, sitting)),
        Heading(level=2, text="3. Chủ trì, người ghi biên bản, tổ kiểm phiếu"),
        _roles(material),
        Heading(level=2, text="4. Mục đích, tài liệu sử dụng"),
        *_documents(material),
    )


def _sittings(material: Material) -> tuple[Sitting, ...]:
    return material.session.sittings or (Sitting(number=1),)


def _sitting_name(material: Material, sitting: Sitting) -> str:
    return f"Buổi thứ {words.ordinal(sitting.number)}: " if len(material.session.sittings) > 1 else ""


def _sitting_head(material: Material, sitting: Sitting) -> tuple[Block, ...]:
    """A heading of its own where there were several sittings."""
    if len(material.session.sittings) < 2:
        return ()
    letter = words.LETTERS[material.session.sittings.index(sitting) % len(words.LETTERS)]
    return (Heading(level=3, text=f"{letter}) Buổi thứ {words.ordinal(sitting.number)}"),)


def _times(material: Material) -> tuple[Block, ...]:
    return tuple(Paragraph(text=_time(material, sitting)) for sitting in _sittings(material))


def _time(material: Material, sitting: Sitting) -> str:
    opened = clock_words(sitting.opened) if sitting.opened else DOTS
    day = long_date(sitting.day) if sitting.day else f"ngày {DOTS} năm {material.session.year}"
    closed = f", kết thúc vào hồi {clock_words(sitting.closed)}" if sitting.closed else ""
    start = _sitting_name(material, sitting) or "Hội nghị "
    verb = "bắt đầu" if start.endswith(": ") else "khai mạc"
    return sentence(f"{start}{verb} vào hồi {opened}, {day}{closed}; tại {sitting.place or DOTS}")


def _roll(material: Material) -> tuple[Block, ...]:
    """The whole roll by kind: the kinds add up to the total."""
    session = material.session
    on_roll = [member for member in session.roll if material.status(member) is not Status.LEFT]
    kinds = {kind: [m for m in on_roll if material.status(m) is kind] for kind in words.STATUSES}
    parts = [f"{words.STATUSES[kind]} {len(members)}" for kind, members in kinds.items() if members]
    blocks = [Paragraph(text=sentence(f"Tổng số đảng viên của chi bộ: {len(on_roll)} đồng chí{_of_which(parts)}"))]
    for kind, members in kinds.items():
        if kind is not Status.OFFICIAL and members:
            blocks.append(_people(f"Đảng viên {words.STATUSES[kind]} {len(members)} đồng chí", material, members))
    excused = [member for member in on_roll if not is_due(session, member)]
    due = len(on_roll) - len(excused)
    tail = f"; không thuộc diện phải dự {len(excused)} đồng chí" if excused else ""
    return (*blocks, Paragraph(text=f"Số đảng viên phải dự hội nghị: {due} đồng chí{tail}.", marker="-"))


def _of_which(parts: list[str]) -> str:
    return f", trong đó: {', '.join(parts)}" if parts else ""


def _people(label: str, material: Material, members: list[Member]) -> Paragraph:
    names = ", ".join(material.name(member.id) for member in members)
    return Paragraph(text=sentence(f"{label}: {names}" if names else label), marker="-")


def _attendance(material: Material, sitting: Sitting) -> tuple[Block, ...]:
    """Present, absent with and without reason, not called: together they are those who were due."""
    session = material.session
    marked = {presence.member: presence for presence in sitting.attendance}
    due = [member for member in session.roll if is_due(session, member)]
    here = [m for m in due if m.id in marked and marked[m.id].here is Here.PRESENT]
    away = [m for m in due if m.id in marked and marked[m.id].here is Here.ABSENT]
    unknown = [m for m in due if m.id not in marked]
    head = _sitting_head(material, sitting)
    if not marked:
        return (*head, Paragraph(text=f"Có mặt: {DOTS}/{len(due)} đồng chí. Vắng mặt: {DOTS}.", marker="-"))
    present = f"Có mặt {len(here)}/{len(due)} đồng chí ({words.percent(len(here), len(due))})"
    return (
        *head,
        _people(f"{present}{_by_kind(material, here)}; gồm các đồng chí", material, here),
        *_absent(material, away, marked),
        *((_people(f"Chưa điểm danh {len(unknown)} đồng chí", material, unknown),) if unknown else ()),
        *_moving(material, here, marked),
        *_beyond(material, due, marked),
        Paragraph(text=_quorum(material, here), marker="-"),
    )


def _by_kind(material: Material, here: list[Member]) -> str:
    parts = []
    for kind, label in words.STATUSES.items():
        count = sum(1 for member in here if material.status(member) is kind)
        if count:
            parts.append(f"{label} {count}")
    return f", trong đó {', '.join(parts)}" if len(parts) > 1 else ""


def _absent(material: Material, away: list[Member], marked: dict[str, Presence]) -> tuple[Block, ...]:
    with_reason = [member for member in away if marked[member.id].reason]
    without = [member for member in away if not marked[member.id].reason]
    reasons = [f"{material.name(member.id)} ({marked[member.id].reason})" for member in with_reason]
    gone = f"Vắng mặt {len(away)} đồng chí (có lý do {len(with_reason)}, không có lý do {len(without)})"
    if not away:
        gone = "Vắng mặt: không có"
    blocks = [Paragraph(text=sentence(gone), marker="-")]
    if with_reason:
        blocks.append(Paragraph(text=f"Vắng có lý do {len(with_reason)} đồng chí: {', '.join(reasons)}.", marker="+"))
    if without:
        names = ", ".join(material.name(member.id) for member in without)
        blocks.append(Paragraph(text=f"Vắng không có lý do {len(without)} đồng chí: {names}.", marker="+"))
    return tuple(blocks)


def _moving(material: Material, here: list[Member], marked: dict[str, Presence]) -> tuple[Block, ...]:
    late = [
        f"{material.name(m.id)} (có mặt lúc {clock_words(marked[m.id].arrived)})" for m in here if marked[m.id].arrived
    ]
    early = [f"{material.name(m.id)} ({_departure(marked[m.id])})" for m in here if marked[m.id].left]
    return (
        *((Paragraph(text=f"Đến muộn {len(late)} đồng chí: {', '.join(late)}.", marker="-"),) if late else ()),
        *((Paragraph(text=f"Về sớm {len(early)} đồng chí: {', '.join(early)}.", marker="-"),) if early else ()),
    )


def _departure(presence: Presence) -> str:
    reason = f", lý do: {presence.left_reason}" if presence.left_reason else ""
    return f"rời hội nghị lúc {clock_words(presence.left)}{reason}"


def _beyond(material: Material, due: list[Member], marked: dict[str, Presence]) -> tuple[Block, ...]:
    """Exempt or suspended members who came all the same: taken down, counted nowhere."""
    known = {member.id for member in due}
    came = [
        f"{material.name(m.id)} ({words.STATUSES.get(material.status(m), 'đã chuyển sinh hoạt')})"
        for m in material.session.roll
        if m.id not in known and m.id in marked and marked[m.id].here is Here.PRESENT
    ]
    return (
        (Paragraph(text=f"Có mặt ngoài diện phải dự {len(came)} đồng chí: {', '.join(came)}.", marker="-"),)
        if came
        else ()
    )


def _quorum(material: Material, here: list[Member]) -> str:
    session = material.session
    base = sum(1 for member in session.roll if votes(session, member))
    voting = sum(1 for member in here if votes(session, member))
    rules = session.rules
    share = f"{rules.quorum_numerator}/{rules.quorum_denominator}"
    enough = voting * rules.quorum_denominator >= base * rules.quorum_numerator and base > 0
    verdict = f"đạt từ {share} trở lên, đủ điều kiện tiến hành hội nghị" if enough else f"chưa đạt mức {share}"
    return f"Đảng viên có quyền biểu quyết có mặt: {voting}/{base} đồng chí ({words.percent(voting, base)}), {verdict}."


def _guests(material: Material) -> tuple[Block, ...]:
    guests = material.session.guests
    if not guests:
        return (Paragraph(text="Đại biểu dự: không có.", marker="-"),)
    lines = tuple(
        Paragraph(text=sentence(f"{guest.name}, {guest.title}" if guest.title else guest.name), marker="+")
        for guest in guests
    )
    return (Paragraph(text=f"Đại biểu dự: {len(guests)} người, gồm:", marker="-"), *lines)


def _roles(material: Material) -> Record:
    return Record(
        rows=tuple(
            (label, ", ".join(material.comrade(who) for who in material.main_holder(role)) or DOTS)
            for label, role in (
                ("Chủ trì hội nghị", Role.CHAIR),
                ("Người ghi biên bản", Role.RECORDER),
                ("Tổ kiểm phiếu", Role.TELLERS),
            )
        )
    )


def _documents(material: Material) -> tuple[Block, ...]:
    session, pack = material.session, material.pack
    purpose = (
        f"Hội nghị tiến hành kiểm điểm tự phê bình và phê bình đối với tập thể chi bộ và từng đảng viên, "
        f"đánh giá, xếp loại chất lượng năm {session.year}. Các văn bản, tài liệu sử dụng tại hội nghị:"
    )
    rules = [f"{words.document_name(made.number)}, ngày {numeric_date(made.dated)}" for made in pack.documents[:_BASIS]]
    if pack.overlay:
        rules.append(f"Quy định của địa phương áp dụng kèm theo: {pack.overlay}")
    packets = [
        f"{words.document_name(packet.number)}, ngày {numeric_date(packet.dated)} của {packet.issuer} "
        f"gợi ý kiểm điểm năm {packet.year}"
        for packet in session.packets
    ]
    lines = [*rules, *packets, *session.documents_read]
    return (Paragraph(text=purpose), *(Paragraph(text=sentence(line), marker="-") for line in lines or [DOTS]))
