package dev.sonde.server;

import dev.sonde.delivery.Circuit;
import dev.sonde.delivery.CourierStatus;
import dev.sonde.journal.JournalStatus;
import dev.sonde.journal.Standing;
import dev.sonde.wire.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The journal and the destinations among the components of `/health`:
///
/// ```
/// {"kind":"journal","name":"journal","state":"ok","durable":true,"bytes":65536,"max_bytes":1073741824,
///  "oldest":"2024-01-15T10:30:00.000Z","accepted_samples":600}
/// {"kind":"destination","name":"prom","state":"ok","circuit":"closed","pending_samples":0,…}
/// ```
record DeliveryHealth(JournalStatus journal, List<CourierStatus> destinations) {
  private static final double NANOS_PER_SECOND = 1e9;

  /// Is what is kept safe, and taken by everybody it is for?
  boolean isGood() {
    return journal.durable()
        && journal.problem().isEmpty()
        && destinations.stream().allMatch(each -> each.circuit() == Circuit.CLOSED);
  }

  void write(JsonWriter json) {
    journal(json);
    destinations.forEach(each -> destination(json, each));
  }

  /// `ok`, `not durable` or `failing`.
  static String state(JournalStatus of) {
    if (!of.problem().isEmpty()) {
      return "failing";
    }
    return of.durable() ? "ok" : "not durable";
  }

  /// `ok`, `failing`, or `held` while it waits for a person.
  static String state(CourierStatus of) {
    return switch (of.circuit()) {
      case CLOSED -> "ok";
      case OPEN -> "failing";
      case HELD -> "held";
    };
  }

  /// Counts by reason, left out when there are none.
  static void counts(JsonWriter json, String name, Map<String, Long> counts) {
    if (!counts.isEmpty()) {
      json.name(name).object();
      new TreeMap<>(counts).forEach((reason, count) -> json.name(reason).value(count));
      json.endObject();
    }
  }

  private void journal(JsonWriter json) {
    json.object();
    json.name("kind").value("journal");
    json.name("name").value("journal");
    json.name("state").value(state(journal));
    json.name("durable").value(journal.durable());
    json.name("bytes").value(journal.bytes());
    json.name("max_bytes").value(journal.maxBytes());
    if (journal.oldestMillis() > 0) {
      json.name("oldest").value(Instants.millis(journal.oldestMillis()));
    }
    json.name("accepted_samples").value(journal.accepted());
    counts(json, "refused_samples", journal.refused());
    if (journal.damages() > 0) {
      json.name("damaged_samples").value(journal.damaged());
    }
    text(json, "problem", journal.problem());
    json.endObject();
  }

  private static void destination(JsonWriter json, CourierStatus of) {
    json.object();
    json.name("kind").value("destination");
    json.name("name").value(of.name());
    json.name("state").value(state(of));
    json.name("circuit").value(of.circuit().name().toLowerCase(Locale.ROOT));
    if (of.standing().isPresent()) {
      standing(json, of.standing().get());
    }
    json.name("consecutive_errors").value(of.consecutiveFailures());
    if (!of.lastError().isEmpty()) {
      json.name("last_error").value(of.lastError());
      json.name("last_error_at").value(Instants.millis(of.lastErrorMillis()));
    }
    if (of.untilNext().isPositive()) {
      json.name("next_try_seconds").value(of.untilNext().toNanos() / NANOS_PER_SECOND);
    }
    if (of.deadLetters() > 0) {
      json.name("dead_letters").value(of.deadLetters());
      json.name("dead_letter_samples").value(of.deadLetterSamples());
    }
    json.endObject();
  }

  private static void standing(JsonWriter json, Standing of) {
    json.name("pending_samples").value(of.pending());
    json.name("delivered_samples").value(of.delivered());
    counts(json, "filtered_samples", of.filtered());
    counts(json, "dropped_samples", of.dropped());
  }

  private static void text(JsonWriter json, String name, String value) {
    if (!value.isEmpty()) {
      json.name(name).value(value);
    }
  }
}
