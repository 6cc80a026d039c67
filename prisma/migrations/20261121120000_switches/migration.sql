-- CreateEnum
CREATE TYPE "cancellation_run_status" AS ENUM ('running', 'done');

-- CreateEnum
CREATE TYPE "cancellation_item_status" AS ENUM ('waiting', 'cancelled', 'refused', 'failed');

-- CreateTable
CREATE TABLE "cancellation_run" (
    "id" UUID NOT NULL,
    "status" "cancellation_run_status" NOT NULL DEFAULT 'running',
    "reason" TEXT NOT NULL,
    "actor_id" UUID,
    "actor" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "cancellation_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cancellation_item" (
    "run_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "status" "cancellation_item_status" NOT NULL DEFAULT 'waiting',
    "detail" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cancellation_item_pkey" PRIMARY KEY ("run_id","order_id")
);

-- CreateIndex
CREATE INDEX "cancellation_run_started_at_idx" ON "cancellation_run"("started_at");

-- CreateIndex
CREATE INDEX "cancellation_item_order_id_idx" ON "cancellation_item"("order_id");

-- AddForeignKey
ALTER TABLE "cancellation_item" ADD CONSTRAINT "cancellation_item_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "cancellation_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cancellation_item" ADD CONSTRAINT "cancellation_item_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ─── What Prisma cannot say ──────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE "cancellation_run" ADD CONSTRAINT "cancellation_run_finished_once" CHECK (("status" = 'running') = ("finished_at" IS NULL));

-- One run at a time, so that a button pressed twice starts nothing twice.
CREATE UNIQUE INDEX "cancellation_run_one_running" ON "cancellation_run" ("status") WHERE "status" = 'running';
-- What is still to be done.
CREATE INDEX "cancellation_item_waiting" ON "cancellation_item" ("run_id", "order_id") WHERE "status" = 'waiting';
