/** Why a line differs from what the customer put in. */
export const NOTICES = ['price_changed', 'quantity_reduced', 'sold_out', 'no_longer_sold'] as const
export type NoticeCode = (typeof NOTICES)[number]
