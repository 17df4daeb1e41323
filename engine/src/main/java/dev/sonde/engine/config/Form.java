package dev.sonde.engine.config;

import dev.sonde.api.Secret;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// How one kind of value is read.
///
/// @param type what it is, for the reference
/// @param wanted what to write, for messages
/// @param allowed bounds or values, for the reference
/// @param parser throws [IllegalArgumentException] with a message that reads on after the value
record Form<T>(String type, String wanted, Supplier<String> allowed, Function<String, T> parser) {
  static final Form<Boolean> FLAG =
      new Form<>("flag", "true or false", () -> "`true`, `false`", Form::flag);
  static final Form<String> TEXT = new Form<>("text", "text", () -> "", text -> text);
  static final Form<Secret> SECRET = new Form<>("secret", "text", () -> "", Secret::new);

  static <T> Form<T> parsed(Function<String, T> parser) {
    return new Form<>("text", "text", () -> "", parser);
  }

  static Form<Long> integer(long min, long max) {
    return new Form<>(
        "whole number",
        "a whole number",
        () -> range(min == Long.MIN_VALUE, min + "", max == Long.MAX_VALUE, max + ""),
        text -> Numbers.within(Numbers.integer(text), min, max));
  }

  static Form<Double> number(double min, double max) {
    return new Form<>(
        "number",
        "a number",
        () ->
            range(
                min <= -Double.MAX_VALUE,
                Numbers.show(min),
                max >= Double.MAX_VALUE,
                Numbers.show(max)),
        text -> Numbers.within(Numbers.number(text), min, max));
  }

  static Form<Duration> duration(Duration min, Duration max) {
    return new Form<>(
        "time span",
        Durations.EXAMPLE,
        () -> range(false, Durations.show(min), false, Durations.show(max)),
        text -> within(Durations.parse(text), min, max));
  }

  static Form<Long> size(long min, long max) {
    return new Form<>(
        "size",
        Sizes.EXAMPLE,
        () -> range(min == 0, Sizes.show(min), max == Long.MAX_VALUE, Sizes.show(max)),
        text -> sizeWithin(Sizes.parse(text), min, max));
  }

  static <E extends Enum<E>> Form<E> choice(Class<E> type) {
    return new Form<>(
        "choice",
        "one word",
        () -> "`" + String.join("`, `", Choices.names(type)) + "`",
        text -> Choices.parse(type, text));
  }

  /// One of some words.
  static Form<String> oneOf(String type, Set<String> words) {
    String all = String.join(", ", words);
    return new Form<>(
        type,
        "one of " + all,
        () -> "`" + String.join("`, `", words) + "`",
        text -> oneOf(text, words, all));
  }

  private static String oneOf(String text, Set<String> words, String all) {
    if (words.contains(text)) {
      return text;
    }
    throw new IllegalArgumentException("is not one of " + all + Nearest.hint(text, words));
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> throw new IllegalArgumentException(notAFlag(text));
    };
  }

  private static String notAFlag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "on", "1", "y", "enabled" -> "is neither true nor false; write true";
      case "no", "off", "0", "n", "disabled" -> "is neither true nor false; write false";
      default -> "is neither true nor false";
    };
  }

  private static Duration within(Duration span, Duration min, Duration max) {
    if (span.compareTo(min) < 0 || span.compareTo(max) > 0) {
      String side = span.compareTo(min) < 0 ? "short" : "long";
      throw new IllegalArgumentException(
          "is too " + side + "; write " + Durations.show(min) + " to " + Durations.show(max));
    }
    return span;
  }

  private static long sizeWithin(long bytes, long min, long max) {
    if (bytes < min || bytes > max) {
      throw new IllegalArgumentException(
          "is too "
              + (bytes < min ? "small" : "large")
              + "; write "
              + Sizes.show(min)
              + (max == Long.MAX_VALUE ? " or more" : " to " + Sizes.show(max)));
    }
    return bytes;
  }

  private static String range(boolean low, String min, boolean high, String max) {
    if (low && high) {
      return "";
    }
    return low ? "at most " + max : high ? "at least " + min : min + " to " + max;
  }
}
