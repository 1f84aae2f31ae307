"""Word lists of the invented world: surnames, given names, roads, shops, companies.

The roads, companies and brands do not exist; the names are common characters put together
by chance.
"""

from __future__ import annotations


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


CN_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏傅方邹熊白孟秦邱侯江尹薛阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
CN_RARE_SURNAMES = ("欧阳", "上官", "司徒", "诸葛", "夏侯", "尉迟", "皇甫", "令狐")
CN_FEMALE = _each(
    "婷 雪梅 静怡 丽华 欣怡 雨桐 佳琪 晓燕 秀英 思琪 梦洁 诗涵 芳 敏 玉兰 慧 颖 春花 "
    "若曦 琳 依娜 嘉怡 紫萱 可馨 海燕 红 艳 莉 雅文 淑珍 文静 宁 月 小雨 晴 璐 倩 "
    "子涵 语嫣 冬梅"
)
CN_MALE = _each(
    "伟 强 磊 洋 勇 军 杰 涛 超 明 刚 平 辉 鹏 浩然 子轩 志强 建国 海波 宇航 俊熙 "
    "天佑 家豪 文博 立新 博文 振华 国栋 少华 学文 一鸣 嘉诚 晨 阳 凯 斌 飞 鑫 波 思远"
)
BABY_NAMES = _each(
    "糖糖 豆豆 小满 米粒 团团 圆圆 果果 安安 乐乐 可可 小雨点 汤圆 柚子 小核桃 毛毛 "
    "朵朵 点点 嘟嘟 奶昔 小鹿 芒果 年年 小橙子 星星 布丁 麦麦 泡泡 小石头 丸子 晨晨"
)
CN_ROADS = _each(
    "云杉路 晴川路 栖霞新路 竹溪路 望潮大道 金穗北路 锦帆路 松鹤街 梧桐里 白鹭路 "
    "长堤西路 枫桥新街 海棠弄 书香路 春申新路 月泉路 青石大街 兰亭新路 稻香东路 "
    "银杏大道"
)
CN_ESTATES = _each(
    "翠湖花园 云锦小区 阳光新苑 听雨轩 桂语里 滨江一品 和风雅居 书香名邸 丰泽家园 橙天公馆"
)
CN_CITIES = {
    "310199": ("上海市", ("浦东新区", "闵行区", "徐汇区", "松江区", "宝山区")),
    "320599": ("江苏省苏州市", ("姑苏区", "虎丘区", "吴中区", "相城区")),
    "330199": ("浙江省杭州市", ("西湖区", "滨江区", "余杭区", "萧山区")),
    "320299": ("江苏省无锡市", ("梁溪区", "滨湖区", "锡山区")),
    "340199": ("安徽省合肥市", ("蜀山区", "包河区", "庐阳区")),
    "440399": ("广东省深圳市", ("南山区", "福田区", "龙岗区")),
    "110199": ("北京市", ("朝阳区", "海淀区", "丰台区")),
    "510199": ("四川省成都市", ("武侯区", "锦江区", "青羊区")),
}

TW_SURNAMES = (
    "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高"
    "潘簡朱鍾游彭詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋"
)
TW_FEMALE = _each(
    "怡君 雅婷 淑芬 美玲 佳穎 欣怡 郁婷 詩涵 筱涵 雅雯 靜宜 惠婷 麗華 宜蓁 佩珊 思妤 "
    "采潔 心怡 婉婷 玉珍"
)
TW_MALE = _each(
    "家豪 志明 俊傑 建宏 冠宇 承翰 宗翰 柏翰 信宏 彥廷 俊宏 志豪 文雄 哲瑋 宇軒 品睿 "
    "育誠 國華 明哲 威廷"
)
TW_CITIES = {
    "臺北市": ("大安區", "信義區", "中山區", "內湖區"),
    "新北市": ("板橋區", "新店區", "中和區", "淡水區"),
    "臺中市": ("西屯區", "北屯區", "南屯區"),
    "高雄市": ("左營區", "三民區", "鼓山區"),
    "桃園市": ("中壢區", "桃園區", "蘆竹區"),
}
TW_ROADS = _each("青楓路 晨曦街 望海路 松濤路 文瀾路 慕雲街 栗林路 長泰新路 鹿鳴街 碧潭新路")

HK_SURNAMES = {
    "陳": "CHAN", "李": "LEE", "黃": "WONG", "張": "CHEUNG", "梁": "LEUNG", "林": "LAM",
    "何": "HO", "鄭": "CHENG", "吳": "NG", "劉": "LAU", "周": "CHOW", "葉": "YIP",
}  # fmt: skip
HK_GIVEN = {
    "志偉": "Chi Wai", "嘉欣": "Ka Yan", "詠詩": "Wing Sze", "家明": "Ka Ming", "美儀": "Mei Yee",
    "俊彥": "Chun Yin", "佩玲": "Pui Ling", "偉倫": "Wai Lun", "子晴": "Tsz Ching",
    "樂怡": "Lok Yi",
}  # fmt: skip
HK_DISTRICTS = ("九龍觀塘", "新界沙田", "香港灣仔", "九龍旺角", "新界荃灣", "香港北角")
HK_ROADS = ("青嵐街", "安宜道", "海晴路", "福澤街", "翠屏徑", "景逸道")

EN_FIRST = _each(
    "Alice Ben Carla Daniel Emma Frank Grace Henry Irene Jack Karen Liam Maria Nathan "
    "Olivia Peter Quinn Rachel Samuel Tina Ursula Victor Wendy Xavier Yvonne Zachary"
)
EN_LAST = _each(
    "Adler Brooks Carver Dalton Ellery Foster Garland Harlow Irving Jarvis Kendall "
    "Lowell Marlow Norwood Osborne Prescott Radley Selwyn Thornton Upton Vance Whitby "
    "Yardley"
)

COMPANY_HEADS = _each(
    "云程 恒穗 朗川 德屿 启晟 瀚泽 佳禾 铭远 鼎岳 华澍 创锐 中楷 百川新 昌翊 金澜 "
    "润拓 嘉屹 信衡 维森 博跃 思齐新 凌帆 东曜 宏笙 聚诺 泰禾新 康陌 立昂 长风新 优瀚"
)
COMPANY_TRADES = _each(
    "机电 贸易 物流 新材料 信息技术 医疗器械 食品 建设 环保科技 纺织 包装 精密制造"
)
COMPANY_PLACES = ("上海", "苏州", "杭州", "无锡", "合肥", "深圳", "北京", "成都")
JOB_TITLES = _each(
    "财务经理 财务总监 出纳 采购主管 总经理 副总经理 法定代表人 行政主管 会计 "
    "董事会秘书 业务经理 人事经理"
)
