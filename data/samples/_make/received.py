"""Questionnaires as three vendors of ``corporate-crm`` sent them back: workbooks, not tables.

Two are riskkit's own blank forms, filled in by the vendor; one is a table of the sender's own.
Everybody in them is invented.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from . import writing


class Said(NamedTuple):
    """What a vendor wrote behind one question."""

    answer: str
    comment: str = ""
    evidence: str = ""
    na_reason: str = ""


CALL = {
    "VQ-GOV-01": Said("是", "客户成功部经理兼任，电话见合同附件一", "EV-CALL-AGR"),
    "VQ-GOV-02": Said("是", "营业执照与增值电信业务经营许可证均在有效期内", "EV-CALL-POL"),
    "VQ-GOV-03": Said("是", "现行制度为 2023 年版，新版正在修订，尚未发布", "EV-CALL-POL"),
    "VQ-GOV-04": Said("否"),
    "VQ-GOV-05": Said("否", "", "EV-CALL-POL"),
    "VQ-CON-01": Said("是", "见主合同附件五", "EV-CALL-AGR"),
    "VQ-CON-02": Said("是", "合同第六条", "EV-CALL-AGR"),
    "VQ-CON-03": Said("是", "合同附件八", "EV-CALL-AGR"),
    "VQ-ITS-05": Said("是", "每季度做一次恢复测试", "EV-CALL-SOC"),
    "VQ-CNF-01": Said("不适用", "", "", "我司人员不进入贵行场地"),
    "VQ-CNF-02": Said("部分", "外包坐席的承诺书还没有收齐"),
    "VQ-ACC-01": Said("是", "一人一账号，季度复核", "EV-CALL-SOC"),
    "VQ-ACC-02": Said("是", "管理员已启用；远程运维计划于 2027 年一季度启用", "EV-CALL-TST"),
    "VQ-ACC-03": Said("是", "由人事系统自动停用", "EV-CALL-SOC"),
    "VQ-ACC-04": Said("是", "平台日志保存十二个月，每月抽查", "EV-CALL-SOC"),
    "VQ-ITS-01": Said("是", "远程操作需工单审批并录屏", "EV-CALL-TST"),
    "VQ-ITS-04": Said("是", "上线清单第四项", "EV-CALL-TST"),
    "VQ-ENC-01": Said("是", "录音文件存储加密，密钥由贵行保管一份", "EV-CALL-TST"),
    "VQ-ENC-02": Said("是", "专线加传输加密", "EV-CALL-TST"),
    "VQ-CUS-01": Said("不适用", "", "", "没有实物交接"),
    "VQ-CUS-02": Said("不适用", "", "", "没有实物交接"),
    "VQ-ITS-03": Said("是", "故障硬盘先取出，就地粉碎，附记录", "EV-CALL-TST"),
    "VQ-SUB-01": Said("是", "除语音转写由北岸语音科技有限公司承接外，没有其他转委托"),
    "VQ-SUB-02": Said("部分", "机房托管商已列出，其余供应商名单内部掌握"),
    "VQ-SUB-03": Said("是", "分包合同第七条", "EV-CALL-AGR"),
    "VQ-XBR-01": Said("是", "全部存放在华东机房", "EV-CALL-SOC"),
    "VQ-XBR-02": Said("不适用", "", "", "数据不出境"),
    "VQ-INC-01": Said("是", "合同第十条：二十四小时内", "EV-CALL-AGR"),
    "VQ-INC-02": Said("是", "2026 年 3 月演练过一次", "EV-CALL-SOC"),
    "VQ-DEL-01": Said("是", "合同附件八", "EV-CALL-AGR"),
    "VQ-DEL-02": Said("不适用", "", "", "保存期限由贵行设定，与我司无关"),
    "VQ-PER-01": Said("是", "入职与年度各一次", "EV-CALL-SOC"),
    "VQ-PER-02": Said("不适用", "", "", "不驻场"),
    "VQ-AUD-01": Said("部分", "可看报告，不接受现场检查"),
    "VQ-AUD-02": Said("是", "SOC 2 第二类报告，期间至 2026 年 3 月", "EV-CALL-SOC"),
    "VQ-ITS-06": Said("计划中", "2026 年底前安排渗透测试"),
    "VQ-PHY-01": Said("是", "机房门禁与录像", "EV-CALL-SOC"),
    "VQ-PHY-02": Said("不适用", "", "", "没有贵行的钥匙和门禁卡"),
    "VQ-PUR-01": Said("否", "少量录音脱敏后用于训练转写模型"),
    "VQ-PUR-02": Said("是", "只接收录音与坐席工号", "EV-CALL-TST"),
    "VQ-ITS-02": Said("是", "排障用脱敏样本", "EV-CALL-TST"),
}

TRADE = {
    "mvsp-2.1": Said("Yes", "SAML for every tenant"),
    "mvsp-2.4": Said("Yes", "bcrypt, see report section 3", "EV-TRADE-PT"),
    "mvsp-4.2": Said("Yes", "Reviewed each quarter; keys for administrators", "EV-TRADE-PT"),
    "mvsp-2.2": Said("Yes", "", "EV-TRADE-PT"),
    "mvsp-2.8": Said("Yes", "Online stores are. Backups are not encrypted yet", "EV-TRADE-PT"),
    "mvsp-4.3": Said("Partly", "SMS is sent by Halyard Messaging Ltd.; the list is being updated"),
    "mvsp-1.7": Said("Yes", "Clause 11", "EV-TRADE-AGR"),
    "mvsp-1.8": Said("Not applicable", "Hosted by our cloud provider", "", "No media of our own"),
    "mvsp-1.5": Said("Yes", "Each year, by role", "EV-TRADE-ISO"),
    "mvsp-1.3": Said("Yes", "This form"),
    "mvsp-1.6": Said("Yes", "See transfer file", "EV-TRADE-FIL"),
    "mvsp-4.1": Said("Yes", "Data centre certificate", "EV-TRADE-ISO"),
    "mvsp-3.1": Said("Yes", "", "EV-TRADE-AGR"),
    "mvsp-3.2": Said("Partly", "Diagram of 2024"),
    "mvsp-1.1": Said("Yes", "security.txt published", "EV-TRADE-PT"),
    "mvsp-1.2": Said("Yes", "On request, in the staging environment"),
    "mvsp-1.4": Said("Yes", "March 2026", "EV-TRADE-PT"),
    "mvsp-2.3": Said("Yes", "", "EV-TRADE-PT"),
    "mvsp-2.5": Said("Yes", "", "EV-TRADE-PT"),
    "mvsp-2.6": Said("Planned", "Automated updates in the first quarter of 2027"),
    "mvsp-3.3": Said("Yes", "", "EV-TRADE-ISO"),
    "mvsp-3.4": Said("Yes", "Median 21 days", "EV-TRADE-PT"),
    "mvsp-3.5": Said(""),
    "mvsp-2.7": Said("Yes", "13 months", "EV-TRADE-PT"),
    "mvsp-4.4": Said("Yes", "Restored in May 2026", "EV-TRADE-ISO"),
    "VQ-GOV-04": Said("No"),
    "VQ-GOV-05": Said("No", "", "EV-TRADE-AGR"),
    "VQ-CON-01": Said("Yes", "Signed 2025-05-20", "EV-TRADE-AGR"),
    "VQ-CNF-01": Said("Yes", "Annex C", "EV-TRADE-AGR"),
    "VQ-SUB-01": Said("Yes", "Clause 8", "EV-TRADE-AGR"),
    "VQ-XBR-02": Said("Yes", "Standard contract filed; transfer assessment of August 2025",
                      "EV-TRADE-FIL EV-TRADE-TIA EV-TRADE-SCC"),
    "VQ-DEL-01": Said("Yes", "Clause 14", "EV-TRADE-AGR"),
    "VQ-PUR-01": Said("No", "", "EV-TRADE-AGR"),
}  # fmt: skip

INSURER: Sequence[Sequence[str]] = (
    ("海岑财产保险股份有限公司  合作方个人信息保护自查表（2026 年度）",),
    ("填表部门：合作业务部    填表日期：2026-10-30",),
    (),
    ("序号", "检查项", "是否符合", "情况说明", "证明材料"),
    ("一、组织与制度",),
    ("1", "是否设有个人信息保护负责人并对外公布联系方式", "是", "公司官网可查", "任命文件"),
    ("2", "是否有个人信息保护制度，且一年内复核过", "是", "2026 年 3 月修订", "制度汇编"),
    ("3", "是否与集团内各公司分别约定数据使用范围", "部分", "与银行的协议未列证件号码与手机号", ""),
    ("二、收集与使用",),
    ("4", "从合作银行接收的字段是否与协议一致", "否", "多出两列，已停用，待更新接口", ""),
    ("5", "是否在首次联系客户时说明信息来源", "是", "话术第二句", "话术文本"),
    ("6", "客户拒绝后是否不再联系", "是", "2026 年有三起仍被致电的投诉，已加黑名单", "黑名单截图"),
    ("7", "是否把接收的数据用于核保模型", "部分", "去掉姓名后用于企业风险评分", ""),
    ("三、存储与访问",),
    ("8", "敏感数据存储是否加密", "是", "数据库透明加密", "配置截图"),
    ("9", "账号是否一人一号并按季度复核", "是", "", "复核记录"),
    ("10", "管理员是否启用多因素认证", "是", "口令加短信", ""),
    ("11", "导出是否需要审批并留有日志", "部分", "团队长以上免审批", ""),
    ("12", "数据是否存放在境内", "是", "自有机房", "机房清单"),
    ("四、共享与委托",),
    ("13", "外呼是否委托第三方", "是", "由聆川呼叫服务有限公司承担", "合同"),
    ("14", "第三方是否签署保密与数据处理协议", "是", "尚未与新一期坐席公司签署", ""),
    ("15", "是否向境外提供", "否", "", ""),
    ("五、删除与事件",),
    ("16", "合作终止后是否删除并出具证明", "不适用", "合作期至 2028 年 1 月", ""),
    ("17", "超过保存期限的名单是否已删除", "否", "2024 年的名单仍在测试库", ""),
    ("18", "发现泄露是否在二十四小时内通知合作银行", "是", "协议第九条", "协议"),
    ("19", "一年内是否演练过应急预案", "是", "2026 年 6 月", "演练记录"),
    ("20", "员工是否每年培训并考核", "是", "通过率 96%", "培训记录"),
    ("填表人：合作业务部  复核：合规部（盖章）",),
)


def make(folder: Path) -> None:
    """Write the three workbooks into ``folder/answers``."""
    answers = folder / "answers"
    _fill(answers / "V-CALL.xlsx", CALL, "it_service", "--lang", "zh-Hans")
    _fill(answers / "V-TRADE.xlsx", TRADE, "--id", "mvsp-3.0", "--kind", "cloud", "--lang", "en")
    writing.write_workbook(answers / "V-INS.xlsx", {"自查表": INSURER})


def _fill(path: Path, said: Mapping[str, Said], *blank: str) -> None:
    """Fill in a blank form of riskkit's own, as it is sent out by the command."""
    from openpyxl import load_workbook

    with TemporaryDirectory() as scratch:
        form = Path(scratch) / "form.xlsx"
        command = (sys.executable, "-m", "riskkit", "questionnaire", "blank", *blank)
        subprocess.run([*command, "--out", str(form)], check=True, capture_output=True)
        book = load_workbook(form)
    for row in book.worksheets[0].iter_rows(min_row=2):
        # columns: id, domain, wording, law; answer, comment, evidence, reason for "n/a"
        for cell, text in zip(row[4:], said[str(row[0].value)], strict=True):
            cell.value = text or None
    written = BytesIO()
    book.save(written)
    writing.write_untimed(path, written)
