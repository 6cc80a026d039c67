export { catalogueAdminRoutes } from './admin-routes.ts'
export type {
  ImportedImage,
  ImportedProduct,
  ImportedVariant,
  ImportOutcome,
} from './imported.ts'
export { readOptions } from './options.ts'
export { presentPicture, type StoredPicture } from './picture.ts'
export { catalogueRoutes } from './routes.ts'
export { hyphenated, productNotFound } from './rules.ts'
export { type Catalogue, createCatalogue } from './service.ts'
