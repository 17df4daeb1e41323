package dev.sonde.shippers.batchjson;

import dev.sonde.api.Appended;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import dev.sonde.testkit.Shipments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What a receiver takes: a line for each sample.
final class ReceivedPush implements Push {
  private final List<String> lines = new ArrayList<>();

  private record Named(String series) implements Slot {}

  List<String> lines() {
    return lines;
  }

  @Override
  public long time() {
    return Shipments.START;
  }

  @Override
  public Slot slot(SeriesKey key, Function<String, Family> about) {
    return new Named(key.name() + key.labels());
  }

  @Override
  public Slot again(Slot earlier) {
    return earlier;
  }

  @Override
  public void describe(Family family) {}

  @Override
  public boolean record(Slot slot, double value, long timeMillis) {
    return lines.add(((Named) slot).series() + " " + timeMillis + " " + value);
  }

  @Override
  public void attach(Extra extra) {}

  @Override
  public void refuse(String reason, int samples) {}

  @Override
  public int size() {
    return lines.size();
  }

  @Override
  public Appended commit(Origin origin) {
    return Appended.ACCEPTED;
  }

  @Override
  public void close() {}
}
