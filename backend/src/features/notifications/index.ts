export { notificationJobs } from './jobs.ts'
export { createNotifications, type Notifications } from './service.ts'
