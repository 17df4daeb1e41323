package dev.sonde.it.journal;

import dev.sonde.it.Store;
import java.io.IOException;
import java.util.List;

/// A real store behind a relay with moods, judged by what a query gives.
final class Stored implements Target {
  private static final String SELECTOR = "oracle_sample";

  private final Store store;
  private final Weather weather;
  private final Relay relay;
  private long found;
  private long lastNewNanos;

  Stored(Store store, Weather weather) throws IOException {
    this.store = store;
    this.weather = weather;
    this.relay = new Relay(store.port(), weather);
  }

  @Override
  public int port() {
    return relay.port();
  }

  @Override
  public void nextRun() {}

  @Override
  public void calm() {
    weather.calm();
  }

  @Override
  public Verdict judge(List<Sent> sent) throws IOException, InterruptedException {
    var holding = new Holding(sent);
    for (var series : store.samples(SELECTOR).entrySet()) {
      int worker = Integer.parseInt(series.getKey().getOrDefault("worker", ""));
      for (var values : series.getValue().values()) {
        values.forEach(id -> holding.add(worker, id.longValue()));
      }
    }
    note(holding.rows());
    return holding.verdict();
  }

  private void note(long rows) {
    if (rows != found) {
      found = rows;
      lastNewNanos = System.nanoTime();
    }
  }

  @Override
  public long lastNewNanos() {
    return lastNewNanos;
  }

  @Override
  public void close() {
    relay.close();
    store.close();
  }
}
