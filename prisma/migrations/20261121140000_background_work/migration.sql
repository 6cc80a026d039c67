-- CreateEnum
CREATE TYPE "dead_letter_status" AS ENUM ('waiting', 'sent_again', 'done', 'discarded');

-- CreateTable
CREATE TABLE "dead_letter" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "status" "dead_letter_status" NOT NULL DEFAULT 'waiting',
    "job" TEXT,
    "body" TEXT NOT NULL,
    "error" TEXT,
    "attempts" INTEGER NOT NULL,
    "failed_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_again_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scheduled_run" (
    "name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,

    CONSTRAINT "scheduled_run_pkey" PRIMARY KEY ("name")
);

-- AlterTable
ALTER TABLE "stray_session" ADD COLUMN "email" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "dead_letter_key_key" ON "dead_letter"("key");

-- CreateIndex
CREATE INDEX "dead_letter_status_id_idx" ON "dead_letter"("status", "id");

-- CreateIndex
CREATE INDEX "audit_actor_id_created_at_idx" ON "audit"("actor_id", "created_at");

-- ─── What Prisma cannot say ──────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE "dead_letter" ADD CONSTRAINT "dead_letter_attempts" CHECK ("attempts" > 0);
ALTER TABLE "dead_letter" ADD CONSTRAINT "dead_letter_ended" CHECK (("status" IN ('done', 'discarded')) = ("ended_at" IS NOT NULL));

-- What of Stripe's a person may have to look at.
CREATE INDEX "webhook_event_unsettled" ON "webhook_event" ("received_at", "id")
  WHERE "processed_at" IS NULL OR "outcome" = 'waiting for its payment' OR "outcome" LIKE 'parked:%';
