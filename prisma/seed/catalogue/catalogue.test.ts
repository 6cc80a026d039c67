import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { RENDITION_WIDTHS, renditionKey } from '#platform/images.ts'

import { CATEGORIES, PRODUCTS, type SeedProduct, type SeedVariant } from './index.ts'

const MEDIA = join(import.meta.dirname, '..', 'media')

const variants = PRODUCTS.flatMap((product) => product.variants)

const isSoldOut = ({ variants: own }: SeedProduct) => own.every(({ onHand }) => onHand === 0)
const isReduced = ({ compareAtMinor }: SeedVariant) => compareAtMinor !== undefined
const isLoss = ({ priceMinor, costMinor }: SeedVariant) => priceMinor < costMinor

/** The check digit of GS1: from the left, every second digit counts threefold. */
function isEan13(barcode: string): boolean {
  const sum = [...barcode].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0)
  return /^\d{13}$/.test(barcode) && sum % 10 === 0
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, at) => names.indexOf(name) !== at)
}

test('the shop is the size it should be', () => {
  expect(CATEGORIES).toHaveLength(8)
  expect(PRODUCTS.length).toBeGreaterThanOrEqual(55)
  expect(PRODUCTS.length).toBeLessThanOrEqual(65)
  expect(variants.length).toBeGreaterThanOrEqual(100)
})

test('every slug, SKU and barcode names one thing', () => {
  expect(repeated(PRODUCTS.map(({ slug }) => slug))).toEqual([])
  expect(repeated(variants.map(({ sku }) => sku))).toEqual([])
  expect(repeated(variants.flatMap(({ barcode }) => barcode ?? []))).toEqual([])
})

test('every product stands in a category, and no category is bare', () => {
  const used = new Set(PRODUCTS.map(({ category }) => category))

  expect([...used].toSorted()).toEqual(CATEGORIES.map(({ slug }) => slug).toSorted())
})

test('barcodes are sound, and belong to no maker', () => {
  for (const barcode of variants.flatMap((variant) => variant.barcode ?? [])) {
    expect({ barcode, isSound: isEan13(barcode) }).toEqual({ barcode, isSound: true })
    expect(barcode).toMatch(/^2/)
  }
})

test('prices, costs, weights and stock are believable', () => {
  for (const variant of variants) {
    const { priceMinor, compareAtMinor = Number.POSITIVE_INFINITY } = variant
    for (const amount of [priceMinor, variant.costMinor, variant.weightGrams, variant.onHand]) {
      expect(Number.isSafeInteger(amount)).toBe(true)
    }
    expect(priceMinor).toBeGreaterThan(0)
    expect(compareAtMinor).toBeGreaterThan(priceMinor)
    expect(variant.onHand).toBeGreaterThanOrEqual(0)
  }
  expect(variants.filter(isLoss).length).toBeLessThan(variants.length / 10)
})

test('the variants of a product offer the same choices, each combination once', () => {
  for (const { variants: own } of PRODUCTS) {
    expect(new Set(own.map(({ options }) => Object.keys(options).join())).size).toBe(1)
    expect(repeated(own.map(({ options }) => JSON.stringify(options)))).toEqual([])
  }
})

test('the shop shows every case a page must bear', () => {
  expect(PRODUCTS.filter(isSoldOut).length).toBeGreaterThanOrEqual(4)
  expect(variants.filter(isReduced).length).toBeGreaterThanOrEqual(20)
  expect(variants.some(({ onHand }) => onHand >= 100)).toBe(true)
  expect(variants.some(({ priceMinor }) => priceMinor >= 100_000)).toBe(true)
  expect(variants.some(({ priceMinor }) => priceMinor < 100)).toBe(true)
  expect(Math.max(...PRODUCTS.map(({ title }) => title.length))).toBe(90)
  expect(PRODUCTS.filter(({ daysOld }) => daysOld > 365).length).toBeGreaterThan(25)
  expect(new Set(PRODUCTS.map(({ condition }) => condition)).size).toBe(3)
})

test('every picture is there in every width, and described', () => {
  const pictures = PRODUCTS.flatMap((product) => product.pictures)
  const files = [...pictures.map(({ file }) => file), 'hero', 'no-picture']
  const missing = files
    .flatMap((file) => RENDITION_WIDTHS.map((width) => renditionKey(file, width)))
    .filter((key) => !existsSync(join(MEDIA, key)))

  expect(missing).toEqual([])
  expect(pictures.filter(({ alt }) => alt.length < 10)).toEqual([])
  expect(PRODUCTS.filter((product) => product.pictures.length === 0)).toEqual([])
})
