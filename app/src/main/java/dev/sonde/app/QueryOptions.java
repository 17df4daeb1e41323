package dev.sonde.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words of `sonde query`.
///
/// @param selection which series
/// @param given flags with their values, without dashes
record QueryOptions(Optional<String> selection, Map<String, String> given) {
  /// Flags that only `query` takes.
  static final List<String> WITH_VALUE =
      List.of("last", "points", "fold", "url", "ca-file", "key-file", "cert-file", "cert-key-file");

  static final List<String> PLAIN = List.of("raw", "no-color", "ascii");

  private static final List<String> SHARED = List.of("from", "to", "format", "config");

  QueryOptions {
    given = Map.copyOf(given);
  }

  static boolean isOwn(String flag) {
    return WITH_VALUE.contains(flag) || PLAIN.contains(flag);
  }

  static boolean takes(String flag) {
    return isOwn(flag) || SHARED.contains(flag);
  }

  Optional<String> said(String flag) {
    return Optional.ofNullable(given.get(flag));
  }

  boolean has(String flag) {
    return given.containsKey(flag);
  }

  /// Flags that say different things about one.
  void check() throws UsageException {
    if (selection.isEmpty()) {
      throw new UsageException(
          "query needs a selection: sonde query system_memory_usage_percent, or"
              + " sonde query 'system_cpu_usage_percent{core=\"0\"}'");
    }
    refuseBoth("last", "from");
    refuseBoth("last", "to");
    refuseBoth("raw", "points");
    refuseBoth("raw", "fold");
    checkPeer();
  }

  /// Flags about whoever is asked.
  void checkPeer() throws UsageException {
    boolean secure = given.getOrDefault("url", "").startsWith("https://");
    if (given.containsKey("ca-file") && !secure) {
      throw new UsageException("--ca-file goes with --url https://…");
    }
    if (given.containsKey("cert-file") && given.containsKey("url") && !secure) {
      throw new UsageException("--cert-file goes with https://…, not with this --url");
    }
    OwnCertificate.check(this);
  }

  private void refuseBoth(String one, String other) throws UsageException {
    var both = new ArrayList<String>(List.of(one, other));
    both.retainAll(given.keySet());
    if (both.size() == 2) {
      throw new UsageException("--" + one + " and --" + other + " don't go together");
    }
  }
}
