export { accountsSchedule } from './jobs.ts'
export { type AccountsEdge, accountsRoutes } from './routes.ts'
export { type Accounts, createAccounts, type NewAccount } from './service.ts'
