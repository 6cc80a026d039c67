-- Words that are nearly right find what was meant.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateEnum
CREATE TYPE "delivery_kind" AS ENUM ('delivery', 'collection');

-- CreateEnum
CREATE TYPE "condition" AS ENUM ('new', 'open_box', 'used');

-- CreateEnum
CREATE TYPE "product_status" AS ENUM ('draft', 'active', 'archived');

-- CreateEnum
CREATE TYPE "movement_reason" AS ENUM ('initial', 'import', 'received', 'counted', 'damaged', 'lost', 'returned', 'sale', 'restock');

-- CreateEnum
CREATE TYPE "reservation_status" AS ENUM ('live', 'consumed', 'released', 'expired');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'manager', 'editor', 'packer', 'viewer', 'customer');

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('awaiting_payment', 'placed', 'expired', 'cancelled');

-- CreateEnum
CREATE TYPE "payment_status" AS ENUM ('unpaid', 'processing', 'paid', 'partially_refunded', 'refunded', 'failed');

-- CreateEnum
CREATE TYPE "fulfilment_status" AS ENUM ('unfulfilled', 'partially_fulfilled', 'fulfilled', 'ready_for_collection', 'collected', 'returned');

-- CreateEnum
CREATE TYPE "attempt_status" AS ENUM ('open', 'processing', 'paid', 'failed', 'expired', 'cancelled');

