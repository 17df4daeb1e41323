CREATE TABLE sonde.senders (
  instance uuid NOT NULL,
  epoch bigint NOT NULL,
  upto bigint NOT NULL DEFAULT 0,
  ranges int8multirange NOT NULL,
  tail_instance uuid,
  tail_epoch bigint,
  tail_range int8range,
  tail_left bigint,
  at timestamptz NOT NULL,
  PRIMARY KEY (instance, epoch)
) WITH (fillfactor = 40, autovacuum_vacuum_threshold = 1000);
COMMENT ON TABLE sonde.senders IS 'How far each Sonde''s samples are stored, by its starts.';

CREATE TABLE sonde.layouts (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  width integer NOT NULL
);
COMMENT ON TABLE sonde.layouts IS 'Series that are measured together share a layout; width is how many places are given.';

CREATE TABLE sonde.series (
  digest uuid PRIMARY KEY,
  layout integer NOT NULL,
  place integer NOT NULL,
  name text NOT NULL,
  labels jsonb NOT NULL,
  identity bytea NOT NULL,
  UNIQUE (layout, place)
);
CREATE INDEX series_name ON sonde.series USING hash (name);
COMMENT ON TABLE sonde.series IS 'Each series has one place in one layout.';

CREATE TABLE sonde.families (
  digest uuid PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL,
  unit text NOT NULL,
  help text NOT NULL
);
COMMENT ON TABLE sonde.families IS 'What is known about a name.';

CREATE TABLE sonde.days (
  day timestamptz NOT NULL,
  layout integer NOT NULL,
  present bit(240) NOT NULL,
  PRIMARY KEY (layout, day)
);
CREATE INDEX days_day ON sonde.days (day);
COMMENT ON TABLE sonde.days IS 'Which places of a layout have a sample on a day (UTC).';

CREATE TABLE sonde.collections (
  layout integer NOT NULL,
  time timestamptz NOT NULL,
  numbers double precision[] NOT NULL,
  PRIMARY KEY (layout, time)
) PARTITION BY RANGE (time);
COMMENT ON TABLE sonde.collections IS 'One row for a layout and an instant: the number at index p is that of the series at place p.';

CREATE FUNCTION sonde.merged(old double precision[], new double precision[])
RETURNS double precision[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg(coalesce(new[i], old[i]) ORDER BY i)
  FROM generate_series(1, greatest(array_upper(old, 1), array_upper(new, 1))) AS i
$$;
COMMENT ON FUNCTION sonde.merged IS 'The old numbers, with the new ones where there are any.';

CREATE VIEW sonde.samples AS
  SELECT c.time AS "timestamp", s.name, s.labels, c.numbers[s.place] AS value
  FROM sonde.series s
  JOIN sonde.collections c ON c.layout = s.layout
  WHERE c.numbers[s.place] IS NOT NULL
    AND NOT (c.numbers[s.place] = 'NaN'
      AND float8send(c.numbers[s.place]) = '\x7ff0000000000002');
COMMENT ON VIEW sonde.samples IS 'Every sample; the markers that end a series are left out.';
