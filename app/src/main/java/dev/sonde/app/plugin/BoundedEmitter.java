package dev.sonde.app.plugin;

import dev.sonde.api.Appended;
import dev.sonde.api.Emitter;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// Lets a plugin's generator say so much to be absent, in so many words. What it records is bounded
/// by the engine.
final class BoundedEmitter implements Emitter {
  private static final int MOST_ABSENT = 1_000;
  private static final int LONGEST = 500;

  private final Emitter out;
  private final Set<String> absent = new HashSet<>();

  BoundedEmitter(Emitter out) {
    this.out = out;
  }

  @Override
  public long time() {
    return out.time();
  }

  @Override
  public Slot slot(Family family, Labels labels) {
    return out.slot(family, labels);
  }

  @Override
  public void record(Slot slot, double value) {
    out.record(slot, value);
  }

  @Override
  public void record(Slot slot, double value, long timeMillis) {
    out.record(slot, value, timeMillis);
  }

  @Override
  public void end(Slot slot) {
    out.end(slot);
  }

  @Override
  public synchronized void absent(String what, String why) {
    String words = cut(what);
    if (!absent.contains(words) && absent.size() == MOST_ABSENT) {
      throw new IllegalStateException("more than " + MOST_ABSENT + " things said to be absent");
    }
    out.absent(words, cut(why));
    absent.add(words);
  }

  @Override
  public synchronized void present(String what) {
    absent.remove(cut(what));
    out.present(cut(what));
  }

  @Override
  public void begin() {
    out.begin();
  }

  @Override
  public void commit() {
    out.commit();
  }

  @Override
  public Appended commitWithin(Duration patience) throws InterruptedException {
    return out.commitWithin(patience);
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
