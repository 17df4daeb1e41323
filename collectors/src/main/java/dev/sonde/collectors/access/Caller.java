package dev.sonde.collectors.access;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.Header;
import dev.sonde.http.Route;
import dev.sonde.http.Url;
import dev.sonde.http.tls.Tls;
import dev.sonde.http.tls.TlsContexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes calls as an [HttpAccess] wants them. Reads files that hold credentials when they have
/// changed, at most once a second. Safe for all threads. Closing twice is fine.
public final class Caller implements AutoCloseable {
  private static final int REDIRECTS = 10;

  private final HttpAccess access;
  private final Map<String, String> environment;
  private final Client client;
  private final CredentialFiles files;
  private final Tls tls;
  private final Optional<Tls> tokenTls;
  private final Optional<TokenSource> tokens;

  /// Touches no file and no network.
  public Caller(
      HttpAccess access,
      Client client,
      TlsContexts contexts,
      Blocking blocking,
      Time time,
      Map<String, String> environment) {
    this.access = access;
    this.client = client;
    this.environment = Map.copyOf(environment);
    this.files = new CredentialFiles(blocking, time);
    this.tls = contexts.client(access.tls());
    if (access.authentication() instanceof Authentication.OAuth2 oauth2) {
      Tls own = contexts.client(oauth2.tls());
      this.tokenTls = Optional.of(own);
      this.tokens =
          Optional.of(
              new TokenSource(oauth2, client, url -> route(own, oauth2.proxy(), url), time));
    } else {
      this.tokenTls = Optional.empty();
      this.tokens = Optional.empty();
    }
  }

  /// What all its calls are sent by.
  public Client client() {
    return client;
  }

  /// Asks for a page.
  ///
  /// @throws IOException when a file with credentials can't be read, in words without secrets
  public Call get(Url url) throws IOException, InterruptedException {
    var open = new ArrayList<Header>();
    var secret = new ArrayList<Header>();
    for (AccessHeader each : access.headers()) {
      (each.secret() ? secret : open).add(header(each.name(), files.text(each.value())));
    }
    secret.addAll(authorization());
    Call call = Call.get(url).by(route(url)).with(open).withSecret(secret);
    return access.followRedirects() ? call.following(REDIRECTS, this::route) : call;
  }

  @Override
  public void close() {
    tls.close();
    tokenTls.ifPresent(Tls::close);
  }

  private Route route(Url url) {
    return route(tls, access.proxy(), url);
  }

  private Route route(Tls secure, ProxyAccess proxy, Url url) {
    return new Route(Optional.of(secure), proxy.towards(url, environment));
  }

  private List<Header> authorization() throws IOException, InterruptedException {
    return switch (access.authentication()) {
      case Authentication.None _ -> List.of();
      case Authentication.Basic(var username, var password) ->
          List.of(basic(files.text(username), files.text(password)));
      case Authentication.Token(var type, var credentials) ->
          List.of(header("Authorization", (type + " " + files.text(credentials)).strip()));
      case Authentication.OAuth2 oauth2 ->
          List.of(header("Authorization", "Bearer " + token(files.text(oauth2.clientSecret()))));
    };
  }

  private String token(String secret) throws IOException, InterruptedException {
    return tokens.orElseThrow().token(secret);
  }

  private static Header basic(String username, String password) throws IOException {
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
  }

  private static Header header(String name, String value) throws IOException {
    try {
      return new Header(name, value);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "the value for header " + name + " has characters that can't be sent", e);
    }
  }
}
