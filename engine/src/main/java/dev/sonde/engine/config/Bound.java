package dev.sonde.engine.config;

import dev.sonde.api.Settings;
import java.util.Optional;
import java.util.function.Function;

/// A configuration read from a tree.
///
/// @param value what the reader made; meant for use only when no mistakes were noted
/// @param effective every key that was asked for
/// @param notices what was understood but deserves a word
public record Bound<T>(Optional<T> value, Effective effective, Problems notices) {
  /// Reads a tree. All mistakes, unknown keys too, go to `problems`.
  public static <T> Bound<T> read(
      Node.Mapping tree, Function<Settings, T> reader, Problems problems) {
    return read(tree, NamedFiles.none(), reader, problems);
  }

  /// The same for one that may name other files.
  public static <T> Bound<T> read(
      Node.Mapping tree, NamedFiles files, Function<Settings, T> reader, Problems problems) {
    Problems notices = new Problems();
    Reading reading = new Reading(problems, notices, false);
    TreeSettings root = new TreeSettings(reading, files, "", tree, 0);
    Optional<T> value = root.read(reader);
    reading.noteUnknown();
    return new Bound<>(value, new Effective(root.items()), notices);
  }
}
