package dev.sonde.engine.config;

import dev.sonde.api.Settings;
import java.util.Optional;
import java.util.function.Function;

/// A configuration read from a tree.
///
/// @param value what the reader made; meant for use only when no mistakes were noted
/// @param effective every key that was asked for
public record Bound<T>(Optional<T> value, Effective effective) {
  /// Reads a tree. All mistakes, unknown keys too, go to `problems`.
  public static <T> Bound<T> read(
      Node.Mapping tree, Function<Settings, T> reader, Problems problems) {
    Reading reading = new Reading(problems, false);
    TreeSettings root = new TreeSettings(reading, "", tree, 0);
    Optional<T> value = root.read(reader);
    reading.noteUnknown();
    return new Bound<>(value, new Effective(root.items()));
  }
}
