package dev.sonde.testkit;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Settings in which nothing is set: every key has its default.
public final class DefaultSettings implements Settings {
  @Override
  public boolean flag(String key, boolean fallback, String help) {
    return fallback;
  }

  @Override
  public Optional<Boolean> flag(String key, String help) {
    return Optional.empty();
  }

  @Override
  public long integer(String key, long fallback, long min, long max, String help) {
    return fallback;
  }

  @Override
  public double number(String key, double fallback, double min, double max, String help) {
    return fallback;
  }

  @Override
  public String text(String key, String fallback, String help) {
    return fallback;
  }

  @Override
  public Optional<String> text(String key, String help) {
    return Optional.empty();
  }

  @Override
  public String required(String key, String help) {
    return key;
  }

  @Override
  public Optional<Secret> secret(String key, String help) {
    return Optional.empty();
  }

  @Override
  public Duration duration(String key, Duration fallback, Duration min, Duration max, String help) {
    return fallback;
  }

  @Override
  public Optional<Duration> duration(String key, Duration min, Duration max, String help) {
    return Optional.empty();
  }

  @Override
  public long size(String key, long fallback, long min, long max, String help) {
    return fallback;
  }

  @Override
  public <E extends Enum<E>> E choice(String key, E fallback, String help) {
    return fallback;
  }

  @Override
  public <T> T parsed(String key, String fallback, Function<String, T> parser, String help) {
    return parser.apply(fallback);
  }

  @Override
  public List<String> texts(String key, List<String> fallback, String help) {
    return fallback;
  }

  @Override
  public <T> List<T> parsedList(
      String key, List<String> fallback, Function<String, T> parser, String help) {
    return fallback.stream().map(parser).toList();
  }

  @Override
  public Map<String, String> map(String key, String help) {
    return Map.of();
  }

  @Override
  public Map<String, List<String>> lists(String key, String help) {
    return Map.of();
  }

  @Override
  public <T> T section(String key, String help, Function<Settings, T> reader) {
    return reader.apply(this);
  }

  @Override
  public <T> T kind(
      String key,
      String by,
      String fallback,
      String help,
      Map<String, Function<Settings, T>> readers) {
    return section(
        key,
        help,
        in ->
            Objects.requireNonNull(readers.get(in.text(by, fallback, "What kind it is.")))
                .apply(in));
  }

  @Override
  public <T> List<T> sections(String key, String help, Function<Settings, T> reader) {
    return List.of();
  }

  @Override
  public <T> List<T> variants(String key, String help, Map<String, Function<Settings, T>> readers) {
    return List.of();
  }

  @Override
  public <T> List<T> kinds(
      String key, String by, String help, Map<String, Function<Settings, T>> readers) {
    return List.of();
  }

  @Override
  public <T> List<T> files(String key, String help, BiFunction<Path, Settings, T> reader) {
    return List.of();
  }

  @Override
  public Set<String> keys() {
    return Set.of();
  }

  @Override
  public boolean has(String key) {
    return false;
  }

  @Override
  public void retired(String key, String instead) {}

  @Override
  public void unused(String key, String why) {}

  @Override
  public void notice(String key, String message) {}

  @Override
  public void problem(String key, String message) {}
}
