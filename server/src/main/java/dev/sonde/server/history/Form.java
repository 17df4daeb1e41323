package dev.sonde.server.history;

import dev.sonde.http.Request;
import java.util.Locale;

/// What an answer is written in.
enum Form {
  JSON("application/json; charset=utf-8"),
  CSV("text/csv; charset=utf-8; header=present");

  private final String contentType;

  Form(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /// By the parameter `format`, else CSV for who accepts it and does not name JSON.
  static Form of(Request request) throws RefusedException {
    String asked = request.parameter("format").orElse("");
    return switch (asked) {
      case "json" -> JSON;
      case "csv" -> CSV;
      case "" -> accepted(String.join(",", request.headers("Accept")).toLowerCase(Locale.ROOT));
      default -> throw RefusedException.bad("format is json or csv");
    };
  }

  private static Form accepted(String accept) {
    return accept.contains("text/csv") && !accept.contains("application/json") ? CSV : JSON;
  }
}
