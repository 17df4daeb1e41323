package dev.sonde.collectors.access;

import dev.sonde.api.Time;
import dev.sonde.http.BodyBuffer;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.Fetched;
import dev.sonde.http.Header;
import dev.sonde.http.Route;
import dev.sonde.http.Url;
import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gets tokens for an id and a secret (RFC 6749, 4.4) and keeps each until shortly before it
/// expires. A server that does not take the secret in a header gets it in the form.
final class TokenSource {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration EARLY = Duration.ofSeconds(10);
  private static final Duration FAILED = Duration.ofSeconds(5);
  private static final long FOR_EVER = Duration.ofDays(10_000).toNanos();
  private static final int LARGEST = 64 << 10;

  /// @param until by the monotonic clock
  /// @param failure why there is none; empty when there is one
  private record Known(String secret, String token, long until, String failure) {}

  private final Authentication.OAuth2 config;
  private final Url url;
  private final Client client;
  private final Function<Url, Route> routes;
  private final Time time;
  private final ReentrantLock asking = new ReentrantLock();
  private @Nullable Known known;
  private boolean inForm;

  TokenSource(Authentication.OAuth2 config, Client client, Function<Url, Route> routes, Time time) {
    this.config = config;
    this.url = Url.parse(config.tokenUrl());
    this.client = client;
    this.routes = routes;
    this.time = time;
  }

  /// A token that is good for a while.
  ///
  /// @param secret for the configured id, as it is now
  /// @throws IOException when the server gives none, in words without secrets
  String token(String secret) throws IOException, InterruptedException {
    asking.lockInterruptibly();
    try {
      Known now = known;
      if (now == null || !now.secret.equals(secret) || time.nanos() - now.until >= 0) {
        now = ask(secret);
        known = now;
      }
      if (!now.failure.isEmpty()) {
        throw new IOException(now.failure);
      }
      return now.token;
    } finally {
      asking.unlock();
    }
  }

  private Known ask(String secret) throws InterruptedException {
    try {
      var body = new BodyBuffer(LARGEST);
      Fetched fetched = client.fetch(call(secret), body);
      if (fetched.status() / 100 == 4 && !inForm) {
        inForm = true;
        fetched = client.fetch(call(secret), body);
        inForm = fetched.succeeded();
      }
      return taken(secret, fetched, body);
    } catch (IOException e) {
      long until = time.nanos() + FAILED.toNanos();
      return new Known(secret, "", until, "no token for oauth2: " + e.getMessage());
    }
  }

  private Call call(String secret) {
    byte[] form = form(secret).getBytes(StandardCharsets.US_ASCII);
    Call call =
        Call.post(url, "application/x-www-form-urlencoded", ByteBuffer.wrap(form))
            .by(routes.apply(url))
            .within(LIMIT);
    return inForm ? call : call.withSecret(List.of(basic(secret)));
  }

  private Header basic(String secret) {
    String both = encoded(config.clientId()) + ":" + encoded(secret);
    byte[] bytes = both.getBytes(StandardCharsets.US_ASCII);
    return new Header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  private String form(String secret) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", "client_credentials");
    if (!config.scopes().isEmpty()) {
      fields.put("scope", String.join(" ", config.scopes()));
    }
    fields.putAll(config.parameters());
    if (inForm) {
      fields.put("client_id", config.clientId());
      fields.put("client_secret", secret);
    }
    return fields.entrySet().stream().map(TokenSource::field).collect(Collectors.joining("&"));
  }

  private static String field(Map.Entry<String, String> each) {
    return encoded(each.getKey()) + "=" + encoded(each.getValue());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Known taken(String secret, Fetched fetched, BodyBuffer body) throws IOException {
    if (!fetched.succeeded()) {
      throw new IOException(
          url.address() + ": HTTP " + fetched.status() + "; check client_id and client_secret");
    }
    JsonObject answer = object(fetched, body);
    String token = answer.text("access_token").orElse("");
    if (token.isEmpty()) {
      throw new IOException(url.address() + ": its answer holds no access_token");
    }
    long lasts = answer.number("expires_in").map(TokenSource::nanos).orElse(FOR_EVER);
    return new Known(secret, token, time.nanos() + lasts, "");
  }

  private JsonObject object(Fetched fetched, BodyBuffer body) throws IOException {
    try {
      if (fetched.whole() && Json.read(body.copy()) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonException e) {
      throw new IOException(url.address() + ": its answer is not JSON", e);
    }
    throw new IOException(url.address() + ": its answer is not a JSON object");
  }

  private static long nanos(JsonNumber seconds) {
    double left = seconds.asDouble() - EARLY.toSeconds();
    return left > 0 ? (long) Math.min(FOR_EVER, left * 1e9) : 0;
  }
}
