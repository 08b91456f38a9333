// Settings, all from the environment.

function required(environment, name) {
  const value = environment[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

function milliseconds(environment, name, fallback) {
  const value = Number(environment[name] || fallback);
  if (!Number.isInteger(value) || value < 100) throw new Error(`${name} must be a number of milliseconds, 100 or more`);
  return value;
}

export function readSettings(environment) {
  return {
    port: 3000,
    sessionSecret: required(environment, 'DASHBOARD_SESSION_SECRET'),
    interServiceToken: required(environment, 'INTER_SERVICE_TOKEN'),
    engineUrl: required(environment, 'RUST_API_URL'),
    aiUrl: required(environment, 'PYTHON_AI_URL'),
    timeout: milliseconds(environment, 'API_TIMEOUT', 10000),
    refresh: milliseconds(environment, 'REFRESH_INTERVAL', 5000),
  };
}
