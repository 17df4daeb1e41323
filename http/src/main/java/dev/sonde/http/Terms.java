package dev.sonde.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a [Call] wants of the client, beside the request itself.
///
/// @param limit for all of the call, in place of the client's times, connecting apart
/// @param keep how long its connection waits for the next call, in place of the client's idle time
/// @param gzip asks for a compressed body
/// @param redirects how many are followed
/// @param routes how to reach where redirects lead; empty for the call's own route
/// @param secrets headers for the server alone that is asked first
record Terms(
    Optional<Duration> limit,
    Optional<Duration> keep,
    boolean gzip,
    int redirects,
    Optional<Function<Url, Route>> routes,
    List<Header> secrets) {
  static final Terms USUAL =
      new Terms(Optional.empty(), Optional.empty(), false, 0, Optional.empty(), List.of());

  Terms {
    secrets = List.copyOf(secrets);
  }

  Terms within(Duration time) {
    return new Terms(Optional.of(time), keep, gzip, redirects, routes, secrets);
  }

  Terms keeping(Duration time) {
    return new Terms(limit, Optional.of(time), gzip, redirects, routes, secrets);
  }

  Terms compressed() {
    return new Terms(limit, keep, true, redirects, routes, secrets);
  }

  Terms following(int most, Optional<Function<Url, Route>> ways) {
    return new Terms(limit, keep, gzip, most, ways, secrets);
  }

  Terms secret(List<Header> headers) {
    return new Terms(limit, keep, gzip, redirects, routes, headers);
  }
}
