package dev.sonde.engine;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import java.util.Map;
import java.util.TreeMap;

/// What one run writes to. Once closed, every call throws.
final class RunRecorder implements Recorder {
  private final Producer producer;
  private final Pipeline pipeline;
  private final long timeMillis;
  private final Map<String, String> absent = new TreeMap<>();
  private boolean closed;

  RunRecorder(Producer producer, Pipeline pipeline, long timeMillis) {
    this.producer = producer;
    this.pipeline = pipeline;
    this.timeMillis = timeMillis;
  }

  @Override
  public long time() {
    return timeMillis;
  }

  @Override
  public Slot slot(Family family, Labels labels) {
    synchronized (producer) {
      refuseWhenClosed();
      return producer.slot(family, labels);
    }
  }

  @Override
  public void record(Slot slot, double value) {
    write(slot, value, timeMillis, true);
  }

  @Override
  public void record(Slot slot, double value, long sampleMillis) {
    write(slot, value, sampleMillis, false);
  }

  @Override
  public void absent(String what, String why) {
    synchronized (producer) {
      refuseWhenClosed();
      absent.put(what, why);
    }
  }

  /// Ends the run; whatever its thread still tries fails. False when it had ended before.
  boolean close() {
    synchronized (producer) {
      if (closed) {
        return false;
      }
      closed = true;
      producer.finish(timeMillis);
      return true;
    }
  }

  /// What the run could not measure, and why. Call after [#close].
  Map<String, String> absences() {
    return absent;
  }

  private void write(Slot slot, double value, long sampleMillis, boolean once) {
    synchronized (producer) {
      refuseWhenClosed();
      producer.record(producer.own(slot), pipeline, sampleMillis, value, once);
    }
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new IllegalStateException("this run is over: its deadline passed, or it ended");
    }
  }
}
