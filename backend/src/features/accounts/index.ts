export { accountsSchedule } from './jobs.ts'
export { accountsRoutes } from './routes.ts'
export { type Accounts, createAccounts, type NewAccount } from './service.ts'
