import type { Service } from '../../languages/compose/service.js';

// Images of databases and brokers: where they listen, and the command that tells whether they answer. Read in the images' own pages on
// Docker Hub and in their Dockerfiles at github.com/docker-library, 2026-11.

export interface Database {
  /** As people call it. */
  readonly what: string;
  readonly image: RegExp;
  /** Ports that its clients use. */
  readonly ports: readonly number[];
  /** `healthcheck.test`: text is for the shell; undefined where the image has no program that could ask. */
  readonly test?: (service: Service) => string | readonly string[];
  /** It needs more than a few seconds. */
  readonly isSlow?: boolean;
}

export const databases: readonly Database[] = [
  {
    what: 'PostgreSQL',
    image: /(?:^|\/)(?:postgres|postgis|pgvector|timescaledb(?:-ha)?|pgrouting|postgresql)$/,
    ports: [5432],
    // While it is set up, the server listens on a socket only: asking over TCP waits for the real one.
    test: (service) =>
      `pg_isready -h localhost -U ${variable(service, 'POSTGRES_USER')} -d ${variable(service, 'POSTGRES_DB', 'POSTGRES_USER')}`,
  },
  {
    what: 'MariaDB',
    image: /(?:^|\/)mariadb$/,
    ports: [3306],
    test: () => ['CMD', 'healthcheck.sh', '--connect', '--innodb_initialized'],
  },
  {
    what: 'MySQL',
    image: /(?:^|\/)(?:mysql|percona|percona-server)$/,
    ports: [3306],
    test: () => ['CMD', 'mysqladmin', 'ping', '-h', '127.0.0.1', '--silent'],
    isSlow: true,
  },
  {
    what: 'MongoDB',
    image: /(?:^|\/)(?:mongo|mongodb|mongodb-community-server)$/,
    ports: [27017],
    test: ({ image }) => [
      'CMD',
      /^[34]\./.test(image?.reference.tag ?? '') ? 'mongo' : 'mongosh',
      '--quiet',
      '--eval',
      "db.adminCommand('ping')",
    ],
  },
  { what: 'Redis', image: /(?:^|\/)(?:redis|redis-stack|redis-stack-server)$/, ports: [6379], test: () => ['CMD', 'redis-cli', 'ping'] },
  { what: 'Valkey', image: /(?:^|\/)valkey$/, ports: [6379], test: () => ['CMD', 'valkey-cli', 'ping'] },
  {
    what: 'RabbitMQ',
    image: /(?:^|\/)rabbitmq$/,
    ports: [5672, 15672],
    test: () => ['CMD', 'rabbitmq-diagnostics', '-q', 'ping'],
    isSlow: true,
  },
  {
    what: 'Elasticsearch',
    image: /(?:^|\/)elasticsearch$/,
    ports: [9200, 9300],
    // Any answer will do: with security switched on it is a refusal, over TLS.
    test: () => 'curl -s -o /dev/null http://localhost:9200 || curl -sk -o /dev/null https://localhost:9200',
    isSlow: true,
  },
  {
    what: 'OpenSearch',
    image: /(?:^|\/)opensearch$/,
    ports: [9200, 9300],
    test: () => 'curl -s -o /dev/null http://localhost:9200 || curl -sk -o /dev/null https://localhost:9200',
    isSlow: true,
  },
  { what: 'Cassandra', image: /(?:^|\/)cassandra$/, ports: [9042], test: () => "cqlsh -e 'describe cluster'", isSlow: true },
  {
    what: 'ClickHouse',
    image: /(?:^|\/)(?:clickhouse|clickhouse-server)$/,
    ports: [8123, 9000],
    test: () => ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://localhost:8123/ping'],
  },
  { what: 'etcd', image: /(?:^|\/)etcd$/, ports: [2379, 2380], test: () => ['CMD', 'etcdctl', 'endpoint', 'health'] },
  { what: 'SQL Server', image: /(?:^|\/)mssql\/server$/, ports: [1433] },
  { what: 'Memcached', image: /(?:^|\/)memcached$/, ports: [11211] },
  { what: 'Neo4j', image: /(?:^|\/)neo4j$/, ports: [7474, 7687] },
  { what: 'CouchDB', image: /(?:^|\/)couchdb$/, ports: [5984] },
  { what: 'InfluxDB', image: /(?:^|\/)influxdb$/, ports: [8086] },
];

/** The database that a service runs, by its image. */
export function databaseOf(service: Service): Database | undefined {
  const repository = service.image?.repository;
  // An image that is built here is the author's own, whatever it is called.
  if (repository === undefined || service.build !== undefined) return undefined;
  return databases.find(({ image }) => image.test(repository));
}

/** The first variable that the service's environment sets; Compose must leave it to the shell in the container, hence two dollars. */
function variable(service: Service, ...names: readonly string[]): string {
  const known = names.find((name) => service.environment.some((each) => each.name === name));
  if (known !== undefined) return `$$${known}`;
  if (service.get('env_file') === undefined) return 'postgres';
  return names.reduceRight((inner, name) => `$\${${name}:-${inner}}`, 'postgres');
}

/** What a health check of the service looks like. */
export function healthcheckFor(service: Service): Readonly<Record<string, string | number | readonly string[]>> | undefined {
  const database = databaseOf(service);
  if (database?.test === undefined) return undefined;
  return {
    test: database.test(service),
    interval: '10s',
    timeout: '5s',
    retries: 5,
    start_period: database.isSlow === true ? '60s' : '30s',
  };
}
