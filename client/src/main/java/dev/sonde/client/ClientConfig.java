package dev.sonde.client;

import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Document 002's `config.json`: where the server is, and how often the machine is measured. Keys
/// about logging are passed over, as that belongs to the program; so are keys that mean nothing
/// here.
///
/// @param url of the hub, for [SinkConfig]
/// @param interval between two measurements of the machine,
///   `metrics.system_metrics_interval_seconds`
public record ClientConfig(String url, Duration interval) {
  private static final String WEB_SOCKET = "/ws/metrics";
  private static final int MOST_BYTES = 1 << 20;
  private static final int PORT = 5_000;
  private static final int LAST_PORT = 65_535;
  private static final double SECONDS = 15;
  private static final double LEAST_SECONDS = 0.1;
  private static final double MOST_SECONDS = 86_400;

  /// @throws IllegalArgumentException when the address is none
  public ClientConfig {
    HubAddress.of(url);
  }

  /// Reads a file. What is not written is as in document 002: `localhost`, 5000, 15 s.
  ///
  /// @throws IOException when it can't be read, is larger than a megabyte, or is no JSON object
  /// @throws IllegalArgumentException for a value that makes no sense; the message names its key
  public static ClientConfig read(Path file) throws IOException {
    JsonObject all = object(file);
    JsonObject server = all.object("server");
    String host = text(server, "host", "localhost");
    long port = Math.round(number(server, "port", PORT, 1, LAST_PORT));
    double seconds =
        number(
            all.object("metrics"),
            "system_metrics_interval_seconds",
            SECONDS,
            LEAST_SECONDS,
            MOST_SECONDS);
    return new ClientConfig(
        "ws://" + host + ":" + port + endpoint(all),
        Duration.ofMillis(Math.round(seconds * 1_000)));
  }

  /// Other paths are those of document 002's server, and mean nothing to a hub.
  private static String endpoint(JsonObject all) {
    String path = text(all.object("metrics").object("endpoints"), "system_metrics", WEB_SOCKET);
    return path.startsWith("/") && path.endsWith(WEB_SOCKET) ? path : WEB_SOCKET;
  }

  private static JsonObject object(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IOException(file + " is larger than a megabyte");
    }
    try {
      if (Json.read(bytes) instanceof JsonObject read) {
        return read;
      }
      throw new IOException(file + " is no JSON object");
    } catch (JsonException broken) {
      throw new IOException(file + " is no JSON: " + broken.getMessage(), broken);
    }
  }

  private static String text(JsonObject in, String key, String otherwise) {
    Json written = in.member(key);
    if (written == null) {
      return otherwise;
    }
    if (written instanceof JsonText(String text)) {
      return text;
    }
    throw new IllegalArgumentException(key + " is " + written.kind() + "; it has to be text");
  }

  private static double number(
      JsonObject in, String key, double otherwise, double least, double most) {
    Json written = in.member(key);
    if (written == null) {
      return otherwise;
    }
    if (written instanceof JsonNumber number
        && number.asDouble() >= least
        && number.asDouble() <= most) {
      return number.asDouble();
    }
    throw new IllegalArgumentException(key + " has to be a number from " + least + " to " + most);
  }
}
