package dev.sonde.collectors.host;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Settings from a map, which remember what was asked for.
final class MapSettings implements Settings {
  private final Map<?, ?> values;
  private final String place;
  private final Set<String> asked;

  MapSettings(Map<?, ?> values) {
    this(values, "", new HashSet<>());
  }

  private MapSettings(Map<?, ?> values, String place, Set<String> asked) {
    this.values = values;
    this.place = place;
    this.asked = asked;
  }

  /// Keys that were read, such as `mountpoints.include`.
  Set<String> asked() {
    return asked;
  }

  @Override
  public boolean flag(String key, boolean fallback, String help) {
    return value(key, help) instanceof Boolean flag ? flag : fallback;
  }

  @Override
  public long integer(String key, long fallback, long min, long max, String help) {
    return value(key, help) instanceof Number number ? number.longValue() : fallback;
  }

  @Override
  public double number(String key, double fallback, double min, double max, String help) {
    return value(key, help) instanceof Number number ? number.doubleValue() : fallback;
  }

  @Override
  public String text(String key, String fallback, String help) {
    return text(key, help).orElse(fallback);
  }

  @Override
  public Optional<String> text(String key, String help) {
    return Optional.ofNullable(value(key, help)).map(String::valueOf);
  }

  @Override
  public String required(String key, String help) {
    return text(key, help).orElseThrow();
  }

  @Override
  public Optional<Secret> secret(String key, String help) {
    return text(key, help).map(Secret::new);
  }

  @Override
  public Duration duration(String key, Duration fallback, Duration min, Duration max, String help) {
    return duration(key, min, max, help).orElse(fallback);
  }

  @Override
  public Optional<Duration> duration(String key, Duration min, Duration max, String help) {
    return text(key, help).map(text -> Duration.parse("PT" + text.toUpperCase(Locale.ROOT)));
  }

  @Override
  public long size(String key, long fallback, long min, long max, String help) {
    return integer(key, fallback, min, max, help);
  }

  @Override
  public <E extends Enum<E>> E choice(String key, E fallback, String help) {
    return text(key, help)
        .map(text -> Enum.valueOf(fallback.getDeclaringClass(), text.toUpperCase(Locale.ROOT)))
        .orElse(fallback);
  }

  @Override
  public <T> T parsed(String key, String fallback, Function<String, T> parser, String help) {
    return parser.apply(text(key, fallback, help));
  }

  @Override
  public List<String> texts(String key, List<String> fallback, String help) {
    return parsedList(key, fallback, Function.identity(), help);
  }

  @Override
  public <T> List<T> parsedList(
      String key, List<String> fallback, Function<String, T> parser, String help) {
    List<?> texts = value(key, help) instanceof List<?> list ? list : fallback;
    return texts.stream().map(text -> parser.apply(String.valueOf(text))).toList();
  }

  @Override
  public Map<String, String> map(String key, String help) {
    value(key, help);
    return Map.of();
  }

  @Override
  public <T> T section(String key, String help, Function<Settings, T> reader) {
    Map<?, ?> section = value(key, help) instanceof Map<?, ?> map ? map : Map.of();
    return reader.apply(new MapSettings(section, place + key + ".", asked));
  }

  @Override
  public <T> List<T> sections(String key, String help, Function<Settings, T> reader) {
    value(key, help);
    return new ArrayList<>();
  }

  @Override
  public <T> List<T> kinds(
      String key, String by, String help, Map<String, Function<Settings, T>> readers) {
    value(key, help);
    return new ArrayList<>();
  }

  @Override
  public <T> List<T> variants(String key, String help, Map<String, Function<Settings, T>> readers) {
    value(key, help);
    return new ArrayList<>();
  }

  @Override
  public boolean has(String key) {
    return values.containsKey(key);
  }

  @Override
  public void retired(String key, String instead) {}

  @Override
  public void problem(String key, String message) {
    throw new IllegalArgumentException(place + key + ": " + message);
  }

  private Object value(String key, String help) {
    if (help.isEmpty()) {
      throw new IllegalArgumentException(place + key + " has no help");
    }
    asked.add(place + key);
    return values.get(key);
  }
}
