"""Ordinary words whose first syllable is also a given name: at the beginning of a sentence they are no person."""

from review_tui.language.text import fold

_WORDS = """
ái ngại, an cư, an dân, an ninh, an sinh, an tâm, an toàn, ánh sáng, ân cần, ẩn danh, bảy tháng, bình bầu, bình đẳng,
bình quân, bình thường, bình xét, cảnh giác, chiến đấu, chiến sĩ, chính quyền, chính trị, chung sức, công an, công bằng,
công chức, công dân, công đoàn, công khai, công nhân, công tác, công tâm, công việc, cường độ, diệu kỳ, dũng cảm,
duyên hải, đại biểu, đại hội, đạo đức, đạt kết, đạt được, định hướng, định kỳ, đoàn kết, đoàn thể, đoàn viên, đồng bào,
đồng bộ, đồng chí, đồng đều, đồng đội, đồng hành, đồng nghiệp, đồng thời, đồng thuận, đồng tình, đồng ý, đức tính,
giang sơn, hải quan, hạnh kiểm, hạnh phúc, hậu quả, hiền hòa, hiếu học, hiếu hỷ, hòa bình, hòa đồng, hòa giải, hòa nhã,
hội đồng, hội nghị, hội viên, hùng hậu, hương ước, kiên quyết, kiên trì, kỳ họp, kỳ kiểm, lan tỏa, lan truyền, liên hệ,
liên quan, liên tục, lộc non, lợi dụng, lợi ích, long trọng, lực lượng, mai táng, mẫn cán, minh bạch, minh chứng,
nghĩa là, nghĩa vụ, nhân dân, nhân sự, nhân viên, nhẫn nại, phong cách, phong trào, phúc lợi, phương án, phương hướng,
phương pháp, phương tiện, quang minh, quốc gia, quốc phòng, quý báu, quý mến, quý trọng, quyền hạn, quyền lợi,
quyết định, quyết tâm, sáu tháng, sinh hoạt, sinh viên, sơn sửa, tài chính, tài liệu, tài sản, tám tháng, tâm huyết,
tâm lý, tâm tư, tân binh, thái độ, thành lập, thành phần, thành phố, thành thạo, thành tích, thành viên, thảo luận,
thắng lợi, thọ mệnh, thuận lợi, thủy lợi, tiến bộ, tiến độ, tiến hành, toàn bộ, toàn diện, toàn thể, trí tuệ,
trung bình, trung thực, trung ương, trường hợp, tuấn tú, tuyết rơi, uyên bác, ước lượng, ước tính, việt nam, vinh dự,
vượng khí, xuân này, yên tâm, yến tiệc, ý kiến, ý thức
"""

COMPOUNDS = frozenset(fold(" ".join(words.split())) for words in _WORDS.split(","))
"""Two words each, without marks."""
