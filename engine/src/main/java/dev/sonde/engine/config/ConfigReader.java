package dev.sonde.engine.config;

import java.io.IOException;
import java.nio.file.Path;

/// Reads YAML 1.2 and JSON. Never throws for what a file holds: mistakes are noted, and what could
/// be read is returned.
///
/// Limits: 4 MiB, 64 levels, 100,000 values, aliases counted as often as they are used.
public final class ConfigReader {
  private static final int SIZE_LIMIT = 4 << 20;

  private final Problems problems;
  private final boolean merging;

  /// @param problems takes the mistakes
  public ConfigReader(Problems problems) {
    this(problems, false);
  }

  /// For files of other programs.
  ///
  /// @param merging do merge keys (`<<`) count?
  ConfigReader(Problems problems, boolean merging) {
    this.problems = problems;
    this.merging = merging;
  }

  /// Reads a file.
  ///
  /// @param shown the file's name in messages
  public Node.Mapping read(Path file, String shown) {
    try {
      return parse(TextFile.read(file, SIZE_LIMIT), shown);
    } catch (IOException e) {
      problems.add(new Origin.InFile(shown, 0, 0), reason(e));
      return Node.Mapping.EMPTY;
    }
  }

  /// Reads what a file holds.
  public Node.Mapping parse(byte[] content, String shown) {
    try {
      return parse(TextFile.text(content), shown);
    } catch (IOException e) {
      problems.add(new Origin.InFile(shown, 0, 0), reason(e));
      return Node.Mapping.EMPTY;
    }
  }

  /// Reads text.
  public Node.Mapping parse(String text, String shown) {
    Node root = new TreeComposer(problems, shown, merging).compose(text);
    if (root instanceof Node.Mapping mapping) {
      return mapping;
    }
    if (!root.blank()) {
      problems.add(root.origin(), "keys and values are wanted here, such as \"interval: 5s\"");
    }
    return Node.Mapping.EMPTY;
  }

  static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? "can't be read: " + e.getClass().getSimpleName() : message;
  }
}
