package dev.sonde.receivers;

import dev.sonde.api.Appended;
import dev.sonde.api.Caller;
import dev.sonde.http.Response;
import java.time.Duration;
import java.util.Optional;

/// What receivers answer when the journal or a key's limits keep something out.
public final class Answers {
  private Answers() {}

  /// The refusal of a key whose rate is used up; empty when so many samples may come in.
  public static Optional<Response> limited(Caller caller, long samples) {
    return caller
        .allowance()
        .take(samples)
        .map(after ->
            later(
                429,
                after,
                "this key sends more samples"
                    + " than it may; Retry-After says when it may again"));
  }

  /// What a journal's refusal means for its sender.
  public static Response refused(Appended.Refused by) {
    return switch (by.reason()) {
      case "too_large" ->
          Response.error(413, "this is more than the journal takes at once; send it in parts");
      default -> later(503, by.retryAfter(), "the journal takes nothing now (" + by.reason() + ")");
    };
  }

  /// Not now.
  public static Response later(int status, Duration after, String why) {
    long seconds = Math.max(1, after.plusMillis(999).toSeconds());
    return Response.error(status, why).with("Retry-After", Long.toString(seconds));
  }
}
