export { version as duckdbVersion } from '@duckdb/node-api';
