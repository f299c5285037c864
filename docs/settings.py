"""The table of settings in both READMEs, made from the settings themselves."""

import os
import re
from dataclasses import Field, fields

from service.config import Settings, variable

CHINESE = {
    "host": "监听的地址",
    "port": "监听的端口",
    "data_dir": "保存全部数据的文件夹；设置了 `AUDIT_STORE` 时保存其余数据",
    "queue_url": "所用的Redis，或知其主节点的 Sentinel 的地址；未设置：自带一个",
    "queue_url_file": "写有该地址的文件，用于地址中含密码的情况",
    "store": "保存审核和批次的存储桶，如 s3://BUCKET/PREFIX?endpoint=https://…，需要附加组件 `s3`；未设置：数据文件夹",
    "store_access_key_file": "写有该存储桶访问密钥编号的文件；未设置：取环境变量 AWS_ACCESS_KEY_ID",
    "store_secret_key_file": "写有该密钥内容的文件；未设置：取环境变量 AWS_SECRET_ACCESS_KEY",
    "store_ca_file": "除系统证书外，用于验证该存储的证书文件（PEM）",
    "secrets_dir": "存放接口密钥和回调签名密钥的文件夹；未设置：数据文件夹",
    "workers": "审核进程数；未设置：处理器核数",
    "api_processes": "接口进程数",
    "open": "1：从未签发过密钥时，凡能连到服务者均可使用",
    "allowed_hosts": "访问本服务所用的主机名；未设置：IP地址和本机名",
    "trusted_proxies": "可信代理的地址或网段，只采信它们的 X-Forwarded 请求头",
    "base_path": "代理将本服务置于其下的路径，如 /audit；未设置：独占一个主机名",
    "cors_origins": "其页面可以调用接口的来源，如 https://portal.example.org；未设置：仅限本服务自己的页面",
    "requests_a_minute": "每个密钥每分钟的请求数上限",
    "profiles": "存放审核方案的文件夹，每个方案为一个 NAME.toml",
    "metrics_open": "1：/metrics 不需要密钥",
    "callback_hosts": "允许回调的主机，端口不是443时写作 `主机:端口`；未设置：不回调",
    "callback_networks": "允许回调的内网网段；未设置：仅限写明端口的主机所在的内网地址",
    "callback_ca_file": "除系统证书外，用于验证回调接收方的证书文件（PEM）",
    "callback_localhost": "1：允许以任何端口、也可用 http 回调本机，供试用",
    "fetch_hosts": "允许按地址获取报告的主机，端口不是443（http 为80）时写作 `主机:端口`；未设置：不获取",
    "fetch_networks": "允许获取报告的内网网段；未设置：仅限写明端口的主机所在的内网地址",
    "fetch_ca_file": "除系统证书外，用于验证这些主机的证书文件（PEM）",
    "connections_an_address": "单个地址对一个接口进程打开的连接数上限；0：不限",
    "idle_seconds": "连接为下一次请求保持打开的秒数，响应中会告知",
    "upload_bytes": "单份报告的字节数上限",
    "receiving_bytes": "一个接口进程同时接收的上传内容的字节数上限",
    "upload_seconds": "接收请求正文的秒数上限",
    "waiting": "排队审核总数上限",
    "waiting_a_client": "单个用户排队审核数上限",
    "batch_bytes": "一批报告上传时的字节数上限",
    "batch_inflated_bytes": "一批报告解压后的字节数上限",
    "batch_files": "一批报告的份数上限",
    "job_seconds": "一次审核的秒数上限",
    "job_cpu_seconds": "一次审核占用处理器的秒数上限",
    "jobs_a_process": "一个进程为同一客户端连续完成的审核数，满后退出；设为 1 则每次审核各用一个进程",
    "job_bytes": "一次审核占用内存的字节数上限",
    "sandbox": "required：缺少 Landlock 或 seccomp 时不运行任务；off：不用沙箱，仅供排查故障",
    "attempts": "报告致使进程终止几次后，其审核即告失败",
    "quarantine": "1：留存超出限制或致使进程终止的报告副本",
    "pages": "报告的页数上限",
    "inflated_bytes": "报告解压后的字节数上限",
    "cells": "一张表的单元格数上限",
    "scan_workers": "识别扫描件的进程数，需要附加组件 `ocr`",
    "scan_processes": "同时识别同一份扫描件各页的进程数；未设置时按每个识别进程可用的核数",
    "scan_pages": "报告中扫描页的页数上限",
    "scan_page_seconds": "每个扫描页平均秒数上限",
    "scan_looks_seconds": "每个扫描页两次识别平均所用处理器秒数上限；来不及再次识别的内容不据以报错",
    "scan_bytes": "审核扫描件占用内存的字节数上限",
    "bytes_a_client": "为单个用户保存的字节数上限",
    "disk_reserve_bytes": "磁盘上为结果预留的字节数，最多为磁盘的十分之一",
    "keep_days": "审核结束后保存的天数",
    "log_level": "记录日志的最低级别",
    "log_format": "json，或便于人阅读的 text",
}
"""What each setting means, for the Chinese README; the English words are the settings' own."""

_TABLE = re.compile(r"(?<=<!-- settings: made by docs/build.py -->\n).*?(?=<!-- end of settings -->)", re.DOTALL)


def english() -> str:
    """The table of the README in English."""
    rows = [_row(each, each.metadata["meaning"], "cores", "unset") for each in fields(Settings)]
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows, ""])


def chinese() -> str:
    """The table of the Chinese README. Raises KeyError for a setting that has no Chinese words yet."""
    rows = [_row(each, f"{CHINESE[each.name]}。", "处理器核数", "未设置") for each in fields(Settings)]
    return "\n".join(["| 变量 | 默认值 | 含义 |", "|---|---|---|", *rows, ""])


def _row(setting: "Field[object]", meaning: str, cores: str, unset: str) -> str:
    return f"| `{variable(setting.name)}` | {_default(setting, cores, unset)} | {meaning} |"


def _default(setting: "Field[object]", cores: str, unset: str) -> str:
    value = setting.default
    if setting.name == "workers" and value == (os.cpu_count() or 1):
        return cores
    return unset if value in ("", (), None) else f"`{int(value) if isinstance(value, bool) else value}`"


def put(text: str, table: str) -> str:
    """A README's text with this table in its place."""
    return _TABLE.sub(lambda _: table, text)
