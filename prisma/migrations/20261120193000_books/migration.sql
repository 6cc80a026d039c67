-- CreateTable
CREATE TABLE "books_check" (
    "id" UUID NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "breaches" INTEGER NOT NULL,
    "findings" JSONB NOT NULL,

    CONSTRAINT "books_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "books_check_checked_at_idx" ON "books_check"("checked_at");

-- ── What Prisma cannot say ──────────────────────────────────────────────────────────────────────────────────────────

-- What waits to be applied is counted often, and is little of what there is.
CREATE INDEX "webhook_event_unprocessed" ON "webhook_event" ("received_at") WHERE "processed_at" IS NULL;

-- The laws of money and stock, one view each: its rows are what breaks the law, and so there are none.

-- On hand is the sum of the movements.
CREATE VIEW "books_stock_drift" AS
SELECT v.id AS variant_id, v.sku, coalesce(l.on_hand, 0) AS on_hand, coalesce(m.moved, 0) AS moved
  FROM stock_level l
  FULL JOIN (SELECT variant_id, sum(delta) AS moved FROM stock_movement GROUP BY 1) m USING (variant_id)
  JOIN variant v ON v.id = variant_id
 WHERE coalesce(l.on_hand, 0) <> coalesce(m.moved, 0);

-- Reserved is the sum of the live reservations.
CREATE VIEW "books_reservation_drift" AS
SELECT v.id AS variant_id, v.sku, coalesce(l.reserved, 0) AS reserved, coalesce(r.held, 0) AS held
  FROM stock_level l
  FULL JOIN (SELECT variant_id, sum(quantity) AS held FROM reservation WHERE status = 'live' GROUP BY 1) r USING (variant_id)
  JOIN variant v ON v.id = variant_id
 WHERE coalesce(l.reserved, 0) <> coalesce(r.held, 0);

-- An order that waits to be paid holds its units, all of them, and no other order holds any.
CREATE VIEW "books_held_units" AS
SELECT o.id AS order_id, o.number, o.status, v.id AS variant_id, v.sku, u.wanted, u.held
  FROM (SELECT order_id, variant_id, sum(wanted) AS wanted, sum(held) AS held
          FROM (SELECT l.order_id, l.variant_id, l.quantity AS wanted, 0 AS held
                  FROM order_line l JOIN "order" o ON o.id = l.order_id AND o.status = 'awaiting_payment'
                 UNION ALL
                SELECT order_id, variant_id, 0, quantity FROM reservation WHERE status = 'live') both_sides
         GROUP BY 1, 2 HAVING sum(wanted) <> sum(held)) u
  JOIN "order" o ON o.id = u.order_id
  JOIN variant v ON v.id = u.variant_id;

-- A placed order's units were sold once, each from its reservation; a cancelled one's came back once; no other order sold any.
CREATE VIEW "books_sold_units" AS
SELECT o.id AS order_id, o.number, o.status, v.id AS variant_id, v.sku, u.ordered, u.consumed, u.sold, u.back
  FROM (SELECT order_id, variant_id, sum(ordered) AS ordered, sum(consumed) AS consumed, sum(sold) AS sold, sum(back) AS back
          FROM (SELECT l.order_id, l.variant_id, l.quantity AS ordered, 0 AS consumed, 0 AS sold, 0 AS back
                  FROM order_line l JOIN "order" o ON o.id = l.order_id AND o.placed_at IS NOT NULL
                 UNION ALL
                SELECT order_id, variant_id, 0, quantity, 0, 0 FROM reservation WHERE status = 'consumed'
                 UNION ALL
                SELECT order_id, variant_id, 0, 0, CASE WHEN reason = 'sale' THEN -delta ELSE 0 END,
                       CASE WHEN reason = 'sale' THEN 0 ELSE delta END
                  FROM stock_movement WHERE order_id IS NOT NULL) all_sides
         GROUP BY 1, 2) u
  JOIN "order" o ON o.id = u.order_id
  JOIN variant v ON v.id = u.variant_id
 WHERE u.sold <> u.ordered OR u.sold <> u.consumed OR u.back NOT BETWEEN 0 AND u.sold
    OR (o.status = 'cancelled' AND u.back <> u.sold);

-- A placed order is paid in full; what came in beyond that, or for an order that is not placed, goes back or is under review.
CREATE VIEW "books_order_payment" AS
SELECT order_id, number, status, currency, total_minor, captured_minor, going_back_minor, fault
  FROM (SELECT o.id AS order_id, o.number, o.status, o.currency, o.total_minor,
               coalesce(p.captured, 0) AS captured_minor, coalesce(p.going_back, 0) AS going_back_minor,
               CASE WHEN o.status = 'placed' AND o.total_minor > 0 AND NOT EXISTS (
                           SELECT FROM payment WHERE order_id = o.id AND status = 'paid' AND captured_minor = o.total_minor)
                    THEN 'is placed and not paid in full'
                    WHEN o.needs_review THEN NULL
                    WHEN o.status = 'placed' AND p.captured - p.going_back > o.total_minor
                    THEN 'is paid more than once'
                    WHEN o.status <> 'placed' AND p.captured > p.going_back
                    THEN 'is paid, and neither placed nor given its money back'
               END AS fault
          FROM "order" o
          LEFT JOIN (SELECT order_id, sum(captured_minor) AS captured, sum(refunded_minor) AS going_back
                       FROM payment GROUP BY 1) p ON p.order_id = o.id) judged
 WHERE fault IS NOT NULL;

-- The word for how an order's payment stands is what its status and its refunds say.
CREATE VIEW "books_payment_status" AS
SELECT o.id AS order_id, o.number, o.status, o.payment_status, o.currency, o.total_minor, o.refunded_minor
  FROM "order" o
 WHERE (o.status = 'placed' AND o.payment_status NOT IN ('paid', 'partially_refunded', 'refunded'))
    OR (o.status = 'awaiting_payment' AND NOT o.needs_review
        AND o.payment_status NOT IN ('unpaid', 'processing', 'failed'))
    OR (o.status IN ('expired', 'cancelled') AND o.payment_status = 'processing')
    OR (o.payment_status = 'processing' AND NOT o.needs_review AND NOT EXISTS (
          SELECT FROM payment p WHERE p.order_id = o.id AND p.status = 'processing'))
    OR (o.payment_status = 'partially_refunded') <> (o.refunded_minor > 0 AND o.refunded_minor < o.total_minor)
    OR (o.payment_status = 'refunded') <> (o.refunded_minor > 0 AND o.refunded_minor = o.total_minor);

-- Only what was placed is packed, no unit twice, and the word for how its parcels stand is what they say.
CREATE VIEW "books_parcels" AS
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
          LEFT JOIN (SELECT order_id, sum(delta) AS back
                       FROM stock_movement WHERE order_id IS NOT NULL AND reason <> 'sale' GROUP BY 1) b ON b.order_id = o.id
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

-- What a payment gives back is the sum of its refunds that are done or on their way.
CREATE VIEW "books_refund_ledger" AS
SELECT o.id AS order_id, o.number, p.id AS payment_id, p.attempt, p.currency, p.refunded_minor, coalesce(r.refunds, 0) AS refunds_minor
  FROM payment p
  JOIN "order" o ON o.id = p.order_id
  LEFT JOIN (SELECT payment_id, sum(amount_minor) AS refunds
               FROM refund WHERE status IN ('pending', 'succeeded') GROUP BY 1) r ON r.payment_id = p.id
 WHERE p.refunded_minor <> coalesce(r.refunds, 0);

-- What an order gave back is what is missing of its total, once a refund is done. While the refund of a second payment is on
-- its way, more is here than the total, and the order's own sum waits for it.
CREATE VIEW "books_order_refunds" AS
SELECT order_id, number, currency, total_minor, captured_minor, gone_minor, refunded_minor, missing_minor
  FROM (SELECT o.id AS order_id, o.number, o.currency, o.total_minor, o.refunded_minor, coalesce(p.captured, 0) AS captured_minor,
               coalesce(r.gone, 0) AS gone_minor, r.waiting, r.failed,
               least(o.total_minor, greatest(0, o.total_minor - coalesce(p.captured, 0) + coalesce(r.gone, 0))) AS missing_minor
          FROM "order" o
          LEFT JOIN (SELECT order_id, sum(captured_minor) AS captured FROM payment GROUP BY 1) p ON p.order_id = o.id
          LEFT JOIN (SELECT order_id, sum(amount_minor) FILTER (WHERE status = 'succeeded') AS gone,
                            bool_or(status = 'pending') AS waiting, bool_or(status IN ('failed', 'cancelled')) AS failed
                       FROM refund GROUP BY 1) r ON r.order_id = o.id) summed
 WHERE CASE WHEN gone_minor = 0 AND failed THEN refunded_minor NOT IN (0, missing_minor)
            WHEN gone_minor = 0 THEN refunded_minor <> 0
            ELSE refunded_minor <> missing_minor AND NOT (waiting AND captured_minor > total_minor)
       END;

-- An order's sums are those of its lines and its delivery.
CREATE VIEW "books_order_totals" AS
SELECT o.id AS order_id, o.number, o.currency, o.subtotal_minor, coalesce(l.subtotal, 0) AS lines_minor, o.discount_minor,
       coalesce(l.discount, 0) AS lines_discount_minor, o.tax_minor, coalesce(l.tax, 0) + o.delivery_tax_minor AS lines_tax_minor
  FROM "order" o
  LEFT JOIN (SELECT order_id, sum(quantity * unit_price_minor::bigint) AS subtotal, sum(discount_minor) AS discount,
                    sum(tax_minor) AS tax
               FROM order_line GROUP BY 1) l ON l.order_id = o.id
 WHERE l.order_id IS NULL OR l.subtotal <> o.subtotal_minor OR l.discount <> o.discount_minor
    OR l.tax + o.delivery_tax_minor <> o.tax_minor;

-- Every payment is for its order's total, in its currency, and has money only when paid; every refund is of a payment of its
-- order. What came in for an order that costs nothing is for any amount, and goes back.
CREATE VIEW "books_money_ledger" AS
SELECT o.id AS order_id, o.number, 'payment' AS entry, p.id AS entry_id, p.status::text AS status, p.currency, p.amount_minor
  FROM payment p JOIN "order" o ON o.id = p.order_id
 WHERE p.currency <> o.currency OR (o.total_minor > 0 AND p.amount_minor <> o.total_minor)
    OR (p.captured_minor > 0 AND p.status <> 'paid')
 UNION ALL
SELECT o.id, o.number, 'refund', r.id, r.status::text, r.currency, r.amount_minor
  FROM refund r JOIN payment p ON p.id = r.payment_id JOIN "order" o ON o.id = r.order_id
 WHERE r.order_id <> p.order_id OR r.currency <> p.currency OR (p.captured_minor = 0 AND r.status IN ('pending', 'succeeded'));

-- These two have rows in a healthy shop too: what is on its way. It is the age that breaks the law.
CREATE VIEW "books_outbox_waiting" AS
SELECT id AS event_id, name, created_at AS since FROM outbox WHERE sent_at IS NULL;

CREATE VIEW "books_webhooks_waiting" AS
SELECT id AS event_id, type, received_at AS since FROM webhook_event WHERE processed_at IS NULL;

-- All of it in one look, so that it is one moment's; `since` where only the age makes it a breach.
CREATE VIEW "books_breach" (law, since, figures) AS
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
SELECT 'outbox_waiting', since, to_jsonb(b) FROM books_outbox_waiting b UNION ALL
SELECT 'webhooks_waiting', since, to_jsonb(b) FROM books_webhooks_waiting b;
