package dev.sonde.wire.relay;

import dev.sonde.api.Appended;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A push that writes down what it is told.
final class Taken implements Push {
  private record Known(String series) implements Slot {}

  final List<String> rows = new ArrayList<>();
  final List<Family> families = new ArrayList<>();

  @Override
  public long time() {
    return 0;
  }

  @Override
  public Slot slot(SeriesKey key, Function<String, Family> about) {
    return new Known(key.flaw().isEmpty() ? key.name() + key.labels() : "flawed");
  }

  @Override
  public Slot again(Slot earlier) {
    return earlier;
  }

  @Override
  public void describe(Family family) {
    families.add(family);
  }

  @Override
  public boolean record(Slot slot, double value, long timeMillis) {
    long bits = Double.doubleToRawLongBits(value);
    rows.add(((Known) slot).series() + " " + Long.toHexString(bits) + " @" + timeMillis);
    return true;
  }

  @Override
  public void attach(Extra extra) {
    rows.set(rows.size() - 1, rows.getLast() + " + " + extra);
  }

  @Override
  public void refuse(String reason, int samples) {
    rows.add(reason + " " + samples);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public Appended commit(Origin origin) {
    return Appended.ACCEPTED;
  }

  @Override
  public void close() {
    rows.clear();
  }
}
