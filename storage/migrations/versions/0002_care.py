"""Care."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # SQLite numbers rows by itself only for INTEGER


def upgrade() -> None:
    op.create_table(
        "charges",
        sa.Column("id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("cadre_id", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["cadre_id"], ["persons.id"], name=op.f("fk_charges_cadre_id")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_charges_household_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
    )
    with op.batch_alter_table("charges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_charges_cadre_id"), ["cadre_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_charges_household_id"), ["household_id"], unique=False)

    op.create_table(
        "digests",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("homes", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_digests_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("person_id", "kind", "day", name=op.f("uq_digests_person_id_kind_day")),
    )
    op.create_table(
        "handovers",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("committee_id", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("shares", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("moved_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["committee_id"], ["areas.id"], name=op.f("fk_handovers_committee_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_handovers_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_table(
        "hours",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("off", sa.String(length=7), server_default="", nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_hours_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours")),
    )
    with op.batch_alter_table("hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hours_person_id"), ["person_id"], unique=False)

    op.create_table(
        "leaves",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("substitute_id", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("planned", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_leaves_person_id")),
        sa.ForeignKeyConstraint(["substitute_id"], ["persons.id"], name=op.f("fk_leaves_substitute_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaves")),
    )
    with op.batch_alter_table("leaves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leaves_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_leaves_until", ["until"], unique=False)

    op.create_table(
        "rounds",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.String(length=80), server_default="", nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=True),
        sa.Column("block", sa.String(length=80), server_default="", nullable=False),
        sa.Column("whom", sa.String(length=200), server_default="", nullable=False),
        sa.Column("area_id", ID, nullable=True),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("ended", sa.String(length=10), server_default="", nullable=False),
        sa.Column("end_words", sa.Text(), server_default="", nullable=False),
        sa.Column("became_id", ID, nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_rounds_area_id")),
        sa.ForeignKeyConstraint(["became_id"], ["rounds.id"], name=op.f("fk_rounds_became_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["persons.id"], name=op.f("fk_rounds_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.create_index("ix_rounds_kind_made_at", ["kind", "made_at"], unique=False)

    op.create_table(
        "rests",
        sa.Column("id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("visit_id", ID, nullable=True),
        sa.Column("was_until", sa.Date(), nullable=True),
        sa.Column("ended_visit_id", ID, nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["ended_visit_id"], ["visits.id"], name=op.f("fk_rests_ended_visit_id")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_rests_household_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_rests_person_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_rests_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rests")),
    )
    with op.batch_alter_table("rests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rests_household_id"), ["household_id"], unique=False)

    op.create_table(
        "round_homes",
        sa.Column("id", ID, nullable=False),
        sa.Column("round_id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("role", sa.String(length=20), server_default="", nullable=False),
        sa.Column("cadre_id", ID, nullable=True),
        sa.Column("state", sa.String(length=10), server_default="待联系", nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("visit_id", ID, nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["cadre_id"], ["persons.id"], name=op.f("fk_round_homes_cadre_id")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_round_homes_household_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_round_homes_person_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_round_homes_round_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_round_homes_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_homes")),
        sa.UniqueConstraint("round_id", "household_id", "role", name=op.f("uq_round_homes_round_id_household_id_role")),
    )
    with op.batch_alter_table("round_homes", schema=None) as batch_op:
        batch_op.create_index("ix_round_homes_cadre_id_done_at", ["cadre_id", "done_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_homes_household_id"), ["household_id"], unique=False)

    op.create_table(
        "tag_changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("tag_id", ID, nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", ID, nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["persons.id"], name=op.f("fk_tag_changes_changed_by")),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_tag_changes_tag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_changes")),
    )
    with op.batch_alter_table("tag_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tag_changes_tag_id"), ["tag_id"], unique=False)

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("expires_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("in_person", sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table("tags", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("visit_id", ID, nullable=True))

    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.create_index("ix_visits_contacts", ["household_id", "undone_at", "way", "day"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index("ix_visits_contacts")

    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_column("in_person")

    with op.batch_alter_table("tags", schema=None) as batch_op:
        batch_op.drop_column("visit_id")
        batch_op.drop_column("note")

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("expires_at")

    with op.batch_alter_table("tag_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tag_changes_tag_id"))

    op.drop_table("tag_changes")
    with op.batch_alter_table("round_homes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_homes_household_id"))
        batch_op.drop_index("ix_round_homes_cadre_id_done_at")

    op.drop_table("round_homes")
    with op.batch_alter_table("rests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rests_household_id"))

    op.drop_table("rests")
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.drop_index("ix_rounds_kind_made_at")

    op.drop_table("rounds")
    with op.batch_alter_table("leaves", schema=None) as batch_op:
        batch_op.drop_index("ix_leaves_until")
        batch_op.drop_index(batch_op.f("ix_leaves_person_id"))

    op.drop_table("leaves")
    with op.batch_alter_table("hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hours_person_id"))

    op.drop_table("hours")
    op.drop_table("handovers")
    op.drop_table("digests")
    with op.batch_alter_table("charges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_charges_household_id"))
        batch_op.drop_index(batch_op.f("ix_charges_cadre_id"))

    op.drop_table("charges")
