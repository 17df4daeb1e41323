package dev.sonde.shippers.http;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import dev.sonde.http.Header;
import dev.sonde.http.Url;
import dev.sonde.http.tls.TlsConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What all shippers over HTTP let people choose.
///
/// @param tls what it is with an `https` address
/// @param writeTimeout for sending a whole request
/// @param timeout for a whole attempt
/// @param batchHeader carries the batch's id; empty for none
public record HttpConfig(
    String url,
    Map<String, Secret> headers,
    Credentials credentials,
    TlsConfig tls,
    ProxyConfig proxy,
    Duration connectTimeout,
    Duration writeTimeout,
    Duration timeout,
    String batchHeader) {
  private static final Set<String> OWN =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "content-type",
          "content-encoding",
          "expect",
          "te",
          "upgrade",
          "x-prometheus-remote-write-version");
  private static final String KEY_HEADER = "X-API-Key";
  private static final String BATCH_HEADER = "X-Sonde-Batch";
  private static final int CONNECT_SECONDS = 10;
  private static final int ATTEMPT_SECONDS = 30;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  public HttpConfig {
    headers = Map.copyOf(headers);
  }

  /// The same with another address.
  public HttpConfig withUrl(String other) {
    return new HttpConfig(
        other,
        headers,
        credentials,
        tls,
        proxy,
        connectTimeout,
        writeTimeout,
        timeout,
        batchHeader);
  }

  /// What nobody configured: no headers but the key, the proxy of the environment, times as they
  /// are when nobody says otherwise.
  ///
  /// @param key sent as `X-API-Key`; empty for none
  /// @throws IllegalArgumentException when the key could not stand in a header; the message does
  ///   not have it
  public static HttpConfig usual(String url, Optional<Secret> key, TlsConfig tls) {
    key.ifPresent(each -> new Header(KEY_HEADER, each.reveal()));
    return new HttpConfig(
        url,
        Map.of(),
        key.<Credentials>map(each -> new Credentials.Key(KEY_HEADER, each))
            .orElseGet(Credentials.None::new),
        tls,
        new ProxyConfig.Environment(),
        Duration.ofSeconds(CONNECT_SECONDS),
        Duration.ofSeconds(ATTEMPT_SECONDS),
        Duration.ofSeconds(ATTEMPT_SECONDS),
        BATCH_HEADER);
  }

  /// Reads the keys in the section of a shipper.
  public static HttpConfig read(Settings settings) {
    String url = url(settings);
    return new HttpConfig(
        url,
        headers(settings),
        credentials(settings),
        tls(settings, url),
        settings.section("proxy", "An HTTP proxy on the way to the receiver.", ProxyConfig::read),
        timeout(
            settings,
            "connect_timeout",
            CONNECT_SECONDS,
            "For finding the receiver and connecting to it."),
        timeout(settings, "write_timeout", ATTEMPT_SECONDS, "For sending one whole request."),
        timeout(
            settings,
            "timeout",
            ATTEMPT_SECONDS,
            "For one whole attempt, from connecting to the last byte of the answer."),
        settings.parsed(
            "batch_header",
            BATCH_HEADER,
            HttpConfig::headerName,
            "Header that carries the id of the batch, the same at every attempt; empty for none."));
  }

  private static String url(Settings settings) {
    String url =
        settings.required(
            "url",
            "Where to send: http://host[:port]/path, the same with https, or"
                + " http://unix:/path/of.sock:/path.");
    if (!url.isEmpty()) {
      try {
        Url.parse(url);
      } catch (IllegalArgumentException e) {
        settings.problem("url", e.getMessage() == null ? "is wrong" : e.getMessage());
      }
    }
    return url;
  }

  private static TlsConfig tls(Settings settings, String url) {
    Optional<TlsConfig> tls =
        settings.section("tls", "How to speak TLS, with an https address.", TlsConfig::read);
    boolean plain = url.toLowerCase(Locale.ROOT).startsWith("http:");
    if (plain && tls.isPresent()) {
      settings.problem("tls", "is for https addresses, and url is http; write https, or remove it");
    }
    return tls.orElse(TlsConfig.DEFAULT);
  }

  private static Duration timeout(Settings settings, String key, int seconds, String help) {
    return settings.duration(key, Duration.ofSeconds(seconds), SHORTEST, LONGEST, help);
  }

  private static Map<String, Secret> headers(Settings settings) {
    var headers = new TreeMap<String, Secret>(String.CASE_INSENSITIVE_ORDER);
    settings
        .map("headers", "Headers to send with each request. Values are never shown in messages.")
        .forEach((name, value) -> {
          if (isAllowed(settings, "headers", name, value)) {
            headers.put(name, new Secret(value));
          }
        });
    return headers;
  }

  private static boolean isAllowed(Settings settings, String key, String name, String value) {
    if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
      settings.problem(key, name + " is set by Sonde itself; leave it out");
      return false;
    }
    try {
      return new Header(name, value).name().equals(name);
    } catch (IllegalArgumentException e) {
      settings.problem(key, e.getMessage() == null ? "not a header" : e.getMessage());
      return false;
    }
  }

  private static Credentials credentials(Settings settings) {
    List<Credentials> given = new ArrayList<>();
    settings.section(
        "basic",
        "A name and a password.",
        in -> {
          Optional<String> username = in.text("username", "The name.");
          Optional<Secret> password = in.secret("password", "The password.");
          if (username.isPresent() || password.isPresent()) {
            given.add(new Credentials.Basic(username.orElse(""), password.orElse(new Secret(""))));
          }
          return given;
        });
    settings
        .secret("bearer_token", "A token, sent as Authorization: Bearer.")
        .ifPresent(token -> given.add(new Credentials.Bearer(token)));
    String header =
        settings.parsed(
            "api_key_header", KEY_HEADER, HttpConfig::headerName, "Header for api_key.");
    settings
        .secret("api_key", "A key, sent in a header of its own.")
        .ifPresent(key -> given.add(new Credentials.Key(header, key)));
    return one(settings, given);
  }

  private static Credentials one(Settings settings, List<Credentials> given) {
    if (given.isEmpty()) {
      return new Credentials.None();
    }
    if (given.size() > 1) {
      settings.problem("url", "has several credentials; keep one of basic, bearer_token, api_key");
    }
    for (Credentials.Sent each : given.getFirst().sent()) {
      isAllowed(settings, "url", each.name(), each.value());
    }
    return given.getFirst();
  }

  private static String headerName(String text) {
    if (text.isEmpty()) {
      return text;
    }
    try {
      new Header(text, "");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not a header name; letters, digits and - are", e);
    }
    if (OWN.contains(text.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("is set by Sonde itself; name another");
    }
    return text;
  }
}
