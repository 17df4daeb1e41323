package dev.sonde.it;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// A real database of samples, until it is closed. All but PostgreSQL take remote write.
public sealed interface Store extends AutoCloseable permits Postgres, Prometheus, VictoriaMetrics {
  /// Where it listens.
  int port();

  /// Where to write to.
  default String writeUrl() {
    return "http://127.0.0.1:" + port() + "/api/v1/write";
  }

  /// All samples of these series, each series by its labels with the name as `__name__`: values by
  /// the milliseconds of their time, as often as it keeps them.
  ///
  /// @param selector such as `{job="a"}`
  Map<Map<String, String>, SortedMap<Long, List<Double>>> samples(String selector)
      throws IOException, InterruptedException;

  /// The values that a query for now gives.
  List<Double> now(String selector) throws IOException, InterruptedException;

  @Override
  void close();
}
