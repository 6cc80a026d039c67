export type {
  ImportedImage,
  ImportedProduct,
  ImportedVariant,
  ImportOutcome,
} from './imported.ts'
