"""Cases."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # SQLite numbers rows by itself only for INTEGER


def upgrade() -> None:
    op.create_table(
        "answers_stale",
        sa.Column("id", ID, nullable=False),
        sa.Column("what", sa.String(length=180), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers_stale")),
        sa.UniqueConstraint("what", name=op.f("uq_answers_stale_what")),
    )
    op.create_table(
        "answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("committee_id", ID, nullable=True),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=200), server_default="", nullable=False),
        sa.Column("number", sa.String(length=80), server_default="", nullable=False),
        sa.Column("owner", sa.String(length=40), server_default="", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("made_by", ID, nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["committee_id"], ["areas.id"], name=op.f("fk_answers_committee_id")),
        sa.ForeignKeyConstraint(["made_by"], ["persons.id"], name=op.f("fk_answers_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index("ix_answers_key_committee_id", ["key", "committee_id"], unique=False)

    op.create_table(
        "duty_shifts",
        sa.Column("id", ID, nullable=False),
        sa.Column("committee_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("swap_id", ID, nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["committee_id"], ["areas.id"], name=op.f("fk_duty_shifts_committee_id")),
        sa.ForeignKeyConstraint(["made_by"], ["persons.id"], name=op.f("fk_duty_shifts_made_by")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_duty_shifts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shifts")),
    )
    with op.batch_alter_table("duty_shifts", schema=None) as batch_op:
        batch_op.create_index("ix_duty_shifts_until", ["until"], unique=False)

    op.create_table(
        "duty_swaps",
        sa.Column("id", ID, nullable=False),
        sa.Column("committee_id", ID, nullable=True),
        sa.Column("asker_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        sa.Column("gives_since", sa.DateTime(), nullable=True),
        sa.Column("gives_until", sa.DateTime(), nullable=True),
        sa.Column("takes_since", sa.DateTime(), nullable=True),
        sa.Column("takes_until", sa.DateTime(), nullable=True),
        sa.Column("state", sa.String(length=4), server_default="问", nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["asker_id"], ["persons.id"], name=op.f("fk_duty_swaps_asker_id")),
        sa.ForeignKeyConstraint(["committee_id"], ["areas.id"], name=op.f("fk_duty_swaps_committee_id")),
        sa.ForeignKeyConstraint(["other_id"], ["persons.id"], name=op.f("fk_duty_swaps_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_swaps")),
    )
    op.create_table(
        "mandatory_reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("committee_id", ID, nullable=True),
        sa.Column("household_id", ID, nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("done_id", ID, nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("whom", sa.Text(), server_default="", nullable=False),
        sa.Column("when", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["areas.id"], name=op.f("fk_mandatory_reports_committee_id")),
        sa.ForeignKeyConstraint(["done_id"], ["persons.id"], name=op.f("fk_mandatory_reports_done_id")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_mandatory_reports_household_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_mandatory_reports_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandatory_reports")),
    )
    with op.batch_alter_table("mandatory_reports", schema=None) as batch_op:
        batch_op.create_index("ix_mandatory_reports_done_at", ["done_at"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", ID, nullable=False),
        sa.Column("sender_id", ID, nullable=False),
        sa.Column("committee_id", ID, nullable=True),
        sa.Column("whom", sa.String(length=200), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), server_default="0", nullable=False),
        sa.Column("homes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["committee_id"], ["areas.id"], name=op.f("fk_notices_committee_id")),
        sa.ForeignKeyConstraint(["sender_id"], ["persons.id"], name=op.f("fk_notices_sender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index("ix_notices_committee_id_made_at", ["committee_id", "made_at"], unique=False)
        batch_op.create_index("ix_notices_sender_id_made_at", ["sender_id", "made_at"], unique=False)

    op.create_table(
        "questions",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("notice_id", ID, nullable=True),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("committee_id", ID, nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_by", ID, nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["persons.id"], name=op.f("fk_questions_answered_by")),
        sa.ForeignKeyConstraint(["committee_id"], ["areas.id"], name=op.f("fk_questions_committee_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["persons.id"], name=op.f("fk_questions_owner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_questions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index("ix_questions_committee_id_answered_at", ["committee_id", "answered_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_person_id"), ["person_id"], unique=False)

    op.create_table(
        "cases",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), server_default="", nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("committee_id", ID, nullable=True),
        sa.Column("building_id", ID, nullable=True),
        sa.Column("household_id", ID, nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("category", sa.String(length=40), server_default="其他", nullable=False),
        sa.Column("sub", sa.String(length=40), server_default="", nullable=False),
        sa.Column("urgency", sa.String(length=2), server_default="P2", nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=4), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("holder", sa.String(length=40), server_default="", nullable=False),
        sa.Column("holder_id", ID, nullable=True),
        sa.Column("contact_due", sa.Date(), nullable=False),
        sa.Column("contact_at", sa.DateTime(), nullable=True),
        sa.Column("done_due", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=10), server_default="", nullable=False),
        sa.Column("reopened", sa.Integer(), server_default="0", nullable=False),
        sa.Column("merged_id", ID, nullable=True),
        sa.Column("visit_id", ID, nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["building_id"], ["buildings.id"], name=op.f("fk_cases_building_id")),
        sa.ForeignKeyConstraint(["committee_id"], ["areas.id"], name=op.f("fk_cases_committee_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["persons.id"], name=op.f("fk_cases_holder_id")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_cases_household_id")),
        sa.ForeignKeyConstraint(["merged_id"], ["cases.id"], name=op.f("fk_cases_merged_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["persons.id"], name=op.f("fk_cases_owner_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_cases_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("kind", "year", "serial", name=op.f("uq_cases_kind_year_serial")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_building_id"), ["building_id"], unique=False)
        batch_op.create_index("ix_cases_committee_id_state", ["committee_id", "state"], unique=False)
        batch_op.create_index("ix_cases_owner_id_state", ["owner_id", "state"], unique=False)
        batch_op.create_index("ix_cases_state_done_due", ["state", "done_due"], unique=False)

    op.create_table(
        "alerts",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("committee_id", ID, nullable=True),
        sa.Column("building_id", ID, nullable=True),
        sa.Column("household_id", ID, nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.Column("taken_id", ID, nullable=True),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("closed_id", ID, nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("same_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["building_id"], ["buildings.id"], name=op.f("fk_alerts_building_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_alerts_case_id")),
        sa.ForeignKeyConstraint(["closed_id"], ["persons.id"], name=op.f("fk_alerts_closed_id")),
        sa.ForeignKeyConstraint(["committee_id"], ["areas.id"], name=op.f("fk_alerts_committee_id")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_alerts_household_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_alerts_person_id")),
        sa.ForeignKeyConstraint(["taken_id"], ["persons.id"], name=op.f("fk_alerts_taken_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.create_index("ix_alerts_closed_at", ["closed_at"], unique=False)
        batch_op.create_index("ix_alerts_person_id_last_at", ["person_id", "last_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_alerts_same_id"), ["same_id"], unique=False)

    op.create_table(
        "calls",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("result", sa.String(length=10), server_default="", nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_calls_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_calls_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_calls_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
    )
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.create_index("ix_calls_case_id", ["case_id"], unique=False)
        batch_op.create_index("ix_calls_done_at", ["done_at"], unique=False)

    op.create_table(
        "case_steps",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("before", sa.String(length=4), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("whom", sa.String(length=40), server_default="", nullable=False),
        sa.Column("whom_id", ID, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_steps_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_case_steps_person_id")),
        sa.ForeignKeyConstraint(["whom_id"], ["persons.id"], name=op.f("fk_case_steps_whom_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_steps")),
    )
    with op.batch_alter_table("case_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_steps_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_voices",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("solved", sa.Boolean(), nullable=True),
        sa.Column("satisfied", sa.String(length=10), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("rated_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_voices_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_case_voices_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_voices")),
        sa.UniqueConstraint("case_id", "person_id", name=op.f("uq_case_voices_case_id_person_id")),
    )
    with op.batch_alter_table("case_voices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_voices_person_id"), ["person_id"], unique=False)

    op.create_table(
        "case_warnings",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("clock", sa.String(length=4), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(length=4), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_warnings_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_warnings")),
        sa.UniqueConstraint("case_id", "clock", "due", "stage", name=op.f("uq_case_warnings_case_id_clock_due_stage")),
    )
    op.create_table(
        "notice_letters",
        sa.Column("id", ID, nullable=False),
        sa.Column("notice_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("outbox_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_notice_letters_notice_id")),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_notice_letters_outbox_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_notice_letters_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_letters")),
    )
    with op.batch_alter_table("notice_letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_letters_notice_id"), ["notice_id"], unique=False)

    op.create_table(
        "ratings",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("act", sa.String(length=10), server_default="", nullable=False),
        sa.Column("solved", sa.Boolean(), nullable=False),
        sa.Column("satisfied", sa.String(length=10), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("visit_id", ID, nullable=True),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_ratings_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_ratings_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_ratings_person_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_ratings_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
    )
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        batch_op.create_index("ix_ratings_case_id", ["case_id"], unique=False)

    op.create_table(
        "alert_calls",
        sa.Column("id", ID, nullable=False),
        sa.Column("alert_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), server_default="none", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("call_at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(length=100), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_alert_calls_alert_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_alert_calls_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_calls")),
    )
    with op.batch_alter_table("alert_calls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_calls_alert_id"), ["alert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alert_calls_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_alert_calls_state_call_at", ["state", "call_at"], unique=False)

    op.create_table(
        "alert_words",
        sa.Column("id", ID, nullable=False),
        sa.Column("alert_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_alert_words_alert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_words")),
    )
    with op.batch_alter_table("alert_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_words_alert_id"), ["alert_id"], unique=False)

    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made", sa.String(length=10), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_column("made")

    with op.batch_alter_table("alert_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alert_words_alert_id"))

    op.drop_table("alert_words")
    with op.batch_alter_table("alert_calls", schema=None) as batch_op:
        batch_op.drop_index("ix_alert_calls_state_call_at")
        batch_op.drop_index(batch_op.f("ix_alert_calls_person_id"))
        batch_op.drop_index(batch_op.f("ix_alert_calls_alert_id"))

    op.drop_table("alert_calls")
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        batch_op.drop_index("ix_ratings_case_id")

    op.drop_table("ratings")
    with op.batch_alter_table("notice_letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_letters_notice_id"))

    op.drop_table("notice_letters")
    op.drop_table("case_warnings")
    with op.batch_alter_table("case_voices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_voices_person_id"))

    op.drop_table("case_voices")
    with op.batch_alter_table("case_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_steps_case_id"))

    op.drop_table("case_steps")
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.drop_index("ix_calls_done_at")
        batch_op.drop_index("ix_calls_case_id")

    op.drop_table("calls")
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alerts_same_id"))
        batch_op.drop_index("ix_alerts_person_id_last_at")
        batch_op.drop_index("ix_alerts_closed_at")

    op.drop_table("alerts")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_state_done_due")
        batch_op.drop_index("ix_cases_owner_id_state")
        batch_op.drop_index("ix_cases_committee_id_state")
        batch_op.drop_index(batch_op.f("ix_cases_building_id"))

    op.drop_table("cases")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_person_id"))
        batch_op.drop_index(batch_op.f("ix_questions_owner_id"))
        batch_op.drop_index("ix_questions_committee_id_answered_at")

    op.drop_table("questions")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index("ix_notices_sender_id_made_at")
        batch_op.drop_index("ix_notices_committee_id_made_at")

    op.drop_table("notices")
    with op.batch_alter_table("mandatory_reports", schema=None) as batch_op:
        batch_op.drop_index("ix_mandatory_reports_done_at")

    op.drop_table("mandatory_reports")
    op.drop_table("duty_swaps")
    with op.batch_alter_table("duty_shifts", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_shifts_until")

    op.drop_table("duty_shifts")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index("ix_answers_key_committee_id")

    op.drop_table("answers")
    op.drop_table("answers_stale")
