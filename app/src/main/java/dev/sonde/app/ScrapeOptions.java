package dev.sonde.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words about scraping, of `once` and `explain`.
///
/// @param target `--target`: a URL, the name of a job or target, an address; of `explain` labels,
///   too
/// @param job `--job NAME`
/// @param pageFormat `--page-format FORMAT`
/// @param timeout `--timeout SPAN`
/// @param headers `--header 'Name: value'`, in order
/// @param insecure was `--insecure-skip-verify` there?
record ScrapeOptions(
    Optional<String> target,
    Optional<String> job,
    Optional<String> pageFormat,
    Optional<String> timeout,
    List<String> headers,
    boolean insecure) {
  ScrapeOptions {
    headers = List.copyOf(headers);
  }

  static ScrapeOptions of(Map<String, String> given, List<String> headers) {
    return new ScrapeOptions(
        Optional.ofNullable(given.get("target")),
        Optional.ofNullable(given.get("job")),
        Optional.ofNullable(given.get("page-format")),
        Optional.ofNullable(given.get("timeout")),
        headers,
        given.containsKey("insecure-skip-verify"));
  }

  /// The flags that say how a URL is asked, as they were written.
  List<String> asking() {
    var flags = new ArrayList<String>();
    pageFormat.ifPresent(_ -> flags.add("--page-format"));
    timeout.ifPresent(_ -> flags.add("--timeout"));
    if (!headers.isEmpty()) {
      flags.add("--header");
    }
    if (insecure) {
      flags.add("--insecure-skip-verify");
    }
    return List.copyOf(flags);
  }

  /// Flags that stand where they mean nothing are mistakes.
  void refuseStrangers(Arguments.Verb asked) throws UsageException {
    boolean known = asked == Arguments.Verb.ONCE || asked == Arguments.Verb.EXPLAIN;
    if (!known && (target.isPresent() || job.isPresent())) {
      throw new UsageException("--target and --job belong to once and explain");
    }
    if (!asking().isEmpty() && (asked != Arguments.Verb.ONCE || target.isEmpty())) {
      throw new UsageException(
          asking().getFirst() + " belongs to once with a URL: sonde once --target URL");
    }
    if (asked == Arguments.Verb.ONCE && job.isPresent() && target.isEmpty()) {
      throw new UsageException(
          "--job tells targets apart: sonde once --target ADDRESS --job "
              + job.get()
              + ", or --target with the job's name");
    }
  }
}
