# syntax=docker/dockerfile:1
# The shop as an ordinary server, for any host that runs containers. It needs PostgreSQL, S3, SQS, SES and Stripe from outside;
# every variable is named in backend/src/platform/config.ts, and a missing one stops the start and is named.
# The checks buy something through the built server (backend/build/built-server.test.ts) and do not build this image.
#
#   docker build --tag sellthrough .
#   docker run --env-file shop.env sellthrough node server/operate.mjs migrate
#   docker run --env-file shop.env --publish 3000:3000 sellthrough

FROM node:24-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends make && rm --recursive /var/lib/apt/lists/*
WORKDIR /build
COPY . .
RUN make install && npm run build:server && npm run build:web
# What is native is installed for the machine that the image is built for.
RUN npm install --prefix native --no-save --no-audit --no-fund "sharp@$(node --print "require('./package.json').dependencies.sharp")"

FROM node:24-slim
ENV NODE_ENV=production PORT=3000 WEB_ROOT=/shop/web
WORKDIR /shop
COPY --from=build /build/dist/server ./server
COPY --from=build /build/native/node_modules ./node_modules
COPY --from=build /build/prisma/migrations ./prisma/migrations
COPY --from=build /build/web/dist ./web
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Without these V8 takes the room it finds: 370 MB under load, of which the shop uses 40. With less it spends its time tidying up.
CMD ["node", "--max-semi-space-size=16", "--max-old-space-size=512", "server/server.mjs"]
