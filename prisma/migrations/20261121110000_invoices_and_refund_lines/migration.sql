-- CreateEnum
CREATE TYPE "document_kind" AS ENUM ('invoice', 'credit_note');

-- CreateEnum
CREATE TYPE "credit_note_kind" AS ENUM ('credit', 'correction');

-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "delivery_minor" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "failure" TEXT,
ADD COLUMN     "is_reason_told" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "request_key" TEXT;

-- CreateTable
CREATE TABLE "order_line_tally" (
    "order_line_id" UUID NOT NULL,
    "bought" INTEGER NOT NULL,
    "refunded" INTEGER NOT NULL DEFAULT 0,
    "refunded_minor" INTEGER NOT NULL DEFAULT 0,
    "restocked" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_line_tally_pkey" PRIMARY KEY ("order_line_id")
);

-- CreateTable
CREATE TABLE "document_counter" (
    "kind" "document_kind" NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "document_counter_pkey" PRIMARY KEY ("kind")
);

-- CreateTable
CREATE TABLE "invoice" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "order_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "total_minor" INTEGER NOT NULL,
    "tax_minor" INTEGER NOT NULL,
    "seller" JSONB NOT NULL,
    "buyer" JSONB NOT NULL,
    "taxes" JSONB NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_note" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "credit_note_kind" NOT NULL,
    "order_id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "tax_minor" INTEGER NOT NULL,
    "seller" JSONB NOT NULL,
    "taxes" JSONB NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund_line" (
    "refund_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "tax_minor" INTEGER NOT NULL,
    "is_restocked" BOOLEAN NOT NULL,

    CONSTRAINT "refund_line_pkey" PRIMARY KEY ("refund_id","order_line_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invoice_number_key" ON "invoice"("number");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_order_id_key" ON "invoice"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_note_number_key" ON "credit_note"("number");

-- CreateIndex
CREATE INDEX "credit_note_order_id_idx" ON "credit_note"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_note_refund_id_kind_key" ON "credit_note"("refund_id", "kind");

-- CreateIndex
CREATE INDEX "refund_line_order_line_id_idx" ON "refund_line"("order_line_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_request_key_key" ON "refund"("request_key");

-- AddForeignKey
ALTER TABLE "order_line_tally" ADD CONSTRAINT "order_line_tally_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_note" ADD CONSTRAINT "credit_note_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_note" ADD CONSTRAINT "credit_note_of_invoice_fkey" FOREIGN KEY ("order_id") REFERENCES "invoice"("order_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_note" ADD CONSTRAINT "credit_note_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ─── What Prisma cannot say ──────────────────────────────────────────────────────────────────────────────────────────

-- No more units go back than were bought, in money or on the shelf.
ALTER TABLE "order_line_tally" ADD CONSTRAINT "order_line_tally_within_bought" CHECK (
  "refunded" BETWEEN 0 AND "bought" AND "restocked" BETWEEN 0 AND "bought" AND "refunded_minor" >= 0);
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_amounts" CHECK (
  "quantity" > 0 AND "amount_minor" >= 0 AND "tax_minor" BETWEEN 0 AND "amount_minor");
ALTER TABLE "refund" ADD CONSTRAINT "refund_delivery_within_amount" CHECK ("delivery_minor" BETWEEN 0 AND "amount_minor");
-- The delivery goes back once.
CREATE UNIQUE INDEX "refund_one_delivery" ON "refund" ("order_id") WHERE "delivery_minor" > 0 AND "status" IN ('pending', 'succeeded');
ALTER TABLE "document_counter" ADD CONSTRAINT "document_counter_not_negative" CHECK ("last" >= 0);
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_amounts" CHECK ("number" > 0 AND "total_minor" >= 0 AND "tax_minor" BETWEEN 0 AND "total_minor");
ALTER TABLE "credit_note" ADD CONSTRAINT "credit_note_amounts" CHECK ("number" > 0 AND "amount_minor" > 0);

-- Books are added to and never rewritten.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "refund_line" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "invoice" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "credit_note" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON "order_line_tally" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_deleted" BEFORE DELETE OR TRUNCATE ON "document_counter" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
DROP TRIGGER "amounts_frozen" ON "refund";
CREATE TRIGGER "amounts_frozen" BEFORE UPDATE ON "refund" FOR EACH ROW
  WHEN ((OLD."order_id", OLD."payment_id", OLD."amount_minor", OLD."delivery_minor", OLD."currency")
    IS DISTINCT FROM (NEW."order_id", NEW."payment_id", NEW."amount_minor", NEW."delivery_minor", NEW."currency"))
  EXECUTE FUNCTION "refuse_change"();

-- What was placed before has its invoice too, numbered in the order of placing. Every order so far has one rate of tax.
INSERT INTO "invoice" (id, number, order_id, currency, total_minor, tax_minor, seller, buyer, taxes, issued_at)
SELECT gen_random_uuid(), row_number() OVER (ORDER BY o.placed_at, o.id), o.id, o.currency, o.total_minor, o.tax_minor,
       jsonb_build_object(
         'name', coalesce((SELECT value FROM setting WHERE key = 'name'), '"Our shop"'),
         'addressLines', coalesce((SELECT value FROM setting WHERE key = 'addressLines'), '[]'),
         'email', coalesce((SELECT value FROM setting WHERE key = 'email'), '"shop@example.com"'),
         'vatNumber', NULL),
       jsonb_build_object('name', o.name, 'email', o.email, 'address', o.address),
       (SELECT jsonb_agg(jsonb_build_object('rateBp', rate, 'totalMinor', total, 'taxMinor', tax) ORDER BY rate DESC)
          FROM (SELECT rate, sum(total) AS total, sum(tax) AS tax
                  FROM (SELECT tax_rate_bp AS rate, total_minor AS total, tax_minor AS tax FROM order_line WHERE order_id = o.id
                         UNION ALL
                        SELECT (SELECT max(tax_rate_bp) FROM order_line WHERE order_id = o.id), o.delivery_minor, o.delivery_tax_minor) part
                 GROUP BY rate) by_rate),
       o.placed_at
  FROM "order" o WHERE o.placed_at IS NOT NULL;

-- And what went back has its credit note: what of each refund is missing of the order's total, and the same share of its tax.
INSERT INTO "credit_note" (id, number, kind, order_id, refund_id, currency, amount_minor, tax_minor, seller, taxes, issued_at)
SELECT gen_random_uuid(), row_number() OVER (ORDER BY c.updated_at, c.refund_id), 'credit', c.order_id, c.refund_id, i.currency,
       c.gone - c.gone_before, t.tax, i.seller,
       jsonb_build_array(jsonb_build_object('rateBp', coalesce((i.taxes -> 0 ->> 'rateBp')::int, 0),
                                            'totalMinor', c.gone - c.gone_before, 'taxMinor', t.tax)),
       c.updated_at
  FROM (SELECT r.id AS refund_id, r.order_id, r.updated_at,
               greatest(0, sum(r.amount_minor) OVER sofar - p.beyond) AS gone,
               greatest(0, sum(r.amount_minor) OVER sofar - r.amount_minor - p.beyond) AS gone_before
          FROM refund r
          JOIN (SELECT o.id, greatest(0, sum(p.captured_minor) - o.total_minor) AS beyond
                  FROM "order" o JOIN payment p ON p.order_id = o.id GROUP BY o.id) p ON p.id = r.order_id
         WHERE r.status = 'succeeded'
        WINDOW sofar AS (PARTITION BY r.order_id ORDER BY r.updated_at, r.id)) c
  JOIN invoice i ON i.order_id = c.order_id
 CROSS JOIN LATERAL (SELECT (round(i.tax_minor * c.gone::numeric / i.total_minor)
                           - round(i.tax_minor * c.gone_before::numeric / i.total_minor))::int AS tax) t
 WHERE c.gone > c.gone_before;

INSERT INTO "document_counter" (kind, last)
SELECT 'invoice'::document_kind, count(*) FROM invoice UNION ALL
SELECT 'credit_note', count(*) FROM credit_note;

-- The units of cancelled orders are back on the shelf already.
INSERT INTO "order_line_tally" (order_line_id, bought, restocked)
SELECT l.id, l.quantity, l.quantity FROM order_line l JOIN "order" o ON o.id = l.order_id
 WHERE o.status = 'cancelled' AND o.placed_at IS NOT NULL;

-- ─── The laws ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- As before; and what came back is what the lines say.
CREATE OR REPLACE VIEW "books_sold_units" AS
SELECT o.id AS order_id, o.number, o.status, v.id AS variant_id, v.sku, u.ordered, u.consumed, u.sold, u.back
  FROM (SELECT order_id, variant_id, sum(ordered) AS ordered, sum(consumed) AS consumed, sum(sold) AS sold, sum(back) AS back,
               sum(noted) AS noted
          FROM (SELECT l.order_id, l.variant_id, l.quantity AS ordered, 0 AS consumed, 0 AS sold, 0 AS back,
                       coalesce(t.restocked, 0) AS noted
                  FROM order_line l
                  JOIN "order" o ON o.id = l.order_id AND o.placed_at IS NOT NULL
                  LEFT JOIN order_line_tally t ON t.order_line_id = l.id
                 UNION ALL
                SELECT order_id, variant_id, 0, quantity, 0, 0, 0 FROM reservation WHERE status = 'consumed'
                 UNION ALL
                SELECT order_id, variant_id, 0, 0, CASE WHEN reason = 'sale' THEN -delta ELSE 0 END,
                       CASE WHEN reason = 'sale' THEN 0 ELSE delta END, 0
                  FROM stock_movement WHERE order_id IS NOT NULL) all_sides
         GROUP BY 1, 2) u
  JOIN "order" o ON o.id = u.order_id
  JOIN variant v ON v.id = u.variant_id
 WHERE u.sold <> u.ordered OR u.sold <> u.consumed OR u.back NOT BETWEEN 0 AND u.sold OR u.back <> u.noted
    OR (o.status = 'cancelled' AND u.back <> u.sold);

-- As before; and units that were given back before they left are not sent.
CREATE OR REPLACE VIEW "books_parcels" AS
SELECT order_id, number, status, fulfilment_status, ordered, packed, ready, sent, collected, back
  FROM (SELECT o.id AS order_id, o.number, o.status, o.fulfilment_status, o.placed_at, coalesce(l.ordered, 0) AS ordered,
               coalesce(p.packed, 0) AS packed, coalesce(p.ready, 0) AS ready, coalesce(p.sent, 0) AS sent,
               coalesce(p.collected, 0) AS collected, coalesce(b.back, 0) AS back, t.order_id IS NOT NULL AS twice
          FROM "order" o
          LEFT JOIN (SELECT order_id, sum(quantity) AS ordered FROM order_line GROUP BY 1) l ON l.order_id = o.id
          LEFT JOIN (SELECT f.order_id, sum(fl.quantity) AS packed,
                            sum(CASE WHEN f.status = 'ready' THEN fl.quantity ELSE 0 END) AS ready,
                            sum(CASE WHEN f.status = 'sent' THEN fl.quantity ELSE 0 END) AS sent,
                            sum(CASE WHEN f.status = 'collected' THEN fl.quantity ELSE 0 END) AS collected
                       FROM fulfilment f JOIN fulfilment_line fl ON fl.fulfilment_id = f.id
                      GROUP BY 1) p ON p.order_id = o.id
          LEFT JOIN (SELECT l.order_id, sum(greatest(g.refunded, g.restocked))::bigint AS back
                       FROM (SELECT t.order_line_id, t.restocked::bigint AS restocked, coalesce(r.refunded, 0) AS refunded
                               FROM order_line_tally t
                               LEFT JOIN (SELECT order_line_id, sum(quantity) AS refunded FROM refund_line GROUP BY 1) r
                                 USING (order_line_id)) g
                       JOIN order_line l ON l.id = g.order_line_id
                      GROUP BY 1) b ON b.order_id = o.id
          LEFT JOIN (SELECT DISTINCT l.order_id
                       FROM (SELECT order_line_id, sum(quantity) AS packed FROM fulfilment_line GROUP BY 1) fl
                       JOIN order_line l ON l.id = fl.order_line_id AND fl.packed > l.quantity) t ON t.order_id = o.id) counted
 WHERE twice
    OR (placed_at IS NULL AND packed > 0)
    OR (status <> 'placed' AND fulfilment_status NOT IN ('unfulfilled', 'returned'))
    OR CASE fulfilment_status
         WHEN 'unfulfilled' THEN ready + sent + collected > 0
         WHEN 'partially_fulfilled' THEN sent + collected = 0 OR sent + collected >= ordered
         WHEN 'fulfilled' THEN sent + collected = 0 OR sent + collected + back < ordered
         WHEN 'ready_for_collection' THEN ready = 0
         WHEN 'collected' THEN collected = 0
         ELSE packed = 0
       END;

-- What a line says went back is what its refunds say.
CREATE VIEW "books_refunded_units" AS
SELECT o.id AS order_id, o.number, o.currency, l.sku, l.quantity AS bought, u.refunded, u.in_refunds, u.refunded_minor, u.in_refunds_minor
  FROM (SELECT order_line_id, sum(refunded) AS refunded, sum(in_refunds) AS in_refunds, sum(refunded_minor) AS refunded_minor,
               sum(in_refunds_minor) AS in_refunds_minor
          FROM (SELECT order_line_id, refunded, 0 AS in_refunds, refunded_minor, 0 AS in_refunds_minor FROM order_line_tally
                 UNION ALL
                SELECT rl.order_line_id, 0, rl.quantity, 0, rl.amount_minor
                  FROM refund_line rl JOIN refund r ON r.id = rl.refund_id AND r.status IN ('pending', 'succeeded')) both_sides
         GROUP BY 1 HAVING sum(refunded) <> sum(in_refunds) OR sum(refunded_minor) <> sum(in_refunds_minor)) u
  JOIN order_line l ON l.id = u.order_line_id
  JOIN "order" o ON o.id = l.order_id;

-- Every order that was placed has its invoice, of its sums, and no other order has one.
CREATE VIEW "books_invoices" AS
SELECT o.id AS order_id, o.number, o.status, o.currency, o.total_minor, i.number AS invoice, coalesce(i.total_minor, 0) AS invoiced_minor
  FROM "order" o
  LEFT JOIN invoice i ON i.order_id = o.id
 WHERE (o.placed_at IS NOT NULL) <> (i.id IS NOT NULL)
    OR i.total_minor <> o.total_minor OR i.tax_minor <> o.tax_minor OR i.currency <> o.currency
    OR i.total_minor <> (SELECT sum((t ->> 'totalMinor')::int) FROM jsonb_array_elements(i.taxes) t)
    OR i.tax_minor <> (SELECT sum((t ->> 'taxMinor')::int) FROM jsonb_array_elements(i.taxes) t);

-- What is credited is what went back of the invoice: all of its tax with all of its total. A credit note is for a refund that
-- succeeded, or is corrected. While the refund of a second payment is on its way, more is here than the total.
CREATE VIEW "books_credit_notes" AS
SELECT order_id, number, currency, back_minor, credited_minor, tax_minor, credited_tax_minor
  FROM (SELECT o.id AS order_id, o.number, o.currency, i.total_minor, i.tax_minor,
               least(o.total_minor, greatest(0, coalesce(r.gone, 0) - greatest(0, coalesce(p.captured, 0) - o.total_minor))) AS back_minor,
               coalesce(c.credited, 0) AS credited_minor, coalesce(c.tax, 0) AS credited_tax_minor, c.unfounded,
               r.waiting AND p.captured > o.total_minor AS is_double
          FROM invoice i
          JOIN "order" o ON o.id = i.order_id
          LEFT JOIN (SELECT order_id, sum(captured_minor) AS captured FROM payment GROUP BY 1) p ON p.order_id = o.id
          LEFT JOIN (SELECT order_id, sum(amount_minor) FILTER (WHERE status = 'succeeded') AS gone, bool_or(status = 'pending') AS waiting
                       FROM refund GROUP BY 1) r ON r.order_id = o.id
          LEFT JOIN (SELECT n.order_id, sum(CASE n.kind WHEN 'credit' THEN n.amount_minor ELSE -n.amount_minor END) AS credited,
                            sum(CASE n.kind WHEN 'credit' THEN n.tax_minor ELSE -n.tax_minor END) AS tax,
                            bool_or(n.kind = 'credit' AND r.status <> 'succeeded' AND NOT EXISTS (
                              SELECT FROM credit_note k WHERE k.refund_id = n.refund_id AND k.kind = 'correction')) AS unfounded
                       FROM credit_note n JOIN refund r ON r.id = n.refund_id GROUP BY 1) c ON c.order_id = i.order_id) compared
 WHERE (credited_minor <> back_minor AND is_double IS NOT TRUE) OR unfounded
    OR (credited_minor = total_minor AND credited_tax_minor <> tax_minor);

-- The numbers of documents follow one another, up to the last that was given.
CREATE VIEW "books_document_numbers" AS
WITH given AS (
  SELECT 'invoice'::document_kind AS document, number FROM invoice UNION ALL SELECT 'credit_note', number FROM credit_note
)
SELECT document, number AS found, before
  FROM (SELECT document, number, lag(number, 1, 0) OVER (PARTITION BY document ORDER BY number) AS before FROM given) numbered
 WHERE number <> before + 1
 UNION ALL
SELECT c.kind, c.last, coalesce(g.last, 0)
  FROM document_counter c LEFT JOIN (SELECT document, max(number) AS last FROM given GROUP BY 1) g ON g.document = c.kind
 WHERE c.last <> coalesce(g.last, 0);

-- What is looked at together is what was, and these.
DO $$
BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW "books_breach" (law, since, figures) AS ' || rtrim(pg_get_viewdef('books_breach'::regclass), ';') || '
    UNION ALL SELECT ''refunded_units'', NULL::timestamptz, to_jsonb(b) FROM books_refunded_units b
    UNION ALL SELECT ''invoices'', NULL::timestamptz, to_jsonb(b) FROM books_invoices b
    UNION ALL SELECT ''credit_notes'', NULL::timestamptz, to_jsonb(b) FROM books_credit_notes b
    UNION ALL SELECT ''document_numbers'', NULL::timestamptz, to_jsonb(b) FROM books_document_numbers b';
END $$;
