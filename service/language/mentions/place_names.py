"""The names of places as they stand in a text, and the beginnings of clauses at which they stand."""

import re

from service.language.lexicon import is_word, spelled

_DOING = (
    r"建[立设成]|健全|完善|推[动进广行]|加[强大快]|强化|成立|设立|规范|督促|指导|优化|提[升高]|落实|整[理合]|梳理|开[展通设]|组织|打造|构建|搭建"
    r"|利用|借助|发挥|统筹|协调|召开|制[定作]|印发|编[制发]|更新|公[开布示]|发布|围绕|按照|通过|依托|结合|针对|根据|聚焦|紧[扣盯]|积极|深[入化]|对[照接]|联合|走[进访]|以及|服务|助力"
    r"|修[订改编]|调整|细化|明确|汇总|收集|征[求集]|巡查|检查|核[对查]|压实|拓[宽展]|丰富|创新|改[造进版]|新增|增[设加]"
    r"|协助|协同|支持|帮助|陪同|会同|邀请|委托|接受|配合|参[加与]|报[请送]|提请|商请|承办|执行|引入|致[电函]|联系|登录|拨打|列席|代表|受理|反映|简称|迁入|划入|并入"
    r"|先[放做报给送交办行]|[比较][省市区县]|[仅均]指|均为|包[括含]|可到|传到|欢迎|计入|持了|通知|发[给送]|[已并另由请经须]"
)
CHARACTER = r"(?:(?![我本该各全某年度与和同由在向以是其对把将或到往])[\u4e00-\u9fff])"
_PEOPLE = r"(?:[\u4e00-\u9fff]{1,3}族)"
PLACE_NAME = rf"(?!{_DOING}){CHARACTER}{{2,3}}{_PEOPLE}?"
"""Two or three characters that begin with no verb, and whose people live there: 建立街道信息台账 is no street's work; 平脑侗族乡."""
WHEN = (
    r"(?:[一二三四五六]是)?(?:20\d\d年度?,?|今年,?|本年度?,?|全年,?|下一步,?|下一年度?,?|明年,?|来年,?|今后,?|目前,?)?"
)
_BEGINNING = r"^(?:\(?[\d一二三四五六七八九十]{1,2}(?:[.、)]|\)、))?"
"""The beginning of a sentence, be it an item of a list: 1.县民政局成立…."""
CLAUSE = rf"(?:{_BEGINNING}|(?<=[,;:])){WHEN}"
"""The beginning of a clause, with the words that say when."""
COUNTIES = ("县", "区", "旗")
"""Kinds of places of a county's level."""
ZONES = ("开发区", "园区", "高新区", "经开区", "新区", "保税区", "保税港区")
"""Kinds of places that hold words for none: 开发."""
ZONE = "(?:(?:经济|经济技术|高新技术产业|工业|保税物流|物流)?(?:开发区|园区)|高新区|经开区|新区|(?:综合)?保税港?区)"
_NO_PLACE = re.compile(
    "个别|部分|少数|多数|其[他它余]|一些|有的|所有|大多|若干|[一二三四五六七八九十两几多][个件份名]|周边|邻近|相邻|兄弟|下辖|所辖|[相有]关|各类"
    "|示范|试点|重点|特色|中心|贫困|脱贫|项目|功能|服务|保护|商业|建制|高新|经开|开发|样板|标杆|先进|偏远|边远|革命|安置|公开|查询|受理"
    "|工业|化工|国家|基层|产业|保税|自贸|度假|居民|生活|办公|自助|等候|休息|阅览|咨询|办事|展示|体验|查阅|启动"
    "|施教|招生|征收|拆迁|封控|管控|防[控范]|风险|禁[养燃渔捕]|规划|控制|核心|缓冲|集聚|物流|仓储|养殖|种植|示教|讲解|留言|评论|互动|等待|观察"
    "|[省市区县]辖|[新旧老]版|[社园小景辖校库灾片厂矿牧郊迁主专学街]区|(?:主|全|建|老|旧|新)城区|[乡集城]镇|[区市]县|县区"
    "|地区|目前|当前|今[后年]|眼下|此[外后]|至此|至于|可于|知道|尚有|为此|因此|另外|随后|平时|日常|期间|近期"
)
"""Words for some places or for a class of them, or before one, which are no name of one: 部分乡镇, 三个社区, 兄弟区县, 此外街道."""

OFFICE_OF_PLACE = re.compile(
    r"(?:[省市州县区旗镇乡]|街道)[\u4e00-\u9fff]{0,12}?(?:政府|政务公开|办事处|管委会|党工委|党委|纪委|党政|局|厅|委员会|联|中心|[支大]队)"
)
"""An office or an organ of a place, so that most sentences are looked at once."""


def is_name(text: str) -> bool:
    """Whether what stands before the word for a place may be its name, as the lexicon knows no such word: 丹涧, not 致电."""
    is_former = len(text) > _LONGEST_BEFORE_FORMER and text.endswith(FORMERLY)  # 清理原市卫生局的文件
    is_of_road = len(text) > _LONGEST_BEFORE_FORMER and text.endswith(_ROAD)  # 枫桥路街道
    return (
        (text[-1] not in _BEFORE_PLACES or is_of_road)
        and not is_former
        and not is_word(text)
        and text not in _NO_NAMES
        and not _NTH_TIME.fullmatch(text)
    )


_NTH_TIME = re.compile("第.{1,2}次")
"""When something was done, behind which a level's body may stand: 第二次市局办的."""


FORMERLY, _ROAD = "原", "路"
_LONGEST_BEFORE_FORMER = 2
"""Characters of a name that ends as what stands before a former body's does, at most: 太原; one called by a road has more."""
_BEFORE_PLACES = frozenset(spelled("stands_before_places"))
_NO_NAMES = frozenset((*spelled("no_names"), *spelled("takes_a_place")))


def is_class(name: str) -> bool:
    """Whether it is a class of places, or some of them, and no name of one."""
    return _NO_PLACE.search(name) is not None


def tells_of_visit(text: str) -> bool:
    """Whether another place's body is told of as a guest, a host or an example: 青川县人民政府一行来我县考察."""
    return _VISITS.search(text) is not None


_VISITS = re.compile("|".join(spelled("visits")))


def is_sent_elsewhere(text: str) -> bool:
    """Whether a sentence tells of what is sent to the body that it is for: 松岭镇人民政府转来误投的申请1件."""
    return _SENT_ELSEWHERE.search(text) is not None


_SENT_ELSEWHERE = re.compile("|".join(spelled("sent_elsewhere")))
