package dev.sonde.app;

import dev.sonde.api.Reception;
import dev.sonde.engine.Engine;
import dev.sonde.receivers.Bodies;
import dev.sonde.receivers.BodyLimits;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.sonde.SondeReceiver;
import java.util.List;
import java.util.function.Supplier;

/// Everything that takes pushes. Costs next to nothing while nobody pushes.
final class Receivers {
  private Receivers() {}

  /// @param limits those in force, asked for with each push
  static List<Receiver> of(Engine engine, Dispatch journal, Supplier<BodyLimits> limits) {
    var bodies = new Bodies(limits);
    return List.of(new SondeReceiver(into(engine, "sonde"), bodies, journal::holds));
  }

  /// The engine learns of a receiver with its first push.
  private static Reception into(Engine engine, String receiver) {
    return (caller, more) -> engine.reception(receiver).begin(caller, more);
  }
}
