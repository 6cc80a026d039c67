/** An amount in the currency's smallest unit: £12.50 is `{ minor: 1250, currency: 'gbp' }`. */
export interface Money {
  readonly minor: number
  readonly currency: string
}

export const money = (minor: number, currency: string): Money => ({ minor, currency })
