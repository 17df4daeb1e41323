CREATE TABLE sonde.hours (
  layout integer NOT NULL,
  hour timestamptz NOT NULL,
  times bytea,
  PRIMARY KEY (layout, hour)
);
COMMENT ON TABLE sonde.hours IS 'Hours of layouts that sonde.tracks has a copy of; none of those without times. A row that changes in sonde.collections takes its hour away.';

CREATE TABLE sonde.tracks (
  layout integer NOT NULL,
  place integer NOT NULL,
  hour timestamptz NOT NULL,
  numbers bytea NOT NULL,
  PRIMARY KEY (layout, place, hour)
) PARTITION BY RANGE (hour);
ALTER TABLE sonde.tracks ALTER COLUMN numbers SET STORAGE EXTERNAL;
COMMENT ON TABLE sonde.tracks IS 'A copy for questions about few series: the numbers of one series in one hour, packed.';

CREATE FUNCTION sonde.changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sonde.hours h
  WHERE h.layout = NEW.layout AND h.hour = date_bin('1 hour', NEW.time, 'epoch');
  RETURN NULL;
END $$;
CREATE FUNCTION sonde.gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sonde.hours h
  WHERE h.layout = OLD.layout AND h.hour = date_bin('1 hour', OLD.time, 'epoch');
  RETURN NULL;
END $$;
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON sonde.collections
  FOR EACH ROW EXECUTE FUNCTION sonde.changed();
CREATE TRIGGER gone AFTER DELETE ON sonde.collections
  FOR EACH ROW EXECUTE FUNCTION sonde.gone();
