const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

export const minutesAfter = (date: Date, minutes: number): Date =>
  new Date(date.getTime() + Math.round(minutes * 60_000))

export const hoursBefore = (date: Date, hours: number): Date =>
  new Date(date.getTime() - Math.round(hours * HOUR_MS))

export const daysBefore = (date: Date, days: number): Date =>
  new Date(date.getTime() - Math.round(days * DAY_MS))

const isWeekend = (date: Date): boolean => date.getUTCDay() % 6 === 0

/** A date, at midnight UTC, so many working days on; one that would be a weekend is the Monday after. */
export function workingDaysAfter(start: Date, days: number): Date {
  const date = new Date(start)
  date.setUTCHours(0, 0, 0, 0)
  for (let left = days; left > 0 || isWeekend(date); ) {
    date.setUTCDate(date.getUTCDate() + 1)
    if (!isWeekend(date)) left -= 1
  }
  return date
}
