export { createImports, type ImportOptions, type ImportReport, type Imports } from './service.ts'
