package dev.sonde.it;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// What PostgreSQL has of a cluster's samples.
final class ClusterRows {
  private static final String THERE =
      "SELECT count(to_regprocedure('sonde.merged(double precision[], double precision[])'))::text";

  /// The same function as Sonde's, which also notes each number that is there already.
  private static final String NOTING =
      """
      CREATE TABLE public.twice (old double precision, new double precision);
      CREATE OR REPLACE FUNCTION sonde.merged(old double precision[], new double precision[])
      RETURNS double precision[] LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO public.twice
          SELECT $1[i], $2[i]
          FROM generate_series(1, least(array_upper($1, 1), array_upper($2, 1))) AS i
          WHERE $1[i] IS NOT NULL AND $2[i] IS NOT NULL;
        RETURN (SELECT array_agg(coalesce($2[i], $1[i]) ORDER BY i)
          FROM generate_series(1, greatest(array_upper($1, 1), array_upper($2, 1))) AS i);
      END $$
      """;

  private static final String STORED =
      "SELECT count(*)::text FROM sonde.series s JOIN sonde.collections c ON c.layout = s.layout"
          + " WHERE c.numbers[s.place] IS NOT NULL";
  private static final String COUNTS =
      "SELECT labels->>'agent' || ' ' || (labels->>'job') || ' ' || value::bigint || ' '"
          + " || count(*) FROM sonde.samples WHERE name = 'scrapes_total'"
          + " GROUP BY labels->>'agent', labels->>'job', value";

  private final Postgres postgres;

  ClusterRows(Postgres postgres) {
    this.postgres = postgres;
  }

  /// From now on, what is written although it is there is noted.
  ///
  /// @param hub makes the tables when it has something to store
  void watch(SondeProcess hub) throws IOException, InterruptedException, SQLException {
    hub.await(() -> number(THERE), found -> found == 1);
    postgres.run(NOTING);
  }

  /// How many samples there are, markers too.
  long stored() throws IOException {
    return number(STORED);
  }

  /// How many samples were written although they were there.
  long twice() throws IOException {
    return number("SELECT count(*)::text FROM public.twice");
  }

  /// How often each count is there: by `AGENT JOB COUNT`.
  Map<String, Integer> counts() throws SQLException {
    var counts = new TreeMap<String, Integer>();
    for (String row : postgres.rows(COUNTS)) {
      int space = row.lastIndexOf(' ');
      counts.put(row.substring(0, space), Integer.parseInt(row.substring(space + 1)));
    }
    return counts;
  }

  private long number(String query) throws IOException {
    try {
      return Long.parseLong(postgres.rows(query).getFirst());
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
