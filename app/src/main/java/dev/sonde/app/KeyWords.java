package dev.sonde.app;

import dev.sonde.api.Allowance;
import dev.sonde.api.Glob;
import dev.sonde.api.Labels;
import dev.sonde.api.Role;
import dev.sonde.api.Secret;
import dev.sonde.engine.config.Durations;
import dev.sonde.http.Network;
import dev.sonde.server.door.Key;
import dev.sonde.server.door.KeyWish;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/// What the flags of `sonde keys` mean.
record KeyWords(KeysOptions options, Path workingFolder) {
  private static final int LONGEST_FILE = 4_096;
  private static final int MOST_SERIES = 10_000_000;
  private static final Duration LONGEST = Duration.ofDays(36_500);

  KeyWish wish() throws UsageException {
    return new KeyWish(
        name(), roles(), lasts(), limits(), labels(), parsed("network", Network::parse));
  }

  String name() throws UsageException {
    String name = options.name().orElseThrow();
    try {
      Key.checkName(name);
      return name;
    } catch (IllegalArgumentException unfit) {
      throw new UsageException(String.valueOf(unfit.getMessage()));
    }
  }

  /// How long the secrets that were go on.
  Duration overlap() throws UsageException {
    return span("overlap").orElse(Duration.ZERO);
  }

  /// The secret that is taken over.
  Optional<Secret> value() throws UsageException {
    Optional<String> file = options.value("value-from");
    return file.isEmpty() ? Optional.empty() : Optional.of(read(file.get()));
  }

  private Secret read(String name) throws UsageException {
    try {
      Path file = workingFolder.resolve(name);
      if (Files.size(file) > LONGEST_FILE) {
        throw new UsageException("--value-from " + name + " is too long to hold a key");
      }
      return new Secret(Files.readString(file).strip());
    } catch (MalformedInputException strange) {
      throw new UsageException("--value-from " + name + " holds no key, which is plain text");
    } catch (IOException unreadable) {
      throw new UsageException(
          "--value-from " + name + " can't be read: " + Troubles.words(unreadable));
    }
  }

  private Set<Role> roles() throws UsageException {
    var roles = EnumSet.noneOf(Role.class);
    for (String each : options.all("role")) {
      for (String word : each.split(",", -1)) {
        roles.add(role(word.strip()));
      }
    }
    return roles.isEmpty() ? Set.of(Role.INGEST) : roles;
  }

  private static Role role(String word) throws UsageException {
    for (Role each : Role.values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new UsageException("\"" + word + "\" is no role; there are ingest, read, admin");
  }

  private Optional<Duration> lasts() throws UsageException {
    return span("expires");
  }

  private Optional<Duration> span(String flag) throws UsageException {
    Optional<String> text = options.value(flag);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Duration span = Durations.parse(text.get());
      if (span.isPositive() && span.compareTo(LONGEST) <= 0) {
        return Optional.of(span);
      }
    } catch (IllegalArgumentException _) {
      throw noSpan(flag, text.get());
    }
    throw noSpan(flag, text.get());
  }

  private static UsageException noSpan(String flag, String text) {
    return new UsageException("--" + flag + " " + text + " is no time span; write 24h or 90d");
  }

  private Allowance.Limits limits() throws UsageException {
    return new Allowance.Limits(rate(), series(), parsed("allow-name", Glob::new));
  }

  private OptionalDouble rate() throws UsageException {
    Optional<String> text = options.value("max-rate");
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    String number = text.get().endsWith("/s") ? text.get().replaceFirst("/s$", "") : text.get();
    if (number.matches("[0-9]{1,12}") && Long.parseLong(number) > 0) {
      return OptionalDouble.of(Long.parseLong(number));
    }
    throw new UsageException("--max-rate " + text.get() + " is no rate; write 1000/s");
  }

  private OptionalInt series() throws UsageException {
    Optional<String> text = options.value("max-series");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (text.get().matches("[0-9]{1,8}")) {
      int most = Integer.parseInt(text.get());
      if (most > 0 && most <= MOST_SERIES) {
        return OptionalInt.of(most);
      }
    }
    throw new UsageException(
        "--max-series " + text.get() + " is no number from 1 to " + MOST_SERIES);
  }

  private Labels labels() throws UsageException {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String each : options.all("label")) {
      int equals = each.indexOf('=');
      if (equals <= 0 || equals == each.length() - 1) {
        throw new UsageException("--label " + each + " is no label; write env=prod");
      }
      if (labels.put(each.substring(0, equals), each.substring(equals + 1)) != null) {
        throw new UsageException("--label " + each + ": that label stands there twice");
      }
    }
    return Labels.of(labels);
  }

  private <T> List<T> parsed(String flag, Function<String, T> parser) throws UsageException {
    var all = new ArrayList<T>();
    for (String each : options.all(flag)) {
      try {
        all.add(parser.apply(each));
      } catch (IllegalArgumentException unfit) {
        throw new UsageException("--" + flag + " " + each + " " + unfit.getMessage());
      }
    }
    return all;
  }
}
