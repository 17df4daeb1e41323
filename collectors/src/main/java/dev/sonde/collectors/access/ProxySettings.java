package dev.sonde.collectors.access;

import dev.sonde.api.Settings;
import dev.sonde.http.Header;
import dev.sonde.http.Proxy;
import dev.sonde.http.ProxyExceptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads `proxy_url` and the keys around it.
final class ProxySettings {
  private final Settings in;

  ProxySettings(Settings in) {
    this.in = in;
  }

  ProxyAccess read() {
    String url =
        in.secret("proxy_url", "An HTTP proxy: http://[name:password@]host:port.")
            .map(secret -> secret.reveal().strip())
            .orElse("");
    String except =
        in.text("no_proxy", "", "Hosts and networks that are reached without proxy_url.");
    boolean environment =
        in.flag(
            "proxy_from_environment",
            false,
            "Heed http_proxy, https_proxy and no_proxy in the environment?");
    List<Header> headers =
        headers(in.lists("proxy_connect_header", "Headers that the proxy gets with CONNECT."));
    check(!url.isEmpty(), except, environment, headers);
    if (url.isEmpty()) {
      return environment ? new ProxyAccess.Environment(headers) : new ProxyAccess.Direct();
    }
    return given(url, ProxyExceptions.parse(except), headers);
  }

  private void check(boolean url, String except, boolean environment, List<Header> headers) {
    if (url && environment) {
      in.problem("proxy_from_environment", "stands beside proxy_url; keep one of them");
    }
    if (!url && !except.isEmpty()) {
      in.problem("no_proxy", "has no proxy_url to be an exception from; set it, or remove this");
    }
    if (!url && !environment && !headers.isEmpty()) {
      in.problem("proxy_connect_header", "has no proxy to go to; set proxy_url too, or remove it");
    }
  }

  private ProxyAccess given(String url, ProxyExceptions except, List<Header> headers) {
    try {
      return new ProxyAccess.Given(Proxy.parse(url).with(headers), except);
    } catch (IllegalArgumentException e) {
      in.problem("proxy_url", String.valueOf(e.getMessage()));
      return new ProxyAccess.Direct();
    }
  }

  private List<Header> headers(Map<String, List<String>> lists) {
    var headers = new ArrayList<Header>();
    lists.forEach((name, values) -> values.forEach(value -> add(headers, name, value)));
    return headers;
  }

  private void add(List<Header> headers, String name, String value) {
    try {
      headers.add(new Header(name, value));
    } catch (IllegalArgumentException e) {
      in.problem("proxy_connect_header", String.valueOf(e.getMessage()));
    }
  }
}
