"""Photos, voice notes and places that came with a conversation. The bytes lie in the home folder."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String

from storage.base import Id, Moment, Private, table

FILES = table(
    "files",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("kind", String(10), nullable=False),  # 照片, 语音, 位置, 文件
    Column("name", Private, nullable=False),  # as it was called; of a 位置 its coordinates
    Column("mime", String(80), nullable=False, server_default=""),
    Column("path", String(200)),  # below the home folder; none while it is not fetched, or for a 位置
    Column("size", Integer, nullable=False, server_default="0"),
    Column("received_at", Moment, nullable=False),
    Column("subject_kind", String(20)),
    Column("subject", Id),
    Index("ix_files_subject_kind_subject", "subject_kind", "subject"),
    personal=True,
)
