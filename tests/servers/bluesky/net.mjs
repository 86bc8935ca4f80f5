// Bluesky's own servers on loopback: PLC directory, PDS, AppView and Ozone (bsync and data plane on ports of their own).
// Environment: DB_POSTGRES_URL, REDIS_HOST (host:port), PORTS ("plc pds appview ozone"). Data is gone at the end.
import { TestNetwork } from '@atproto/dev-env'

const [plc, pds, appView, ozone] = process.env.PORTS.split(' ').map(Number)
const network = await TestNetwork.create({
  dbPostgresSchema: 'test',
  plc: { port: plc },
  pds: { port: pds, hostname: 'localhost', enableDidDocWithSession: true },
  bsky: { port: appView, publicUrl: `http://localhost:${appView}` },
  ozone: { port: ozone },
})

process.on('SIGTERM', async () => {
  setTimeout(() => process.exit(0), 3000)
  await network.close().catch(() => {})
  process.exit(0)
})
console.log('ready')