-- CreateEnum
CREATE TYPE "refund_status" AS ENUM ('pending', 'succeeded', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "parcel_status" AS ENUM ('packed', 'sent', 'ready', 'collected');

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "delivery_method" (
    "id" TEXT NOT NULL,
    "kind" "delivery_kind" NOT NULL,
    "label" TEXT NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "days_from" INTEGER NOT NULL,
    "days_to" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "delivery_method_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "category" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "blurb" TEXT NOT NULL DEFAULT '',
    "tint" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "brand" TEXT,
    "condition" "condition" NOT NULL DEFAULT 'new',
    "status" "product_status" NOT NULL DEFAULT 'draft',
    "category_id" UUID,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "version" INTEGER NOT NULL DEFAULT 0,
    "price_from_minor" INTEGER NOT NULL DEFAULT 0,
    "price_to_minor" INTEGER NOT NULL DEFAULT 0,
    "compare_at_minor" INTEGER,
    "discount_bp" INTEGER NOT NULL DEFAULT 0,
    "search_text" TEXT NOT NULL DEFAULT '',
    "search_vector" tsvector,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "variant" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '[]',
    "price_minor" INTEGER NOT NULL,
    "compare_at_minor" INTEGER,
    "cost_minor" INTEGER,
    "weight_grams" INTEGER,
    "barcode" TEXT,
    "position" INTEGER NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "media" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "variant_id" UUID,
    "key" TEXT,
    "source_url" TEXT,
    "alt" TEXT NOT NULL DEFAULT '',
    "width" INTEGER,
    "height" INTEGER,
    "widths" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "media_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_level" (
    "variant_id" UUID NOT NULL,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_level_pkey" PRIMARY KEY ("variant_id")
);

-- CreateTable
CREATE TABLE "stock_movement" (
    "id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "delta" INTEGER NOT NULL,
    "reason" "movement_reason" NOT NULL,
    "note" TEXT,
    "order_id" UUID,
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_movement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reservation" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "status" "reservation_status" NOT NULL DEFAULT 'live',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL DEFAULT 'customer',
    "password_hash" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_token" (
    "hash" BYTEA NOT NULL,
    "session_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "cart" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA,
    "account_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_line" (
    "cart_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "added_price_minor" INTEGER NOT NULL,
    "seen_price_minor" INTEGER NOT NULL,
    "seen_quantity" INTEGER NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_line_pkey" PRIMARY KEY ("cart_id","variant_id")
);

-- CreateTable
CREATE TABLE "order" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "order_status" NOT NULL DEFAULT 'awaiting_payment',
    "payment_status" "payment_status" NOT NULL DEFAULT 'unpaid',
    "fulfilment_status" "fulfilment_status" NOT NULL DEFAULT 'unfulfilled',
    "needs_review" BOOLEAN NOT NULL DEFAULT false,
    "review_reason" TEXT,
    "account_id" UUID,
    "cart_id" UUID,
    "cart_fingerprint" TEXT,
    "access_token" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "currency" CHAR(3) NOT NULL,
    "subtotal_minor" INTEGER NOT NULL,
    "discount_minor" INTEGER NOT NULL DEFAULT 0,
    "delivery_minor" INTEGER NOT NULL,
    "tax_minor" INTEGER NOT NULL,
    "total_minor" INTEGER NOT NULL,
    "refunded_minor" INTEGER NOT NULL DEFAULT 0,
    "delivery_method" TEXT NOT NULL,
    "delivery_kind" "delivery_kind" NOT NULL,
    "delivery_label" TEXT NOT NULL,
    "delivery_tax_minor" INTEGER NOT NULL,
    "arrives_from" DATE NOT NULL,
    "arrives_to" DATE NOT NULL,
    "address" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "placed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "variant_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '[]',
    "image" JSONB,
    "quantity" INTEGER NOT NULL,
    "unit_price_minor" INTEGER NOT NULL,
    "discount_minor" INTEGER NOT NULL DEFAULT 0,
    "total_minor" INTEGER NOT NULL,
    "tax_rate_bp" INTEGER NOT NULL,
    "tax_minor" INTEGER NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_event" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "status" "attempt_status" NOT NULL DEFAULT 'open',
    "amount_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "captured_minor" INTEGER NOT NULL DEFAULT 0,
    "refunded_minor" INTEGER NOT NULL DEFAULT 0,
    "stripe_session_id" TEXT,
    "stripe_intent_id" TEXT,
    "payment_url" TEXT,
    "decline_code" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" "refund_status" NOT NULL DEFAULT 'pending',
    "reason" TEXT NOT NULL DEFAULT '',
    "stripe_refund_id" TEXT,
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "api_version" TEXT,
    "livemode" BOOLEAN NOT NULL,
    "payload" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fulfilment" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" "delivery_kind" NOT NULL,
    "status" "parcel_status" NOT NULL DEFAULT 'packed',
    "carrier" TEXT,
    "tracking_number" TEXT,
    "tracking_url" TEXT,
    "packed_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "collected_at" TIMESTAMPTZ(3),

    CONSTRAINT "fulfilment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fulfilment_line" (
    "fulfilment_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "fulfilment_line_pkey" PRIMARY KEY ("fulfilment_id","order_line_id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "key" TEXT NOT NULL,
    "order_id" UUID,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "message_id" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "reply" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" UUID NOT NULL,
    "actor_id" UUID,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_sample" (
    "name" TEXT NOT NULL,
    "labels" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "metric_sample_pkey" PRIMARY KEY ("name","labels")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "category_slug_key" ON "category"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "product_slug_key" ON "product"("slug");

-- CreateIndex
CREATE INDEX "product_newest_idx" ON "product"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "product_price_idx" ON "product"("status", "price_from_minor", "id");

-- CreateIndex
CREATE INDEX "product_discount_idx" ON "product"("status", "discount_bp" DESC, "id");

-- CreateIndex
CREATE INDEX "product_category_id_idx" ON "product"("category_id");

-- CreateIndex
CREATE INDEX "product_search_vector_idx" ON "product" USING GIN ("search_vector");

-- CreateIndex
CREATE INDEX "product_search_text_idx" ON "product" USING GIN ("search_text" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "variant_sku_key" ON "variant"("sku");

-- CreateIndex
CREATE INDEX "variant_product_id_position_idx" ON "variant"("product_id", "position");

-- CreateIndex
CREATE INDEX "media_product_id_position_idx" ON "media"("product_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "media_product_id_source_url_key" ON "media"("product_id", "source_url");

-- CreateIndex
CREATE INDEX "stock_movement_variant_id_id_idx" ON "stock_movement"("variant_id", "id");

-- CreateIndex
CREATE INDEX "stock_movement_order_id_idx" ON "stock_movement"("order_id");

-- CreateIndex
CREATE INDEX "reservation_order_id_idx" ON "reservation"("order_id");

-- CreateIndex
CREATE INDEX "reservation_variant_id_status_idx" ON "reservation"("variant_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "account"("email");

-- CreateIndex
CREATE INDEX "session_account_id_idx" ON "session"("account_id");

-- CreateIndex
CREATE INDEX "refresh_token_session_id_idx" ON "refresh_token"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "cart_token_hash_key" ON "cart"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "cart_account_id_key" ON "cart"("account_id");

-- CreateIndex
CREATE INDEX "cart_updated_at_idx" ON "cart"("updated_at");

-- CreateIndex
CREATE INDEX "cart_line_variant_id_idx" ON "cart_line"("variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_number_key" ON "order"("number");

-- CreateIndex
CREATE INDEX "order_newest_idx" ON "order"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "order_account_id_created_at_idx" ON "order"("account_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "order_email_idx" ON "order"("email");

-- CreateIndex
CREATE INDEX "order_status_expires_at_idx" ON "order"("status", "expires_at");

-- CreateIndex
CREATE INDEX "order_cart_id_idx" ON "order"("cart_id");

-- CreateIndex
CREATE INDEX "order_line_variant_id_idx" ON "order_line"("variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_order_id_position_key" ON "order_line"("order_id", "position");

-- CreateIndex
CREATE INDEX "order_event_order_id_id_idx" ON "order_event"("order_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_stripe_session_id_key" ON "payment"("stripe_session_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_stripe_intent_id_key" ON "payment"("stripe_intent_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_order_id_attempt_key" ON "payment"("order_id", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "refund_stripe_refund_id_key" ON "refund"("stripe_refund_id");

-- CreateIndex
CREATE INDEX "refund_order_id_idx" ON "refund"("order_id");

-- CreateIndex
CREATE INDEX "refund_payment_id_idx" ON "refund"("payment_id");

-- CreateIndex
CREATE INDEX "refund_status_created_at_idx" ON "refund"("status", "created_at");

-- CreateIndex
CREATE INDEX "webhook_event_received_at_idx" ON "webhook_event"("received_at");

-- CreateIndex
CREATE INDEX "fulfilment_order_id_idx" ON "fulfilment"("order_id");

-- CreateIndex
CREATE INDEX "fulfilment_line_order_line_id_idx" ON "fulfilment_line"("order_line_id");

-- CreateIndex
CREATE INDEX "mail_order_id_idx" ON "mail"("order_id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "audit_subject_type_subject_id_idx" ON "audit"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "audit_created_at_idx" ON "audit"("created_at");

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variant" ADD CONSTRAINT "variant_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "media" ADD CONSTRAINT "media_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "media" ADD CONSTRAINT "media_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart" ADD CONSTRAINT "cart_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment" ADD CONSTRAINT "fulfilment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment_line" ADD CONSTRAINT "fulfilment_line_fulfilment_id_fkey" FOREIGN KEY ("fulfilment_id") REFERENCES "fulfilment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment_line" ADD CONSTRAINT "fulfilment_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma cannot say ──────────────────────────────────────────────────────────────────────────────────────────

-- Orders are numbered from 1001.
CREATE SEQUENCE "order_number" START 1001;

-- No unit is promised twice, and nothing is held or moved in no quantity.
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_reserved_within_on_hand" CHECK (0 <= "reserved" AND "reserved" <= "on_hand");
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_delta_not_zero" CHECK ("delta" <> 0);
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_quantity_positive" CHECK ("quantity" > 0);
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_ended_once" CHECK (("status" = 'live') = ("ended_at" IS NULL));
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_quantity_positive" CHECK ("quantity" > 0 AND "seen_quantity" >= 0);
CREATE UNIQUE INDEX "reservation_one_live" ON "reservation" ("order_id", "variant_id") WHERE "status" = 'live';
-- For finding a variant's movements of one order once only.
CREATE UNIQUE INDEX "stock_movement_one_sale" ON "stock_movement" ("order_id", "variant_id") WHERE "reason" = 'sale';

-- A cart belongs to a browser or to an account.
ALTER TABLE "cart" ADD CONSTRAINT "cart_has_owner" CHECK ("token_hash" IS NOT NULL OR "account_id" IS NOT NULL);

-- Prices and amounts.
ALTER TABLE "variant" ADD CONSTRAINT "variant_amounts" CHECK (
  "price_minor" BETWEEN 0 AND 99999999
  AND ("compare_at_minor" IS NULL OR "compare_at_minor" BETWEEN 0 AND 99999999)
  AND ("cost_minor" IS NULL OR "cost_minor" BETWEEN 0 AND 99999999)
  AND ("weight_grams" IS NULL OR "weight_grams" >= 0));
ALTER TABLE "delivery_method" ADD CONSTRAINT "delivery_method_sane" CHECK ("price_minor" >= 0 AND 0 <= "days_from" AND "days_from" <= "days_to");
ALTER TABLE "order" ADD CONSTRAINT "order_total_adds_up" CHECK (
  "total_minor" = "subtotal_minor" - "discount_minor" + "delivery_minor"
  AND "subtotal_minor" >= 0 AND "delivery_minor" >= 0 AND "discount_minor" BETWEEN 0 AND "subtotal_minor"
  AND "tax_minor" BETWEEN 0 AND "total_minor" AND "delivery_tax_minor" BETWEEN 0 AND "delivery_minor");
ALTER TABLE "order" ADD CONSTRAINT "order_refunded_within_total" CHECK ("refunded_minor" BETWEEN 0 AND "total_minor");
ALTER TABLE "order" ADD CONSTRAINT "order_delivery_has_address" CHECK ("delivery_kind" = 'collection' OR "address" IS NOT NULL);
ALTER TABLE "order" ADD CONSTRAINT "order_placed_has_time" CHECK ("status" <> 'placed' OR "placed_at" IS NOT NULL);
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_adds_up" CHECK (
  "quantity" > 0 AND "unit_price_minor" >= 0
  AND "total_minor" = "quantity" * "unit_price_minor" - "discount_minor"
  AND "total_minor" >= 0 AND "discount_minor" >= 0
  AND "tax_rate_bp" BETWEEN 0 AND 10000 AND "tax_minor" BETWEEN 0 AND "total_minor");
ALTER TABLE "fulfilment_line" ADD CONSTRAINT "fulfilment_line_quantity_positive" CHECK ("quantity" > 0);
ALTER TABLE "payment" ADD CONSTRAINT "payment_amounts" CHECK (
  "amount_minor" > 0 AND "captured_minor" >= 0 AND "refunded_minor" BETWEEN 0 AND "captured_minor");
ALTER TABLE "refund" ADD CONSTRAINT "refund_amount_positive" CHECK ("amount_minor" > 0);

-- One order, one live payment attempt.
CREATE UNIQUE INDEX "payment_one_live" ON "payment" ("order_id") WHERE "status" IN ('open', 'processing');

-- What still has to be sent.
CREATE INDEX "outbox_unsent" ON "outbox" ("id") WHERE "sent_at" IS NULL;

-- Books are added to and never rewritten.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "stock_movement" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "order_line" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "order_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON "order" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON "payment" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON "refund" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON "webhook_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- What was agreed stays agreed: statuses move, amounts do not.
CREATE TRIGGER "amounts_frozen" BEFORE UPDATE ON "order" FOR EACH ROW
  WHEN ((OLD."number", OLD."currency", OLD."subtotal_minor", OLD."discount_minor", OLD."delivery_minor", OLD."tax_minor", OLD."total_minor")
    IS DISTINCT FROM (NEW."number", NEW."currency", NEW."subtotal_minor", NEW."discount_minor", NEW."delivery_minor", NEW."tax_minor", NEW."total_minor"))
  EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "amounts_frozen" BEFORE UPDATE ON "payment" FOR EACH ROW
  WHEN ((OLD."order_id", OLD."attempt", OLD."amount_minor", OLD."currency") IS DISTINCT FROM (NEW."order_id", NEW."attempt", NEW."amount_minor", NEW."currency"))
  EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "amounts_frozen" BEFORE UPDATE ON "refund" FOR EACH ROW
  WHEN ((OLD."order_id", OLD."payment_id", OLD."amount_minor", OLD."currency") IS DISTINCT FROM (NEW."order_id", NEW."payment_id", NEW."amount_minor", NEW."currency"))
  EXECUTE FUNCTION "refuse_change"();

-- A product's lowest price and the words it is found by follow from its variants and category, whoever changes them.
CREATE FUNCTION "product_derive"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  skus text;
BEGIN
  SELECT coalesce(min(v.price_minor), 0), coalesce(max(v.price_minor), 0),
         (array_agg(CASE WHEN v.compare_at_minor > v.price_minor THEN v.compare_at_minor END ORDER BY v.price_minor, v.position))[1],
         coalesce(max(CASE WHEN v.compare_at_minor > v.price_minor
           THEN ((v.compare_at_minor - v.price_minor)::bigint * 10000 / v.compare_at_minor)::int END), 0),
         string_agg(v.sku, ' ' ORDER BY v.position)
    INTO NEW.price_from_minor, NEW.price_to_minor, NEW.compare_at_minor, NEW.discount_bp, skus
    FROM variant v WHERE v.product_id = NEW.id AND v.archived_at IS NULL;
  NEW.search_text := lower(concat_ws(' ', NEW.title, NEW.brand, array_to_string(NEW.tags, ' '),
    (SELECT c.name FROM category c WHERE c.id = NEW.category_id), skus));
  NEW.search_vector :=
    setweight(to_tsvector('english', NEW.title), 'A')
    || setweight(to_tsvector('english', concat_ws(' ', NEW.brand, array_to_string(NEW.tags, ' '),
         (SELECT c.name FROM category c WHERE c.id = NEW.category_id))), 'B')
    || setweight(to_tsvector('simple', coalesce(skus, '')), 'B')
    || setweight(to_tsvector('english', regexp_replace(NEW.description, '<[^>]*>', ' ', 'g')), 'D');
  RETURN NEW;
END $$;
CREATE TRIGGER "derive" BEFORE INSERT OR UPDATE ON "product" FOR EACH ROW EXECUTE FUNCTION "product_derive"();

CREATE FUNCTION "product_follow_variant"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE product SET slug = slug WHERE id = coalesce(NEW.product_id, OLD.product_id);
  RETURN NULL;
END $$;
CREATE TRIGGER "derive_product" AFTER INSERT OR DELETE OR UPDATE OF "sku", "price_minor", "compare_at_minor", "position", "archived_at"
  ON "variant" FOR EACH ROW EXECUTE FUNCTION "product_follow_variant"();

CREATE FUNCTION "product_follow_category"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE product SET slug = slug WHERE category_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER "derive_product" AFTER UPDATE OF "name" ON "category" FOR EACH ROW EXECUTE FUNCTION "product_follow_category"();
