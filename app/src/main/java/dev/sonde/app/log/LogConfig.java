package dev.sonde.app.log;

import dev.sonde.api.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.event.Level;

/// What is logged, and how it looks.
///
/// @param level the least important lines that are shown
/// @param levels levels of components, by the start of the logger's name
public record LogConfig(Threshold level, Map<String, Threshold> levels, Form format) {
  /// What a Sonde without configuration logs.
  public static final LogConfig DEFAULT = new LogConfig(Threshold.INFO, Map.of(), Form.TEXT);

  public LogConfig {
    levels = Map.copyOf(levels);
  }

  /// How a line looks.
  public enum Form {
    /// For people.
    TEXT,
    /// One JSON object a line, for machines.
    JSON
  }

  /// The least important lines that are shown.
  public enum Threshold {
    DEBUG(Level.DEBUG),
    INFO(Level.INFO),
    WARN(Level.WARN),
    ERROR(Level.ERROR);

    private final Level level;

    Threshold(Level level) {
      this.level = level;
    }

    boolean shows(Level line) {
      return line.toInt() >= level.toInt();
    }
  }

  /// Reads the section `log`.
  public static LogConfig read(Settings in) {
    return new LogConfig(
        in.choice("level", Threshold.INFO, "The least important lines that are shown."),
        levels(in),
        in.choice("format", Form.TEXT, "text for people, json for one JSON object a line."));
  }

  private static Map<String, Threshold> levels(Settings in) {
    var levels = new TreeMap<String, Threshold>();
    in.map("levels", "Levels of components: {collector.host: debug}.")
        .forEach((name, word) -> level(in, levels, name, word));
    return levels;
  }

  private static void level(Settings in, Map<String, Threshold> levels, String name, String word) {
    try {
      levels.put(name, Threshold.valueOf(word.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException unknown) {
      in.problem("levels", name + ": \"" + word + "\" is not debug, info, warn or error");
    }
  }

  /// The level of a logger: that of the longest name in `levels` that it starts with, else the
  /// general one.
  Threshold levelOf(String logger) {
    Threshold found = level;
    int length = -1;
    for (Map.Entry<String, Threshold> each : levels.entrySet()) {
      String name = each.getKey();
      boolean under = logger.equals(name) || logger.startsWith(name + ".");
      if (under && name.length() > length) {
        found = each.getValue();
        length = name.length();
      }
    }
    return found;
  }
}
