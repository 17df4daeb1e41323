package dev.sonde.engine;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Intake;
import dev.sonde.api.Origin;

/// The intake of a Sonde that keeps nothing: everything is taken, and lives in the live view alone.
public final class LiveOnly implements Intake {
  @Override
  public Appended append(Batch batch, Origin origin) {
    return Appended.ACCEPTED;
  }
}
