"""What a company says of a finding, and what a reviewer says of it a round later."""

from checker.model.wording import Text

ANSWER_NAMES: dict[str, Text] = {
    "fixed": Text("已更换或补传", "Replaced or added"),
    "changed": Text("已修改信息", "Details changed"),
    "disagrees": Text("有异议", "Disagree"),
}
"""The company's answers by kind; the labels are those of the screens."""

NO_ANSWER = Text("未答复", "No answer")

PREVIOUS_NAMES: dict[str, Text] = {
    "settled": Text("已整改", "Settled"),
    "stands": Text("仍存在", "Still there"),
    "upheld": Text("异议成立", "Objection upheld"),
}
"""The reviewer's verdicts on a finding of the round before."""
