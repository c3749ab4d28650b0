<%
    def bare(steps):
        lines = [line for line in (steps or "pass").splitlines() if not line.lstrip().startswith("# ###")]
        return "\n".join(lines).strip()
%>"""${message[:1].upper()}${message[1:]}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # SQLite numbers rows by itself only for INTEGER


def upgrade() -> None:
    ${bare(upgrades)}


def downgrade() -> None:
    ${bare(downgrades)}
