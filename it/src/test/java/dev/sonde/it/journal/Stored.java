package dev.sonde.it.journal;

import dev.sonde.it.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A real store behind a relay with moods, judged by what a query gives. It does not say which
/// request brought a sample, nor in what order they came: those counts stay zero.
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
    var stored = new ArrayList<BitSet>();
    sent.forEach(_ -> stored.add(new BitSet()));
    long rows = 0;
    for (var series : store.samples(SELECTOR).entrySet()) {
      int worker = Integer.parseInt(series.getKey().getOrDefault("worker", ""));
      for (var values : series.getValue().values()) {
        rows += values.size();
        values.forEach(id -> stored.get(worker).set(id.intValue()));
      }
    }
    note(rows);
    return verdict(sent, stored, rows);
  }

  private void note(long rows) {
    if (rows != found) {
      found = rows;
      lastNewNanos = System.nanoTime();
    }
  }

  private static Verdict verdict(List<Sent> sent, List<BitSet> stored, long rows) {
    long acknowledged = 0;
    long lost = 0;
    long unasked = 0;
    long kept = 0;
    for (int worker = 0; worker < sent.size(); worker++) {
      var missing = sent.get(worker).acknowledged();
      var extra = stored.get(worker);
      kept += extra.cardinality();
      acknowledged += missing.cardinality();
      missing.andNot(extra);
      lost += missing.cardinality();
      extra.andNot(sent.get(worker).acknowledged());
      unasked += extra.cardinality();
    }
    return new Verdict(acknowledged, lost, rows - kept, 0, unasked, 0);
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
