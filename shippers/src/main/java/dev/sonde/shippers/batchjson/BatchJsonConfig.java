package dev.sonde.shippers.batchjson;

import dev.sonde.api.Settings;
import dev.sonde.http.Header;
import dev.sonde.shippers.http.HttpConfig;

/// What can be chosen about `batch_json`.
///
/// @param clientId who this is, for the receiver
public record BatchJsonConfig(HttpConfig http, String clientId) {
  static final String CLIENT = "X-Client-ID";

  static BatchJsonConfig read(Settings settings) {
    return new BatchJsonConfig(
        HttpConfig.read(settings),
        settings.parsed(
            "client_id",
            "default-client",
            BatchJsonConfig::clientId,
            "Who this is, sent as X-Client-ID."));
  }

  private static String clientId(String text) {
    try {
      return new Header(CLIENT, text).value();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("can't stand in a header", e);
    }
  }
}
