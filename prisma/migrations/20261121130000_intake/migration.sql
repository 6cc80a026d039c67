-- Who an unpaid order counts against: keyed hashes, kept only while it waits to be paid.
ALTER TABLE "order" ADD COLUMN "customer_key" BYTEA;
ALTER TABLE "order" ADD COLUMN "client_key" BYTEA;
CREATE INDEX "order_waiting_by_customer" ON "order" ("customer_key") WHERE "status" = 'awaiting_payment';
CREATE INDEX "order_waiting_by_client" ON "order" ("client_key") WHERE "status" = 'awaiting_payment';

-- Until when somebody is at ending the order, so that others leave it alone.
ALTER TABLE "order" ADD COLUMN "ending_until" TIMESTAMPTZ(3);

-- What a customer and a client address hold in orders that wait to be paid. Whoever asks for the same key waits until the transaction
-- ends, so that what is read is still true when the next order is written: each statement of a volatile function sees what was
-- committed before it began, and so after the locks. The locks are taken in one order, before those on stock.
CREATE FUNCTION unpaid_holdings("customer" BYTEA, "client" BYTEA)
RETURNS TABLE ("customer_orders" INT, "customer_units" INT, "customer_until" TIMESTAMPTZ, "client_orders" INT, "client_units" INT, "client_until" TIMESTAMPTZ)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  customer_lock BIGINT := ('x' || encode(substr(customer, 1, 8), 'hex'))::bit(64)::bigint;
  client_lock BIGINT := ('x' || encode(substr(client, 1, 8), 'hex'))::bit(64)::bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(least(customer_lock, client_lock));
  PERFORM pg_advisory_xact_lock(greatest(customer_lock, client_lock));
  RETURN QUERY
    SELECT (count(DISTINCT o.id) FILTER (WHERE o.customer_key = customer))::int,
           coalesce(sum(r.quantity) FILTER (WHERE o.customer_key = customer), 0)::int,
           min(o.expires_at) FILTER (WHERE o.customer_key = customer),
           (count(DISTINCT o.id) FILTER (WHERE o.client_key = client))::int,
           coalesce(sum(r.quantity) FILTER (WHERE o.client_key = client), 0)::int,
           min(o.expires_at) FILTER (WHERE o.client_key = client)
      FROM "order" o
      LEFT JOIN reservation r ON r.order_id = o.id AND r.status = 'live'
     WHERE o.status = 'awaiting_payment' AND NOT o.needs_review
       AND (o.customer_key = customer OR o.client_key = client);
END $$;

CREATE TYPE "queued_checkout_status" AS ENUM ('queued', 'done', 'refused');

-- A checkout that was taken in and waits for its turn.
CREATE TABLE "queued_checkout" (
    "id" TEXT NOT NULL,
    "status" "queued_checkout_status" NOT NULL DEFAULT 'queued',
    "account_id" UUID,
    "cart_id" UUID NOT NULL,
    "cart_seen" TEXT NOT NULL,
    "client_key" BYTEA NOT NULL,
    "body" JSONB,
    "order_id" UUID,
    "reply" JSONB,
    "refusal" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "queued_checkout_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "queued_checkout_created_at_idx" ON "queued_checkout"("created_at");
ALTER TABLE "queued_checkout" ADD CONSTRAINT "queued_checkout_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- It ends in one way, and what it asked for is kept only until then.
ALTER TABLE "queued_checkout" ADD CONSTRAINT "queued_checkout_end" CHECK (
  CASE "status"
    WHEN 'queued' THEN "body" IS NOT NULL AND "reply" IS NULL AND "refusal" IS NULL AND "ended_at" IS NULL
    WHEN 'done' THEN "body" IS NULL AND "reply" IS NOT NULL AND "refusal" IS NULL AND "ended_at" IS NOT NULL
    ELSE "body" IS NULL AND "reply" IS NULL AND "refusal" IS NOT NULL AND "ended_at" IS NOT NULL
  END);
