package dev.sonde.app.plugin;

import java.util.Arrays;

/// What went wrong in a plugin, told without anything of the plugin's own: its exceptions may be of
/// classes that misbehave.
final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 500;
  private static final int MOST_FRAMES = 40;

  PluginException(String message) {
    super(message);
  }

  private PluginException(String message, StackTraceElement[] frames) {
    super(message, null, false, true);
    setStackTrace(frames);
  }

  /// The same failure. Runs code of the plugin: `getMessage` may be its own.
  static PluginException of(Throwable thrown) {
    return new PluginException(words(thrown), frames(thrown));
  }

  /// What a failure says, in one line.
  static String words(Throwable thrown) {
    try {
      Throwable cause = thrown.getCause();
      return own(thrown) + (cause == null ? "" : " (" + own(cause) + ")");
    } catch (Throwable _) {
      return thrown.getClass().getSimpleName(); // its cause is broken, too
    }
  }

  private static String own(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    try {
      String message = thrown.getMessage();
      boolean plain = thrown.getClass() == IllegalArgumentException.class;
      return message == null ? name : (plain ? "" : name + ": ") + line(message);
    } catch (Throwable _) {
      return name; // its message is broken, too
    }
  }

  private static String line(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static StackTraceElement[] frames(Throwable thrown) {
    try {
      StackTraceElement[] all = thrown.getStackTrace();
      return all.length > MOST_FRAMES ? Arrays.copyOf(all, MOST_FRAMES) : all;
    } catch (Throwable _) {
      return new StackTraceElement[0];
    }
  }
}
