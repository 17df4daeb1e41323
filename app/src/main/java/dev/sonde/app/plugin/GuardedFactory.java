package dev.sonde.app.plugin;

import dev.sonde.api.Settings;
import java.util.function.Function;

/// What a plugin's factories have in common: each said once who it is, and reads on the plugin's
/// threads.
abstract class GuardedFactory {
  final Guard guard;
  private final Told told;
  private final Function<Settings, ?> reader;

  GuardedFactory(Told told, Guard guard, Function<Settings, ?> reader) {
    this.guard = guard;
    this.told = told;
    this.reader = reader;
  }

  public final String name() {
    return told.name();
  }

  public final String help() {
    return told.help();
  }

  public final KeptConfig read(Settings settings) {
    return KeptConfig.read(guard, settings, reader);
  }
}
