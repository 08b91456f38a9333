// Starts the dashboard.
import { createDashboard } from './server.js';
import { readSettings } from './settings.js';

let settings;
try {
  settings = readSettings(process.env);
} catch (problem) {
  console.error(`error: ${problem.message}`);
  process.exit(2);
}

const server = createDashboard(settings);
server.listen(settings.port, () => console.log(`listening on port ${settings.port}`));
server.on('error', (problem) => {
  console.error(`error: ${problem.message}`);
  process.exit(1);
});

// The first process of a container gets no default handling of signals.
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    console.log('stopping');
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    // Browsers that hold a connection open must not hold us.
    setTimeout(() => process.exit(0), 5000).unref();
  });
}
