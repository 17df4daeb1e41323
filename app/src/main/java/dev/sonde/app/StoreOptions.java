package dev.sonde.app;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The words of `sonde store`.
///
/// @param said what to do, if that was said
/// @param operand the file, or the selection
/// @param given flags with their values, without dashes
record StoreOptions(Optional<StoreVerb> said, Optional<String> operand, Map<String, String> given) {
  /// Flags that only `store` takes.
  private static final List<String> OWN = List.of("out", "force", "discard");

  StoreOptions {
    given = Map.copyOf(given);
  }

  static boolean isOwn(String flag) {
    return OWN.contains(flag);
  }

  StoreVerb verb() {
    return said.orElse(StoreVerb.STATUS);
  }

  Optional<String> value(String flag) {
    return Optional.ofNullable(given.get(flag));
  }

  boolean has(String flag) {
    return given.containsKey(flag);
  }

  static StoreVerb parse(String word) throws UsageException {
    for (StoreVerb each : StoreVerb.values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new UsageException(
        "\""
            + word
            + "\" is no word of store; there are "
            + Arrays.stream(StoreVerb.values())
                .map(StoreVerb::word)
                .collect(Collectors.joining(", ")));
  }

  static String owners(String flag) {
    return Arrays.stream(StoreVerb.values())
        .filter(each -> each.takes(flag))
        .map(StoreVerb::word)
        .collect(Collectors.joining(", "));
  }

  void check() throws UsageException {
    boolean needsFile = verb() == StoreVerb.BACKUP || verb() == StoreVerb.RESTORE;
    if (needsFile && operand.isEmpty()) {
      throw new UsageException(
          "store "
              + verb().word()
              + " needs a file: sonde store "
              + verb().word()
              + " history.backup");
    }
    if (needsFile && operand.get().equals("-")) {
      throw new UsageException(
          "store " + verb().word() + " takes no - but a file, which is read again to check it");
    }
    if (verb() == StoreVerb.STATUS && operand.isPresent()) {
      throw new UsageException("\"" + operand.get() + "\" is one word too many");
    }
    if (has("last") && (has("from") || has("to"))) {
      throw new UsageException("--last goes with neither --from nor --to");
    }
    if (has("force") && verb() == StoreVerb.EXPORT && !has("out")) {
      throw new UsageException("--force belongs to a file: --out FILE");
    }
  }
}
