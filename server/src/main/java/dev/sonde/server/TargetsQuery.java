package dev.sonde.server;

import dev.sonde.api.Detail;
import dev.sonde.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The parameters of `/api/v1/targets`, as Prometheus has them.
///
/// @param state `active`, `dropped`, `any`; in lower case, and `any` when it is empty
/// @param scrapePool the job whose targets are asked for; empty for all
record TargetsQuery(String state, Optional<String> scrapePool) {
  private static final String ACTIVE = "active";
  private static final String DROPPED = "dropped";
  private static final String ANY = "any";

  static TargetsQuery of(Request request) {
    String state = request.parameter("state").orElse("").toLowerCase(Locale.ROOT);
    return new TargetsQuery(
        state.isEmpty() ? ANY : state, request.parameter("scrapePool").filter(it -> !it.isEmpty()));
  }

  /// What is left of all that is known. Counts stay those of all jobs.
  Detail of(Detail all) {
    if (!(all instanceof Detail.Fields(var fields))) {
      return all;
    }
    var left = new LinkedHashMap<String, Detail>();
    fields.forEach((name, each) -> left.put(name, of(name, each)));
    return new Detail.Fields(left);
  }

  private Detail of(String name, Detail value) {
    if (!(value instanceof Detail.Many(var elements))) {
      return value;
    }
    return new Detail.Many(
        wants(name) ? elements.stream().filter(this::isOfPool).toList() : List.of());
  }

  private boolean wants(String name) {
    return switch (name) {
      case "activeTargets" -> state.equals(ANY) || state.equals(ACTIVE);
      case "droppedTargets" -> state.equals(ANY) || state.equals(DROPPED);
      default -> true;
    };
  }

  private boolean isOfPool(Detail element) {
    return scrapePool.map(pool -> pool.equals(poolOf(element))).orElse(true);
  }

  private static String poolOf(Detail element) {
    return element instanceof Detail.Fields(var fields)
            && fields.get("scrapePool") instanceof Detail.Text(var name)
        ? name
        : "";
  }
}
