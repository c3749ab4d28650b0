"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # SQLite numbers rows by itself only for INTEGER


def upgrade() -> None:
    op.create_table(
        "areas",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("net", sa.String(length=10), server_default="片区", nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("became_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["became_id"], ["areas.id"], name=op.f("fk_areas_became_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["areas.id"], name=op.f("fk_areas_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
    )
    op.create_index(op.f("ix_areas_parent_id"), "areas", ["parent_id"], unique=False)
    op.create_table(
        "facts",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("wake_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
    )
    op.create_index("ix_facts_done_at_wake_at", "facts", ["done_at", "wake_at"], unique=False)
    op.create_table(
        "moments",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", ID, nullable=False),
        sa.Column("due", sa.DateTime(), nullable=False),
        sa.Column("wake_at", sa.DateTime(), nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moments")),
        sa.UniqueConstraint("kind", "subject", "due", name=op.f("uq_moments_kind_subject_due")),
    )
    op.create_index("ix_moments_done_at_wake_at", "moments", ["done_at", "wake_at"], unique=False)
    op.create_table(
        "buildings",
        sa.Column("id", ID, nullable=False),
        sa.Column("committee_id", ID, nullable=False),
        sa.Column("estate", sa.String(length=80), server_default="", nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["areas.id"], name=op.f("fk_buildings_committee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buildings")),
        sa.UniqueConstraint("committee_id", "estate", "key", name=op.f("uq_buildings_committee_id_estate_key")),
    )
    op.create_index(op.f("ix_buildings_key"), "buildings", ["key"], unique=False)
    op.create_table(
        "building_areas",
        sa.Column("id", ID, nullable=False),
        sa.Column("building_id", ID, nullable=False),
        sa.Column("area_id", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_building_areas_area_id")),
        sa.ForeignKeyConstraint(["building_id"], ["buildings.id"], name=op.f("fk_building_areas_building_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_building_areas")),
    )
    op.create_index(op.f("ix_building_areas_area_id"), "building_areas", ["area_id"], unique=False)
    op.create_index(op.f("ix_building_areas_building_id"), "building_areas", ["building_id"], unique=False)
    op.create_table(
        "households",
        sa.Column("id", ID, nullable=False),
        sa.Column("building_id", ID, nullable=False),
        sa.Column("room", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), server_default="住户", nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=10), server_default="在住", nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["building_id"], ["buildings.id"], name=op.f("fk_households_building_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_households")),
        sa.UniqueConstraint("building_id", "key", name=op.f("uq_households_building_id_key")),
    )
    op.create_index("ix_households_state", "households", ["state"], unique=False)
    op.create_table(
        "persons",
        sa.Column("id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("gender", sa.String(length=2), server_default="", nullable=False),
        sa.Column("born", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=10), server_default="在", nullable=False),
        sa.Column("merged_id", ID, nullable=True),
        sa.Column("origin", sa.String(length=10), server_default="导入", nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_persons_household_id")),
        sa.ForeignKeyConstraint(["merged_id"], ["persons.id"], name=op.f("fk_persons_merged_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    op.create_index(op.f("ix_persons_household_id"), "persons", ["household_id"], unique=False)
    op.create_table(
        "preferences",
        sa.Column("id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("wish", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("visit_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_preferences_household_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preferences")),
    )
    op.create_index(op.f("ix_preferences_household_id"), "preferences", ["household_id"], unique=False)
    op.create_table(
        "accounts",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=128), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=True),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_accounts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("channel", "address", name=op.f("uq_accounts_channel_address")),
    )
    op.create_index(op.f("ix_accounts_person_id"), "accounts", ["person_id"], unique=False)
    op.create_table(
        "files",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.String(length=80), server_default="", nullable=False),
        sa.Column("path", sa.String(length=200), nullable=True),
        sa.Column("size", sa.Integer(), server_default="0", nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=True),
        sa.Column("subject", ID, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_files_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    op.create_index("ix_files_subject_kind_subject", "files", ["subject_kind", "subject"], unique=False)
    op.create_table(
        "invites",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_invites_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invites")),
        sa.UniqueConstraint("digest", name=op.f("uq_invites_digest")),
    )
    op.create_table(
        "journal",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("dialogue", sa.String(length=40), nullable=False),
        sa.Column("effects", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_journal_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_person_id_at", "journal", ["person_id", "at"], unique=False)
    op.create_table(
        "remarks",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=True),
        sa.Column("subject", ID, nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_remarks_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
    )
    op.create_index("ix_remarks_subject_kind_subject", "remarks", ["subject_kind", "subject"], unique=False)
    op.create_table(
        "roles",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("area_id", ID, nullable=True),
        sa.Column("building_id", ID, nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_roles_area_id")),
        sa.ForeignKeyConstraint(["building_id"], ["buildings.id"], name=op.f("fk_roles_building_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_roles_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    op.create_index(op.f("ix_roles_person_id"), "roles", ["person_id"], unique=False)
    op.create_index("ix_roles_role_area_id", "roles", ["role", "area_id"], unique=False)
    op.create_table(
        "tags",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("sensitivity", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state", sa.String(length=10), server_default="确认", nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_tags_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
    )
    op.create_index(op.f("ix_tags_person_id"), "tags", ["person_id"], unique=False)
    op.create_table(
        "talks",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("dialogue", sa.String(length=40), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("touched_at", sa.DateTime(), nullable=False),
        sa.Column("tick_at", sa.DateTime(), nullable=True),
        sa.Column("nudged_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=10), server_default="open", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_talks_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
    )
    op.create_index("ix_talks_outcome_tick_at", "talks", ["outcome", "tick_at"], unique=False)
    op.create_index("ix_talks_person_id_outcome", "talks", ["person_id", "outcome"], unique=False)
    op.create_table(
        "visits",
        sa.Column("id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("cadre_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("part", sa.String(length=10), server_default="", nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("logged_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["cadre_id"], ["persons.id"], name=op.f("fk_visits_cadre_id")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_visits_household_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
    )
    op.create_index("ix_visits_cadre_id_day", "visits", ["cadre_id", "day"], unique=False)
    op.create_index("ix_visits_household_id_day", "visits", ["household_id", "day"], unique=False)
    op.create_table(
        "inbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("message", sa.String(length=128), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("ready_at", sa.DateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("answers", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_inbox_account_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_inbox_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("channel", "message", name=op.f("uq_inbox_channel_message")),
    )
    op.create_index("ix_inbox_account_id_id", "inbox", ["account_id", "id"], unique=False)
    op.create_index("ix_inbox_person_id_state", "inbox", ["person_id", "state"], unique=False)
    op.create_index("ix_inbox_state_ready_at", "inbox", ["state", "ready_at"], unique=False)
    op.create_table(
        "needs",
        sa.Column("id", ID, nullable=False),
        sa.Column("visit_id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), server_default="待办", nullable=False),
        sa.Column("taken_by", ID, nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_needs_household_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["persons.id"], name=op.f("fk_needs_taken_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_needs_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs")),
    )
    op.create_index(op.f("ix_needs_household_id"), "needs", ["household_id"], unique=False)
    op.create_index(op.f("ix_needs_visit_id"), "needs", ["visit_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("buttons", sa.Text(), nullable=False),
        sa.Column("card", sa.String(length=40), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=20), server_default="", nullable=False),
        sa.Column("cause", ID, nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("send_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), server_default="waiting", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("result", sa.String(length=200), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_outbox_account_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_outbox_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_account_id_id", "outbox", ["account_id", "id"], unique=False)
    op.create_index(op.f("ix_outbox_cause"), "outbox", ["cause"], unique=False)
    op.create_index("ix_outbox_person_id_id", "outbox", ["person_id", "id"], unique=False)
    op.create_index("ix_outbox_state_send_at", "outbox", ["state", "send_at"], unique=False)
    op.create_table(
        "plans",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("cadre_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("part", sa.String(length=10), server_default="", nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("visit_id", ID, nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by", ID, nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["cadre_id"], ["persons.id"], name=op.f("fk_plans_cadre_id")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("fk_plans_household_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_plans_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    op.create_index("ix_plans_cadre_id_day", "plans", ["cadre_id", "day"], unique=False)
    op.create_index(op.f("ix_plans_household_id"), "plans", ["household_id"], unique=False)
    op.create_table(
        "visit_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("visit_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", ID, nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["persons.id"], name=op.f("fk_visit_versions_changed_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_visit_versions_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_versions")),
    )
    op.create_index(op.f("ix_visit_versions_visit_id"), "visit_versions", ["visit_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_visit_versions_visit_id"), table_name="visit_versions")
    op.drop_table("visit_versions")
    op.drop_index(op.f("ix_plans_household_id"), table_name="plans")
    op.drop_index("ix_plans_cadre_id_day", table_name="plans")
    op.drop_table("plans")
    op.drop_index("ix_outbox_state_send_at", table_name="outbox")
    op.drop_index("ix_outbox_person_id_id", table_name="outbox")
    op.drop_index(op.f("ix_outbox_cause"), table_name="outbox")
    op.drop_index("ix_outbox_account_id_id", table_name="outbox")
    op.drop_table("outbox")
    op.drop_index(op.f("ix_needs_visit_id"), table_name="needs")
    op.drop_index(op.f("ix_needs_household_id"), table_name="needs")
    op.drop_table("needs")
    op.drop_index("ix_inbox_state_ready_at", table_name="inbox")
    op.drop_index("ix_inbox_person_id_state", table_name="inbox")
    op.drop_index("ix_inbox_account_id_id", table_name="inbox")
    op.drop_table("inbox")
    op.drop_index("ix_visits_household_id_day", table_name="visits")
    op.drop_index("ix_visits_cadre_id_day", table_name="visits")
    op.drop_table("visits")
    op.drop_index("ix_talks_person_id_outcome", table_name="talks")
    op.drop_index("ix_talks_outcome_tick_at", table_name="talks")
    op.drop_table("talks")
    op.drop_index(op.f("ix_tags_person_id"), table_name="tags")
    op.drop_table("tags")
    op.drop_index("ix_roles_role_area_id", table_name="roles")
    op.drop_index(op.f("ix_roles_person_id"), table_name="roles")
    op.drop_table("roles")
    op.drop_index("ix_remarks_subject_kind_subject", table_name="remarks")
    op.drop_table("remarks")
    op.drop_index("ix_journal_person_id_at", table_name="journal")
    op.drop_table("journal")
    op.drop_table("invites")
    op.drop_index("ix_files_subject_kind_subject", table_name="files")
    op.drop_table("files")
    op.drop_index(op.f("ix_accounts_person_id"), table_name="accounts")
    op.drop_table("accounts")
    op.drop_index(op.f("ix_preferences_household_id"), table_name="preferences")
    op.drop_table("preferences")
    op.drop_index(op.f("ix_persons_household_id"), table_name="persons")
    op.drop_table("persons")
    op.drop_index("ix_households_state", table_name="households")
    op.drop_table("households")
    op.drop_index(op.f("ix_building_areas_building_id"), table_name="building_areas")
    op.drop_index(op.f("ix_building_areas_area_id"), table_name="building_areas")
    op.drop_table("building_areas")
    op.drop_index(op.f("ix_buildings_key"), table_name="buildings")
    op.drop_table("buildings")
    op.drop_index("ix_moments_done_at_wake_at", table_name="moments")
    op.drop_table("moments")
    op.drop_index("ix_facts_done_at_wake_at", table_name="facts")
    op.drop_table("facts")
    op.drop_index(op.f("ix_areas_parent_id"), table_name="areas")
    op.drop_table("areas")
