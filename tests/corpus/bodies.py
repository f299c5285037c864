"""Invented bodies: governments, bureaus, commissions, sub-district offices and towns, with the names they go by."""

from dataclasses import dataclass
from random import Random

_FIRST = "临永清安平龙云金新泰丰凤青石洪长东西南北广吉"
_SECOND = "川阳江湖溪陵原泽源岭河山港湾林泉峰塘渡岩"
_DEPARTMENTS = (
    "商务局 教育局 民政局 财政局 人力资源和社会保障局 自然资源局 交通运输局 水利局 农业农村局 文化和旅游局 应急管理局 "
    "审计局 市场监督管理局 医疗保障局 统计局 司法局 城市管理局 林业局 退役军人事务局 行政审批服务局 工业和信息化局 "
    "住房和城乡建设局 科学技术局 体育局 信访局 卫生健康委员会 发展和改革委员会 民族宗教事务局"
).split()
_PROVINCIAL = "商务厅 教育厅 民政厅 财政厅 水利厅 农业农村厅 交通运输厅 司法厅 自然资源厅 文化和旅游厅".split()


@dataclass(frozen=True, slots=True)
class Body:
    """A body. `kind` is 局, 委, 厅, 政府, 镇 or 街道; `level` 省, 市, 区 or 县 is its government's, `place` its place."""

    name: str
    short: str
    kind: str
    level: str
    place: str
    site: str

    @property
    def ours(self) -> str:
        """How it speaks of itself: 我局, 我委, 我镇."""
        return {"政府": f"我{self.level}", "街道": "我街道", "镇": "我镇"}.get(self.kind, f"我{self.kind}")

    @property
    def whole(self) -> str:
        """All of it: 全局, 全镇, 全区."""
        return {"政府": f"全{self.level}"}.get(self.kind, f"全{self.kind}")

    @property
    def is_government(self) -> bool:
        """Whether the later deadline (31 March) holds for it."""
        return self.kind == "政府"

    @property
    def superior(self) -> str:
        """The party committee and government that it follows: 区委、区政府."""
        return f"{self.level}委、{self.level}政府"


def invent(rng: Random) -> Body:
    """A body at random."""
    level = rng.choices("省市区县", (1, 4, 6, 5))[0]
    home = _stem(rng)
    place = {"省": f"{home}省", "市": f"{home}市", "区": f"{home}区", "县": f"{home}县"}[level]
    city = _stem(rng, avoid=home) + "市"
    if level in "区县" and rng.random() < 0.4:
        place = city + place
    site = "www." + "".join(rng.choice("abcdefghijklmnoprstuwxyz") for _ in range(rng.randint(3, 8))) + ".gov.cn"
    kind = rng.choices(("局", "政府", "街道", "镇"), (12, 2, 2, 2))[0]
    if kind == "政府":
        return Body(f"{place}人民政府", f"{level}政府", "政府", level, place, site)
    if kind in ("街道", "镇") and level != "省":
        return _township(rng, kind, level, place, site)
    department = rng.choice(_PROVINCIAL if level == "省" else _DEPARTMENTS)
    kind = {"会": "委", "厅": "厅"}.get(department[-1], "局")
    short = department.removesuffix("员会") if kind == "委" else department
    return Body(place + department, level + short, kind, level, place, site)


def other_department(body: Body, rng: Random) -> str:
    """The name of another department of the same place and kind."""
    alike = [name for name in _DEPARTMENTS if name[-1] == body.name[-1] and not body.name.endswith(name)]
    return body.place + rng.choice(alike)


def _township(rng: Random, kind: str, level: str, place: str, site: str) -> Body:
    if kind == "街道":
        name = f"{_stem(rng, avoid=place)}街道"
        return Body(f"{place}{name}办事处", f"{name}办事处", kind, level, place, site)
    name = f"{_stem(rng, avoid=place)}镇"
    return Body(f"{place}{name}人民政府", f"{name}人民政府", kind, level, place, site)


def _stem(rng: Random, avoid: str = "") -> str:
    return rng.choice([c for c in _FIRST if c not in avoid]) + rng.choice([c for c in _SECOND if c not in avoid])
