package dev.sonde.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Note;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import dev.sonde.testkit.RecordedPush;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Recalls every series that was ever remembered, whatever came before it, and insists that one
/// mark stands for one series.
public final class RecallingPush implements Push {
  /// What all pushes of one caller remember.
  public static final class Memory {
    private final Map<Long, String> said = new HashMap<>();
    private final Map<String, SeriesKey> keys = new HashMap<>();
    private int recalled;

    public int recalled() {
      return recalled;
    }
  }

  private final Memory memory;
  private final RecordedPush push;
  private @Nullable String last;

  public RecallingPush(Memory memory, RecordedPush push) {
    this.memory = memory;
    this.push = push;
  }

  @Override
  public long time() {
    return push.time();
  }

  @Override
  public Slot slot(SeriesKey key, Function<String, Family> about) {
    Slot slot = push.slot(key, about);
    last = key.name() + key.labels();
    memory.keys.computeIfAbsent(last, _ -> copy(key));
    return slot;
  }

  @Override
  public @Nullable Slot recall(long mark) {
    String known = memory.said.get(mark);
    if (known == null) {
      return null;
    }
    memory.recalled++;
    SeriesKey key = requireNonNull(memory.keys.get(known));
    return push.slot(key, name -> new Family(name, Kind.UNKNOWN, "", ""));
  }

  @Override
  public void remember(Slot slot, long mark) {
    String name = requireNonNull(last);
    String before = memory.said.put(mark, name);
    assertThat(before).as("of one mark").isIn(null, name);
  }

  @Override
  public Slot again(Slot earlier) {
    return push.again(earlier);
  }

  @Override
  public void describe(Family family) {
    push.describe(family);
  }

  @Override
  public boolean record(Slot slot, double value, long timeMillis) {
    return push.record(slot, value, timeMillis);
  }

  @Override
  public void attach(Extra extra) {
    push.attach(extra);
  }

  @Override
  public void note(Note note) {
    push.note(note);
  }

  @Override
  public void refuse(String reason, int samples) {
    push.refuse(reason, samples);
  }

  @Override
  public int size() {
    return push.size();
  }

  @Override
  public Appended commit(Origin origin) {
    return push.commit(origin);
  }

  @Override
  public void close() {
    push.close();
  }

  private static SeriesKey copy(SeriesKey of) {
    var copy = new SeriesKey();
    copy.name(of.name());
    of.labels().forEach(copy::label);
    return copy;
  }
}
