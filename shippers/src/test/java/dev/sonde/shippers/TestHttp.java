package dev.sonde.shippers;

import dev.sonde.api.Secret;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.http.Credentials;
import dev.sonde.shippers.http.HttpConfig;
import dev.sonde.shippers.http.ProxyConfig;
import dev.sonde.testkit.DirectCalls;
import java.time.Duration;
import java.util.Map;

/// What tests of shippers over HTTP share.
public final class TestHttp {
  /// An empty environment.
  public static final Surroundings SURROUNDINGS = new Surroundings(Map.of(), new DirectCalls());

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private TestHttp() {}

  /// Contexts of their own.
  public static TlsContexts contexts() {
    return new TlsContexts(Time.SYSTEM, new DirectCalls());
  }

  /// With deadlines that the slowest machine keeps, without a proxy.
  public static HttpConfig config(
      String url, Map<String, Secret> headers, Credentials credentials) {
    return config(url, headers, credentials, TlsConfig.DEFAULT, new ProxyConfig.None());
  }

  /// With deadlines that the slowest machine keeps.
  public static HttpConfig config(
      String url,
      Map<String, Secret> headers,
      Credentials credentials,
      TlsConfig tls,
      ProxyConfig proxy) {
    return new HttpConfig(url, headers, credentials, tls, proxy, LONG, LONG, LONG, "X-Sonde-Batch");
  }

  /// The same with short deadlines, for servers that never answer.
  public static HttpConfig impatient(HttpConfig config) {
    return within(SHORT, config);
  }

  /// The same with these deadlines.
  public static HttpConfig within(Duration span, HttpConfig config) {
    return new HttpConfig(
        config.url(),
        config.headers(),
        config.credentials(),
        config.tls(),
        config.proxy(),
        span,
        span,
        span,
        config.batchHeader());
  }
}
