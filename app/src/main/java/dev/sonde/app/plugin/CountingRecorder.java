package dev.sonde.app.plugin;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;

/// Lets a plugin record so much in one run: without end it would fill the memory of all.
final class CountingRecorder implements Recorder {
  private static final int MOST_SLOTS = 50_000;
  private static final int MOST_SAMPLES = 1_000_000;
  private static final int MOST_ABSENT = 1_000;
  private static final int LONGEST = 500;

  private final Recorder out;
  private int slots;
  private int samples;
  private int absent;

  CountingRecorder(Recorder out) {
    this.out = out;
  }

  @Override
  public long time() {
    return out.time();
  }

  @Override
  public Slot slot(Family family, Labels labels) {
    slots = counted(slots, MOST_SLOTS, "slots asked for");
    return out.slot(family, labels);
  }

  @Override
  public void record(Slot slot, double value) {
    samples = counted(samples, MOST_SAMPLES, "samples recorded");
    out.record(slot, value);
  }

  @Override
  public void record(Slot slot, double value, long timeMillis) {
    samples = counted(samples, MOST_SAMPLES, "samples recorded");
    out.record(slot, value, timeMillis);
  }

  @Override
  public void absent(String what, String why) {
    absent = counted(absent, MOST_ABSENT, "things said to be absent");
    out.absent(cut(what), cut(why));
  }

  private static int counted(int before, int most, String what) {
    if (before == most) {
      throw new IllegalStateException("more than " + most + " " + what + " in one run");
    }
    return before + 1;
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
