package dev.sonde.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The command line: a verb and flags. Flags take one dash or two, and their value after a space or
/// `=`.
///
/// @param config `--config FILE`
/// @param sets `--set KEY=VALUE`, in order
/// @param logLevel `--log-level LEVEL`
/// @param format `--format FORMAT`, of `once`
/// @param help was `--help` there?
/// @param topic the verb that `help` is about
record Arguments(
    Verb verb,
    Optional<String> config,
    List<String> sets,
    Optional<String> logLevel,
    Optional<String> format,
    boolean help,
    Optional<Verb> topic) {
  Arguments {
    sets = List.copyOf(sets);
  }

  static Arguments parse(List<String> words) throws UsageException {
    return new Parser(words).parse();
  }

  private static final class Parser {
    private final Iterator<String> words;
    private final List<String> sets = new ArrayList<>();
    private @Nullable Verb verb;
    private @Nullable Verb topic;
    private @Nullable String config;
    private @Nullable String logLevel;
    private @Nullable String format;
    private boolean help;

    Parser(List<String> words) {
      this.words = words.iterator();
    }

    Arguments parse() throws UsageException {
      while (words.hasNext()) {
        String word = words.next();
        if (word.startsWith("-") && word.length() > 1) {
          flag(word);
        } else {
          verb(word);
        }
      }
      Verb asked = verb == null ? Verb.RUN : verb;
      if (format != null && asked != Verb.ONCE) {
        throw new UsageException("--format belongs to once: sonde once --format " + format);
      }
      return new Arguments(
          asked,
          Optional.ofNullable(config),
          sets,
          Optional.ofNullable(logLevel),
          Optional.ofNullable(format),
          help,
          Optional.ofNullable(topic));
    }

    private void verb(String word) throws UsageException {
      if (verb == null) {
        verb = known(word);
      } else if (verb == Verb.HELP && topic == null) {
        topic = known(word);
      } else {
        throw new UsageException("\"" + word + "\" is one word too many");
      }
    }

    private void flag(String word) throws UsageException {
      int equals = word.indexOf('=');
      String name = (equals < 0 ? word : word.substring(0, equals)).replaceFirst("^--?", "");
      @Nullable String value = equals < 0 ? null : word.substring(equals + 1);
      switch (name) {
        case "config" -> config = value(name, value);
        case "set" -> sets.add(value(name, value));
        case "log-level" -> logLevel = value(name, value);
        case "format" -> format = value(name, value);
        case "h", "help" -> help = true;
        case "version" -> verb = Verb.VERSION;
        default ->
            throw new UsageException(
                word
                    + " is no flag of sonde; there are --config, --set, --log-level, --format, --help");
      }
    }

    private String value(String flag, @Nullable String given) throws UsageException {
      if (given != null) {
        return given;
      }
      if (!words.hasNext()) {
        throw new UsageException("--" + flag + " needs a value");
      }
      return words.next();
    }

    private static Verb known(String word) throws UsageException {
      for (Verb each : Verb.values()) {
        if (each.word().equals(word)) {
          return each;
        }
      }
      List<String> all = Arrays.stream(Verb.values()).map(Verb::word).toList();
      throw new UsageException(
          "\"" + word + "\" is no verb of sonde; there are " + String.join(", ", all));
    }
  }

  /// What to do.
  enum Verb {
    RUN("Collect and serve until stopped. The default."),
    CHECK("Read the configuration, say what would run or what is wrong. Touches no network."),
    ONCE("Collect once (two readings, a second apart) and print it."),
    CONFIG("Print the configuration in force, secrets hidden, and where each value came from."),
    VERSION("Print the version."),
    HELP("Print help, on a verb too: sonde help once.");

    private final String summary;

    Verb(String summary) {
      this.summary = summary;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    String summary() {
      return summary;
    }
  }
}
