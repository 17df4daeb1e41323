package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Reads a file as Prometheus does: names of files in it are relative to where it lies, `yes` and
/// `on` are true, and `MB` is 1,048,576 bytes.
final class PrometheusSettings implements Settings {
  private final Settings in;
  private final Path folder;

  PrometheusSettings(Settings in, Path folder) {
    this.in = in;
    this.folder = folder;
  }

  private Settings same(Settings within) {
    return new PrometheusSettings(within, folder);
  }

  private <T> Function<Settings, T> same(Function<Settings, T> reader) {
    return within -> reader.apply(same(within));
  }

  private <T> Map<String, Function<Settings, T>> same(Map<String, Function<Settings, T>> readers) {
    Map<String, Function<Settings, T>> same = new LinkedHashMap<>();
    readers.forEach((kind, reader) -> same.put(kind, same(reader)));
    return same;
  }

  /// Keys of Prometheus that name files; labels and parameters are maps and not asked for so.
  private String value(String key, String text) {
    boolean named = key.endsWith("_file") || key.equals("files");
    return named && !text.isEmpty() ? resolved(text) : text;
  }

  private String resolved(String text) {
    try {
      return folder.resolve(text).toString();
    } catch (InvalidPathException _) {
      return text;
    }
  }

  @Override
  public boolean flag(String key, boolean fallback, String help) {
    return in.parsed(key, Boolean.toString(fallback), PrometheusSettings::flag, help);
  }

  @Override
  public Optional<Boolean> flag(String key, String help) {
    return in.parsed(
        key, "", text -> text.isEmpty() ? Optional.empty() : Optional.of(flag(text)), help);
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE" -> true;
      case "n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE" -> false;
      default -> throw new IllegalArgumentException("is neither true nor false");
    };
  }

  @Override
  public long integer(String key, long fallback, long min, long max, String help) {
    return in.integer(key, fallback, min, max, help);
  }

  @Override
  public double number(String key, double fallback, double min, double max, String help) {
    return in.number(key, fallback, min, max, help);
  }

  @Override
  public String text(String key, String fallback, String help) {
    return value(key, in.text(key, fallback, help));
  }

  @Override
  public Optional<String> text(String key, String help) {
    return in.text(key, help).map(text -> value(key, text));
  }

  @Override
  public String required(String key, String help) {
    return value(key, in.required(key, help));
  }

  @Override
  public Optional<Secret> secret(String key, String help) {
    return in.secret(key, help);
  }

  @Override
  public Duration duration(String key, Duration fallback, Duration min, Duration max, String help) {
    return in.duration(key, fallback, min, max, help);
  }

  @Override
  public Optional<Duration> duration(String key, Duration min, Duration max, String help) {
    return in.duration(key, min, max, help);
  }

  @Override
  public long size(String key, long fallback, long min, long max, String help) {
    return in.parsed(key, fallback + "B", text -> size(text, min, max), help);
  }

  private static long size(String text, long min, long max) {
    long bytes = Base2Bytes.parse(text);
    if (bytes < min || bytes > max) {
      throw new IllegalArgumentException(
          "is too " + (bytes < min ? "small" : "large") + "; write " + min + "B to " + max + "B");
    }
    return bytes;
  }

  @Override
  public <E extends Enum<E>> E choice(String key, E fallback, String help) {
    return in.choice(key, fallback, help);
  }

  @Override
  public <T> T parsed(String key, String fallback, Function<String, T> parser, String help) {
    return in.parsed(key, fallback, text -> parser.apply(value(key, text)), help);
  }

  @Override
  public List<String> texts(String key, List<String> fallback, String help) {
    return in.texts(key, fallback, help).stream().map(text -> value(key, text)).toList();
  }

  @Override
  public <T> List<T> parsedList(
      String key, List<String> fallback, Function<String, T> parser, String help) {
    return in.parsedList(key, fallback, text -> parser.apply(value(key, text)), help);
  }

  @Override
  public Map<String, String> map(String key, String help) {
    return in.map(key, help);
  }

  @Override
  public Map<String, List<String>> lists(String key, String help) {
    return in.lists(key, help);
  }

  @Override
  public <T> T section(String key, String help, Function<Settings, T> reader) {
    return in.section(key, help, same(reader));
  }

  @Override
  public <T> T kind(
      String key,
      String by,
      String fallback,
      String help,
      Map<String, Function<Settings, T>> readers) {
    return in.kind(key, by, fallback, help, same(readers));
  }

  @Override
  public <T> List<T> sections(String key, String help, Function<Settings, T> reader) {
    return in.sections(key, help, same(reader));
  }

  @Override
  public <T> List<T> variants(String key, String help, Map<String, Function<Settings, T>> readers) {
    return in.variants(key, help, same(readers));
  }

  @Override
  public <T> List<T> kinds(
      String key, String by, String help, Map<String, Function<Settings, T>> readers) {
    return in.kinds(key, by, help, same(readers));
  }

  @Override
  public <T> List<T> files(String key, String help, BiFunction<Path, Settings, T> reader) {
    return in.files(key, help, (at, file) -> reader.apply(at, new PrometheusSettings(file, at)));
  }

  @Override
  public Set<String> keys() {
    return in.keys();
  }

  @Override
  public boolean has(String key) {
    return in.has(key);
  }

  @Override
  public void retired(String key, String instead) {
    in.retired(key, instead);
  }

  @Override
  public void unused(String key, String why) {
    in.unused(key, why);
  }

  @Override
  public void notice(String key, String message) {
    in.notice(key, message);
  }

  @Override
  public void problem(String key, String message) {
    in.problem(key, message);
  }
}
