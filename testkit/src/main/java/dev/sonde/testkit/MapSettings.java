package dev.sonde.testkit;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Settings from a map, as a YAML reader gives it, which remember what was asked for and what was
/// wrong. Bounds are not checked: that is the real reader's business. For one thread.
public final class MapSettings implements Settings {
  private final Map<?, ?> values;
  private final String place;
  private final Set<String> asked;
  private final List<String> problems;
  private final List<String> notices;

  /// Settings with these keys.
  public MapSettings(Map<?, ?> values) {
    this(values, "", new TreeSet<>(), new ArrayList<>(), new ArrayList<>());
  }

  private MapSettings(
      Map<?, ?> values,
      String place,
      Set<String> asked,
      List<String> problems,
      List<String> notices) {
    this.values = values;
    this.place = place;
    this.asked = asked;
    this.problems = problems;
    this.notices = notices;
  }

  /// Keys that were read, such as `basic.username`.
  public Set<String> asked() {
    return asked;
  }

  /// What was wrong, as `key: message`.
  public List<String> problems() {
    return problems;
  }

  /// What deserved a word, as `key: message`.
  public List<String> notices() {
    return notices;
  }

  @Override
  public boolean flag(String key, boolean fallback, String help) {
    return value(key, help) instanceof Boolean flag ? flag : fallback;
  }

  @Override
  public Optional<Boolean> flag(String key, String help) {
    return value(key, help) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
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
    Optional<String> text = text(key, help);
    if (text.isEmpty()) {
      problem(key, "is missing");
    }
    return text.orElse("");
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
    try {
      return parser.apply(text(key, fallback, help));
    } catch (IllegalArgumentException e) {
      problem(key, String.valueOf(e.getMessage()));
      return parser.apply(fallback);
    }
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
    var map = new LinkedHashMap<String, String>();
    section(key, help)
        .forEach((name, value) -> map.put(String.valueOf(name), String.valueOf(value)));
    return map;
  }

  @Override
  public Map<String, List<String>> lists(String key, String help) {
    var lists = new LinkedHashMap<String, List<String>>();
    section(key, help)
        .forEach((name, value) -> {
          List<?> list = value instanceof List<?> several ? several : List.of(value);
          lists.put(String.valueOf(name), list.stream().map(String::valueOf).toList());
        });
    return lists;
  }

  @Override
  public <T> T section(String key, String help, Function<Settings, T> reader) {
    return reader.apply(in(key + ".", section(key, help)));
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
    var sections = new ArrayList<T>();
    if (value(key, help) instanceof List<?> list) {
      for (Object each : list) {
        sections.add(reader.apply(in(key + ".", (Map<?, ?>) each)));
      }
    }
    return sections;
  }

  @Override
  public <T> List<T> kinds(
      String key, String by, String help, Map<String, Function<Settings, T>> readers) {
    return List.of();
  }

  @Override
  public <T> List<T> variants(String key, String help, Map<String, Function<Settings, T>> readers) {
    throw new UnsupportedOperationException("no test has needed it yet");
  }

  /// There are no files here.
  @Override
  public <T> List<T> files(String key, String help, BiFunction<Path, Settings, T> reader) {
    value(key, help);
    return List.of();
  }

  @Override
  public Set<String> keys() {
    return values.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  @Override
  public boolean has(String key) {
    return values.containsKey(key);
  }

  @Override
  public void retired(String key, String instead) {
    if (has(key)) {
      problem(key, "is not used any more; " + instead);
    }
  }

  @Override
  public void unused(String key, String why) {
    if (has(key)) {
      notice(key, why);
    }
  }

  @Override
  public void notice(String key, String message) {
    notices.add(place + key + ": " + message);
  }

  @Override
  public void problem(String key, String message) {
    problems.add(place + key + ": " + message);
  }

  private MapSettings in(String below, Map<?, ?> section) {
    return new MapSettings(section, place + below, asked, problems, notices);
  }

  private Map<?, ?> section(String key, String help) {
    return value(key, help) instanceof Map<?, ?> map ? map : Map.of();
  }

  private @Nullable Object value(String key, String help) {
    if (help.isBlank()) {
      throw new IllegalArgumentException(place + key + " has no help");
    }
    asked.add(place + key);
    return values.get(key);
  }
}
