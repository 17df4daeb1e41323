package dev.sonde.app;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The words of `sonde keys`.
///
/// @param said what to do, when a word says it
/// @param name the key's
/// @param given flags with all their values, without dashes
/// @param json was `--json` there?
record KeysOptions(
    Optional<KeysVerb> said, Optional<String> name, Map<String, List<String>> given, boolean json) {
  /// Flags that only `keys` takes; all have a value.
  static final List<String> OWN =
      List.of(
          "role",
          "expires",
          "value-from",
          "label",
          "allow-name",
          "max-series",
          "max-rate",
          "network",
          "overlap");

  private static final List<String> MANY = List.of("role", "label", "allow-name", "network");

  KeysOptions {
    given = Map.copyOf(given);
  }

  KeysVerb verb() {
    return said.orElse(KeysVerb.LIST);
  }

  Optional<String> value(String flag) {
    return all(flag).stream().findFirst();
  }

  List<String> all(String flag) {
    return given.getOrDefault(flag, List.of());
  }

  static KeysVerb parse(String word) throws UsageException {
    for (KeysVerb each : KeysVerb.values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new UsageException(
        "\""
            + word
            + "\" is no word of keys; there are "
            + Arrays.stream(KeysVerb.values())
                .map(KeysVerb::word)
                .collect(Collectors.joining(", ")));
  }

  /// @param asked is `keys` what was asked for?
  void check(boolean asked) throws UsageException {
    for (String flag : given.keySet()) {
      if (!asked || !verb().takes(flag)) {
        throw new UsageException("--" + flag + " belongs to sonde keys " + owners(flag));
      }
      if (all(flag).size() > 1 && !MANY.contains(flag)) {
        throw new UsageException("--" + flag + " stands there twice");
      }
    }
    if (asked && verb() != KeysVerb.LIST && name.isEmpty()) {
      throw new UsageException(
          "keys " + verb().word() + " needs a name: sonde keys " + verb().word() + " web-7");
    }
    if (asked && verb() == KeysVerb.LIST && name.isPresent()) {
      throw new UsageException("\"" + name.get() + "\" is one word too many");
    }
  }

  private static String owners(String flag) {
    return Arrays.stream(KeysVerb.values())
        .filter(each -> each.takes(flag))
        .map(KeysVerb::word)
        .collect(Collectors.joining(", "));
  }
}
