package dev.sonde.collectors.discovery.consul;

import java.nio.charset.StandardCharsets;

/// Says in words what a Consul that refuses wants to have changed.
final class Refusals {
  private static final int LONGEST = 300;

  private Refusals() {}

  static String words(String what, Api.Answer answer) {
    return "asking Consul for "
        + what
        + ": it answers "
        + answer.status()
        + next(answer)
        + said(answer);
  }

  private static String next(Api.Answer answer) {
    return switch (answer.status()) {
      case 401, 403 ->
          " (it forbids it): the token needs service:read and node:read, see"
              + " `token` and `authorization`";
      case 429 ->
          " (too many connections from here): raise limits.http_max_conns_per_client of Consul, or"
              + " name fewer `services`";
      case 500 -> " (has it a leader, and is `datacenter` right?)";
      default -> "";
    };
  }

  private static String said(Api.Answer answer) {
    int length = Math.min(LONGEST, answer.length());
    String text = new String(answer.body(), 0, length, StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "" : "; it says: " + text.replaceAll("\\p{Cntrl}+", " ");
  }
}
