-- A guest's cart that went into an account's stays as a signpost: its unpaid order names it.
ALTER TABLE "cart" ADD COLUMN "merged_into" UUID;
ALTER TABLE "cart" ADD CONSTRAINT "cart_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "cart_merged_into_idx" ON "cart"("merged_into");

-- A cart belongs to a browser or to an account, or went into one that does.
ALTER TABLE "cart" DROP CONSTRAINT "cart_has_owner";
ALTER TABLE "cart" ADD CONSTRAINT "cart_has_owner" CHECK ("token_hash" IS NOT NULL OR "account_id" IS NOT NULL OR "merged_into" IS NOT NULL);

-- Refunds whose payment has not been heard of yet.
CREATE INDEX "webhook_event_waiting" ON "webhook_event" ((payload -> 'data' -> 'object' ->> 'payment_intent')) WHERE "outcome" = 'waiting for its payment';
