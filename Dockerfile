# Build stage: everything, to compile.
FROM node:22-alpine AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

# What runs: the compiled program and its runtime dependencies.
FROM node:22-alpine
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY --from=build /app/dist ./dist
COPY schemas ./schemas
COPY cassettes ./cassettes
USER node
EXPOSE 4010
# Inside a container loopback reaches nobody; publish the port with `-p 127.0.0.1:4010:4010`.
ENV STUNTDOUBLE_HOST=0.0.0.0
HEALTHCHECK --interval=10s --timeout=3s --start-period=2s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.STUNTDOUBLE_PORT || 4010) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The program itself handles SIGTERM and SIGINT, so it may be process 1.
ENTRYPOINT ["node", "dist/main.js"]
