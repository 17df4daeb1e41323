package dev.sonde.app.plugin;

import dev.sonde.api.Settings;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a plugin's factory read: given back to it, and compared, which is the plugin's own code.
final class KeptConfig {
  private final Object value;
  private final Guard guard;

  private KeptConfig(Object value, Guard guard) {
    this.value = value;
    this.guard = guard;
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException when the plugin can't read it
  static KeptConfig read(Guard guard, Settings settings, Function<Settings, ?> reader) {
    try {
      return guard.ask(
          "read",
          guard.usual(),
          () -> new KeptConfig(Objects.requireNonNull(reader.apply(settings)), guard));
    } catch (PluginException failed) {
      throw new IllegalArgumentException(
          "plugin " + guard.plugin() + " can't read this: " + failed.getMessage(), failed);
    }
  }

  /// Another one of the same plugin.
  KeptConfig with(Object other) {
    return new KeptConfig(other, guard);
  }

  Object value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeptConfig config
        && guard.ask("equals", guard.quick(), () -> value.equals(config.value), false);
  }

  /// Configurations are compared, and never looked up.
  @Override
  public int hashCode() {
    return guard.plugin().hashCode();
  }

  @Override
  public String toString() {
    return guard.ask("toString", guard.quick(), value::toString, "unknown");
  }
}
