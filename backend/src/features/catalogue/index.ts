export type {
  ImportedImage,
  ImportedProduct,
  ImportedVariant,
  ImportOutcome,
} from './imported.ts'
export { readOptions } from './options.ts'
export { presentPicture, type StoredPicture } from './picture.ts'
