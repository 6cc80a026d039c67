-- CreateEnum
CREATE TYPE "promotion_kind" AS ENUM ('percentage', 'fixed_amount', 'free_delivery', 'gift');

-- AlterTable
ALTER TABLE "cart" ADD COLUMN "coupons" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "customer_email" TEXT,
ADD COLUMN "seen_offers" JSONB;

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN "is_gift" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "promotion" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "promotion_kind" NOT NULL,
    "code" TEXT,
    "percent_bp" INTEGER,
    "amount_minor" INTEGER,
    "gift_variant_id" UUID,
    "minimum_spend_minor" INTEGER NOT NULL DEFAULT 0,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "limit_total" INTEGER,
    "limit_per_customer" INTEGER,
    "combines" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "promotion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promotion_use" (
    "order_id" UUID NOT NULL,
    "promotion_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "promotion_kind" NOT NULL,
    "code" TEXT,
    "discount_minor" INTEGER NOT NULL,
    "gift_variant_id" UUID,
    "account_id" UUID,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "given_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "promotion_use_pkey" PRIMARY KEY ("order_id","promotion_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "promotion_code_key" ON "promotion"("code");

-- CreateIndex
CREATE INDEX "promotion_use_promotion_id_email_idx" ON "promotion_use"("promotion_id", "email");

-- CreateIndex
CREATE INDEX "promotion_use_promotion_id_account_id_idx" ON "promotion_use"("promotion_id", "account_id");

-- AddForeignKey
ALTER TABLE "promotion" ADD CONSTRAINT "promotion_gift_variant_id_fkey" FOREIGN KEY ("gift_variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_use" ADD CONSTRAINT "promotion_use_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_use" ADD CONSTRAINT "promotion_use_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma cannot say ──────────────────────────────────────────────────────────────────────────────────────────

-- Each kind has what it takes, and nothing else; codes are kept as they are compared.
ALTER TABLE "promotion" ADD CONSTRAINT "promotion_kind_has_its_worth" CHECK (
  ("kind" = 'percentage') = ("percent_bp" IS NOT NULL)
  AND ("kind" = 'fixed_amount') = ("amount_minor" IS NOT NULL)
  AND ("kind" = 'gift') = ("gift_variant_id" IS NOT NULL));
ALTER TABLE "promotion" ADD CONSTRAINT "promotion_sane" CHECK (
  ("percent_bp" IS NULL OR "percent_bp" BETWEEN 1 AND 10000)
  AND ("amount_minor" IS NULL OR "amount_minor" BETWEEN 1 AND 99999999)
  AND "minimum_spend_minor" BETWEEN 0 AND 99999999
  AND ("starts_at" IS NULL OR "ends_at" IS NULL OR "starts_at" < "ends_at")
  AND ("limit_total" IS NULL OR "limit_total" > 0)
  AND ("limit_per_customer" IS NULL OR "limit_per_customer" > 0)
  AND "uses" >= 0
  AND ("code" IS NULL OR "code" = upper(btrim("code")) AND "code" <> ''));

-- A gift costs nothing.
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_gift_is_free" CHECK (NOT "is_gift" OR ("unit_price_minor" = 0 AND "discount_minor" = 0));
ALTER TABLE "promotion_use" ADD CONSTRAINT "promotion_use_takes_off" CHECK (
  "discount_minor" >= 0 AND ("kind" = 'gift') = ("gift_variant_id" IS NOT NULL));

-- What was agreed stays agreed: only that a use is given back changes.
CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON "promotion_use" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON "promotion" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "agreed" BEFORE UPDATE ON "promotion_use" FOR EACH ROW
  WHEN ((OLD."order_id", OLD."promotion_id", OLD."name", OLD."kind", OLD."code", OLD."discount_minor", OLD."gift_variant_id", OLD."created_at")
    IS DISTINCT FROM (NEW."order_id", NEW."promotion_id", NEW."name", NEW."kind", NEW."code", NEW."discount_minor", NEW."gift_variant_id", NEW."created_at"))
  EXECUTE FUNCTION "refuse_change"();

-- A limited promotion counts the uses that orders have of it.
CREATE VIEW "books_promotion_uses" AS
SELECT p.id AS promotion_id, p.name, p.uses, coalesce(u.taken, 0) AS taken
  FROM promotion p
  LEFT JOIN (SELECT promotion_id, count(*) AS taken FROM promotion_use WHERE given_back_at IS NULL GROUP BY 1) u
    ON u.promotion_id = p.id
 WHERE p.limit_total IS NOT NULL AND p.uses <> coalesce(u.taken, 0);

-- An order that waits or is placed has its uses, one that ended has given them back; what they take off is its discount, and
-- what they give is among its lines.
CREATE VIEW "books_order_promotions" AS
SELECT o.id AS order_id, o.number, o.status, o.currency, o.discount_minor, coalesce(u.discount, 0) AS promotions_minor,
       coalesce(u.taken, 0) AS taken, coalesce(u.given_back, 0) AS given_back
  FROM "order" o
  LEFT JOIN (SELECT order_id, sum(discount_minor) FILTER (WHERE kind IN ('percentage', 'fixed_amount')) AS discount,
                    count(*) FILTER (WHERE given_back_at IS NULL) AS taken,
                    count(*) FILTER (WHERE given_back_at IS NOT NULL) AS given_back,
                    count(*) FILTER (WHERE kind = 'gift') AS gifts
               FROM promotion_use GROUP BY 1) u ON u.order_id = o.id
  LEFT JOIN (SELECT order_id, sum(quantity) AS gifts FROM order_line WHERE is_gift GROUP BY 1) l ON l.order_id = o.id
 WHERE o.discount_minor <> coalesce(u.discount, 0) OR coalesce(u.gifts, 0) <> coalesce(l.gifts, 0)
    OR (o.status IN ('awaiting_payment', 'placed') AND u.given_back > 0)
    OR (o.status IN ('expired', 'cancelled') AND u.taken > 0);

CREATE OR REPLACE VIEW "books_breach" (law, since, figures) AS
SELECT 'stock_drift', NULL::timestamptz, to_jsonb(b) FROM books_stock_drift b UNION ALL
SELECT 'reservation_drift', NULL, to_jsonb(b) FROM books_reservation_drift b UNION ALL
SELECT 'held_units', NULL, to_jsonb(b) FROM books_held_units b UNION ALL
SELECT 'sold_units', NULL, to_jsonb(b) FROM books_sold_units b UNION ALL
SELECT 'order_payment', NULL, to_jsonb(b) FROM books_order_payment b UNION ALL
SELECT 'payment_status', NULL, to_jsonb(b) FROM books_payment_status b UNION ALL
SELECT 'parcels', NULL, to_jsonb(b) FROM books_parcels b UNION ALL
SELECT 'refund_ledger', NULL, to_jsonb(b) FROM books_refund_ledger b UNION ALL
SELECT 'order_refunds', NULL, to_jsonb(b) FROM books_order_refunds b UNION ALL
SELECT 'order_totals', NULL, to_jsonb(b) FROM books_order_totals b UNION ALL
SELECT 'money_ledger', NULL, to_jsonb(b) FROM books_money_ledger b UNION ALL
SELECT 'promotion_uses', NULL, to_jsonb(b) FROM books_promotion_uses b UNION ALL
SELECT 'order_promotions', NULL, to_jsonb(b) FROM books_order_promotions b UNION ALL
SELECT 'outbox_waiting', since, to_jsonb(b) FROM books_outbox_waiting b UNION ALL
SELECT 'webhooks_waiting', since, to_jsonb(b) FROM books_webhooks_waiting b;
