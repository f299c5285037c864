"""The titles of the reports that the sentences of the tests stand in."""

BUREAU = "老城区商务局2023年政府信息公开工作年度报告"
GOVERNMENT = "老城区人民政府2023年政府信息公开工作年度报告"
