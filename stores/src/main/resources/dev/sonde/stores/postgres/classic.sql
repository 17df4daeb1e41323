DO $do$
DECLARE
  kind text;
  made text[] := '{}';
BEGIN
  FOREACH kind IN ARRAY ARRAY['cpu', 'ram', 'gpu', 'temperature'] LOOP
    IF to_regclass('metrics_' || kind) IS NULL THEN
      EXECUTE format(
        'CREATE TABLE metrics_%1$s ('
        'timestamp TIMESTAMPTZ PRIMARY KEY,'
        ' value FLOAT NOT NULL CHECK (value >= 0 AND value <= %2$s),'
        ' created_at TIMESTAMPTZ DEFAULT NOW()'
        ') WITH (autovacuum_vacuum_scale_factor = 0.1)',
        kind, CASE kind WHEN 'temperature' THEN 150 ELSE 100 END);
      EXECUTE format(
        'CREATE INDEX idx_metrics_%1$s_timestamp ON metrics_%1$s (timestamp DESC)', kind);
      made := made || ('metrics_' || kind);
    END IF;
  END LOOP;

  IF to_regclass('metrics_disk') IS NULL THEN
    CREATE TABLE metrics_disk (
      timestamp TIMESTAMPTZ PRIMARY KEY,
      used BIGINT NOT NULL CHECK (used >= 0),
      free BIGINT NOT NULL CHECK (free >= 0),
      percent FLOAT NOT NULL CHECK (percent >= 0 AND percent <= 100),
      created_at TIMESTAMPTZ DEFAULT NOW()
    ) WITH (autovacuum_vacuum_scale_factor = 0.1);
    CREATE INDEX idx_metrics_disk_timestamp ON metrics_disk (timestamp DESC);
    made := made || 'metrics_disk'::text;
  END IF;

  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    FOREACH kind IN ARRAY made LOOP
      PERFORM create_hypertable(kind::regclass, 'timestamp'::name,
        create_default_indexes => false);
    END LOOP;
  END IF;

  IF to_regclass('v_metrics_24h') IS NULL THEN
    CREATE VIEW v_metrics_24h AS
      SELECT 'cpu'::text AS metric_type, timestamp, value FROM metrics_cpu
        WHERE timestamp > NOW() - INTERVAL '24 hours'
      UNION ALL
      SELECT 'ram', timestamp, value FROM metrics_ram
        WHERE timestamp > NOW() - INTERVAL '24 hours'
      UNION ALL
      SELECT 'gpu', timestamp, value FROM metrics_gpu
        WHERE timestamp > NOW() - INTERVAL '24 hours'
      UNION ALL
      SELECT 'temperature', timestamp, value FROM metrics_temperature
        WHERE timestamp > NOW() - INTERVAL '24 hours';
  END IF;

  IF to_regprocedure('cleanup_old_metrics()') IS NULL THEN
    CREATE FUNCTION cleanup_old_metrics() RETURNS void LANGUAGE plpgsql AS $function$
    DECLARE
      name text;
      others text[] := ARRAY['workflow_activity', 'system_snapshots'];
    BEGIN
      DELETE FROM metrics_cpu WHERE timestamp < NOW() - INTERVAL '7 days';
      DELETE FROM metrics_ram WHERE timestamp < NOW() - INTERVAL '7 days';
      DELETE FROM metrics_gpu WHERE timestamp < NOW() - INTERVAL '7 days';
      DELETE FROM metrics_temperature WHERE timestamp < NOW() - INTERVAL '7 days';
      DELETE FROM metrics_disk WHERE timestamp < NOW() - INTERVAL '7 days';
      FOREACH name IN ARRAY others || ARRAY['self_healing_events', 'service_restarts'] LOOP
        IF to_regclass(name) IS NOT NULL THEN
          BEGIN
            EXECUTE format('DELETE FROM %s WHERE timestamp < NOW() - $1', to_regclass(name))
              USING CASE WHEN name = ANY (others) THEN INTERVAL '7 days' ELSE INTERVAL '30 days' END;
          EXCEPTION WHEN OTHERS THEN
            RAISE NOTICE 'cleanup of % failed: %', name, SQLERRM;
          END;
        END IF;
      END LOOP;
    EXCEPTION WHEN OTHERS THEN
      RAISE NOTICE 'cleanup_old_metrics failed: %', SQLERRM;
    END
    $function$;
  END IF;
END
$do$
