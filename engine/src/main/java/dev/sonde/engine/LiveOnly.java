package dev.sonde.engine;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Intake;

/// The intake of a Sonde that keeps nothing: everything is taken, and lives in the live view alone.
public final class LiveOnly implements Intake {
  @Override
  public Appended append(Batch batch) {
    return Appended.ACCEPTED;
  }
}
