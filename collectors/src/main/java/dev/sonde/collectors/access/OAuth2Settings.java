package dev.sonde.collectors.access;

import dev.sonde.api.Settings;
import dev.sonde.http.Url;
import dev.sonde.http.tls.TlsConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a section `oauth2`, also one that is absent.
final class OAuth2Settings {
  private final Settings in;
  private final Path directory;

  OAuth2Settings(Settings in, Path directory) {
    this.in = in;
    this.directory = directory;
  }

  Optional<Authentication> read() {
    String id = in.text("client_id", "", "Who asks for a token.");
    Optional<Credential> secret =
        new CredentialSettings(in, directory).secret("client_secret", "The secret for client_id.");
    List<String> scopes = in.texts("scopes", List.of(), "What the token shall be good for.");
    String url = in.text("token_url", "", "Where to ask for a token.");
    Map<String, String> parameters =
        in.map("endpoint_params", "More fields of the form that is sent there.");
    TlsConfig tls = AccessSettings.tls(in, "How to speak TLS with it.").orElse(TlsConfig.DEFAULT);
    ProxyAccess proxy = new ProxySettings(in).read();
    if (id.isEmpty() && url.isEmpty() && secret.isEmpty()) {
      return Optional.empty();
    }
    check(id, url);
    return Optional.of(
        new Authentication.OAuth2(
            id,
            secret.orElse(Credential.of("")),
            scopes,
            url,
            parameters,
            tls.under(directory),
            proxy));
  }

  private void check(String id, String url) {
    if (id.isEmpty()) {
      in.problem("client_id", "is missing");
    }
    if (url.isEmpty()) {
      in.problem("token_url", "is missing");
      return;
    }
    try {
      Url.parse(url);
    } catch (IllegalArgumentException e) {
      in.problem("token_url", String.valueOf(e.getMessage()));
    }
  }
}
