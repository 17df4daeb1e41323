package dev.sonde.collectors.discovery.consul;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import dev.sonde.collectors.access.Authentication;
import dev.sonde.collectors.access.Credential;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.http.Url;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Reads a [ConsulDiscoveryConfig].
final class ConsulSettings {
  private static final String SERVER = "localhost:8500";
  private static final Duration REFRESH = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Settings in;
  private final Path directory;

  ConsulSettings(Settings in, Path directory) {
    this.in = in;
    this.directory = directory;
  }

  ConsulDiscoveryConfig read() {
    HttpAccess access = named(HttpAccess.read(in, directory));
    return new ConsulDiscoveryConfig(
        url(),
        token(access),
        in.text("datacenter", "", "The datacenter; without it that of the server."),
        in.text("namespace", "", "The namespace (Consul Enterprise)."),
        in.text("partition", "", "The admin partition (Consul Enterprise)."),
        in.texts("services", List.of(), "Services to find; without it all."),
        in.texts(
            "tags", List.of(), "Tags that a service and its instances must have, all of them."),
        in.text("filter", "", "A filter expression for the list of all services."),
        new TreeMap<>(in.map("node_meta", "Metadata that the node of an instance must have.")),
        in.text("tag_separator", ",", "Stands between the tags in a label, and round them."),
        in.flag("allow_stale", true, "May any server answer, not only the leader?"),
        in.duration(
            "refresh_interval", REFRESH, SHORTEST, LONGEST, "The shortest time between answers."),
        access);
  }

  private String url() {
    String server = in.text("server", SERVER, "HOST:PORT of Consul.");
    String scheme = in.parsed("scheme", "http", ConsulSettings::scheme, "`http` or `https`.");
    String prefix =
        in.text("path_prefix", "", "What stands before /v1, when Consul is behind a gateway.");
    String path = prefix.isEmpty() || prefix.startsWith("/") ? prefix : "/" + prefix;
    String url = scheme + "://" + server + (path.endsWith("/") ? cut(path) : path);
    try {
      Url.parse(url);
    } catch (IllegalArgumentException _) {
      in.problem("server", "is not HOST:PORT; the rest has keys of its own");
    }
    return url;
  }

  private Optional<Credential> token(HttpAccess access) {
    Optional<Secret> given = in.secret("token", "An ACL token, sent as X-Consul-Token.");
    Optional<String> file =
        in.text("token_file", "A file with an ACL token; read when it changes.");
    if (given.isPresent() && file.isPresent()) {
      in.problem("token", "and token_file exclude each other; keep one");
    }
    boolean authorized =
        access.authentication() instanceof Authentication.Token
            || access.authentication() instanceof Authentication.OAuth2;
    if ((given.isPresent() || file.isPresent()) && authorized) {
      in.problem("token", "can't be used together with authorization or oauth2; keep one");
    }
    return given
        .<Credential>map(Credential.Given::new)
        .or(() -> file.map(each -> new Credential.InFile(directory.resolve(each))));
  }

  /// With the old way to write a name and a password.
  private HttpAccess named(HttpAccess access) {
    Optional<String> username = in.text("username", "The old way to write basic_auth.username.");
    Optional<Secret> password = in.secret("password", "The old way to write basic_auth.password.");
    if (username.isEmpty() && password.isEmpty()) {
      return access;
    }
    if (!(access.authentication() instanceof Authentication.None)) {
      in.problem("username", "can't be used together with other credentials; keep one");
      return access;
    }
    var basic =
        new Authentication.Basic(
            Credential.of(username.orElse("")),
            new Credential.Given(password.orElse(new Secret(""))));
    return new HttpAccess(
        access.tls(), basic, access.headers(), access.proxy(), access.followRedirects());
  }

  private static String scheme(String text) {
    if (!text.equals("http") && !text.equals("https")) {
      throw new IllegalArgumentException("is no scheme; http and https are");
    }
    return text;
  }

  private static String cut(String path) {
    return path.substring(0, path.length() - 1);
  }
}
