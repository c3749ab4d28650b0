"""What Alembic runs: the tables, the connection that `storage.migrating` hands over, and how types are written."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.operations import ops

from storage.base import METADATA, Moment, Private, PrivateJson

PLAIN = {Private: "sa.Text()", PrivateJson: "sa.Text()", Moment: "sa.DateTime()"}


def render(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """Our own column types as the plain ones below them: a migration stays what it was when the code moves on."""
    if kind == "type" and isinstance(thing, sa.BigInteger):
        return "ID"
    return PLAIN.get(type(thing), False) if kind == "type" else False


def leave_out_info(_: Any, __: Any, scripts: list[Any]) -> None:
    """`info` tells the code which tables are personal; the database has no place for it."""
    for script in scripts:
        for step in script.upgrade_ops.ops + script.downgrade_ops.ops:
            if isinstance(step, ops.CreateTableOp):
                step.info.clear()
                step.kw.pop("info", None)


options: dict[str, Any] = {
    "target_metadata": METADATA,
    "render_item": render,
    "process_revision_directives": leave_out_info,
    "render_as_batch": context.config.attributes.get("batch", True),
}
if context.is_offline_mode():
    context.configure(dialect_name=context.config.attributes["dialect"], literal_binds=True, **options)
else:
    context.configure(connection=context.config.attributes["connection"], **options)
with context.begin_transaction():
    context.run_migrations()
