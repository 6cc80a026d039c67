export { notificationJobs } from './jobs.ts'
export { createNotifications } from './service.ts'
