package dev.sonde.collectors.container.engine;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names containers: 64 hexadecimal digits, which may stand in a path.
public final class ContainerId {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private ContainerId() {}

  /// The text, if it is one.
  public static Optional<String> of(String text) {
    return ID.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }
}
