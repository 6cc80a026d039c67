-- CreateEnum
CREATE TYPE "dispute_status" AS ENUM ('needs_response', 'under_review', 'won', 'lost');

-- CreateEnum
CREATE TYPE "reconciliation_status" AS ENUM ('running', 'done', 'failed', 'abandoned');

-- CreateEnum
CREATE TYPE "balance_entry_kind" AS ENUM ('capture', 'refund', 'dispute', 'fee', 'other');

-- CreateTable
CREATE TABLE "payment_decline" (
    "event_id" TEXT NOT NULL,
    "payment_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "declined_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_decline_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "id" UUID NOT NULL,
    "stripe_dispute_id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "status" "dispute_status" NOT NULL,
    "is_inquiry" BOOLEAN NOT NULL,
    "withdrawn_minor" INTEGER NOT NULL DEFAULT 0,
    "due_by" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation" (
    "id" UUID NOT NULL,
    "status" "reconciliation_status" NOT NULL DEFAULT 'running',
    "actor_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "looked_at" INTEGER NOT NULL DEFAULT 0,
    "healed" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "findings" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation_cursor" (
    "list" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3),
    "after" TEXT,
    "has_failed" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reconciliation_cursor_pkey" PRIMARY KEY ("list")
);

-- CreateTable
CREATE TABLE "stray_session" (
    "stripe_session_id" TEXT NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "stripe_refund_id" TEXT,
    "refusal" TEXT,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stray_session_pkey" PRIMARY KEY ("stripe_session_id")
);

-- CreateTable
CREATE TABLE "balance_entry" (
    "id" TEXT NOT NULL,
    "kind" "balance_entry_kind" NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "fee_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "source" TEXT,
    "stripe_intent_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "balance_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement" (
    "day" DATE NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "captured_minor" INTEGER NOT NULL,
    "refunded_minor" INTEGER NOT NULL,
    "fees_minor" INTEGER NOT NULL,
    "disputed_minor" INTEGER NOT NULL,
    "orders_captured_minor" INTEGER NOT NULL,
    "orders_refunded_minor" INTEGER NOT NULL,
    "mismatches" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("day","currency")
);

-- CreateIndex
CREATE INDEX "payment_decline_payment_id_idx" ON "payment_decline"("payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_stripe_dispute_id_key" ON "dispute"("stripe_dispute_id");

-- CreateIndex
CREATE INDEX "dispute_order_id_idx" ON "dispute"("order_id");

-- CreateIndex
CREATE INDEX "dispute_payment_id_idx" ON "dispute"("payment_id");

-- CreateIndex
CREATE INDEX "reconciliation_started_at_idx" ON "reconciliation"("started_at");

-- CreateIndex
CREATE INDEX "balance_entry_created_at_idx" ON "balance_entry"("created_at");

-- CreateIndex
CREATE INDEX "balance_entry_source_idx" ON "balance_entry"("source");

-- CreateIndex
CREATE INDEX "balance_entry_stripe_intent_id_idx" ON "balance_entry"("stripe_intent_id");

-- AddForeignKey
ALTER TABLE "payment_decline" ADD CONSTRAINT "payment_decline_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ─── What Prisma cannot say ──────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE "dispute" ADD CONSTRAINT "dispute_amounts" CHECK ("amount_minor" > 0);
ALTER TABLE "reconciliation" ADD CONSTRAINT "reconciliation_counts" CHECK ("looked_at" >= 0 AND "healed" >= 0 AND "failures" >= 0);
ALTER TABLE "reconciliation" ADD CONSTRAINT "reconciliation_finished_once" CHECK (("status" = 'running') = ("finished_at" IS NULL));
ALTER TABLE "reconciliation_cursor" ADD CONSTRAINT "reconciliation_cursor_under_way" CHECK ("after" IS NULL OR "until_at" IS NOT NULL);

-- One comparison at a time.
CREATE UNIQUE INDEX "reconciliation_one_running" ON "reconciliation" ("status") WHERE "status" = 'running';
-- What may be stuck.
CREATE INDEX "payment_processing" ON "payment" ("updated_at") WHERE "status" = 'processing';

-- Books are added to and never rewritten.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "balance_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "payment_decline" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON "dispute" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON "stray_session" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "amounts_frozen" BEFORE UPDATE ON "dispute" FOR EACH ROW
  WHEN ((OLD."order_id", OLD."payment_id", OLD."currency") IS DISTINCT FROM (NEW."order_id", NEW."payment_id", NEW."currency"))
  EXECUTE FUNCTION "refuse_change"();
