package dev.sonde.collectors.access;

import dev.sonde.api.Settings;
import dev.sonde.http.Header;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads who is told that asks. Several ways at once are a mistake.
final class AuthenticationSettings {
  private static final String BEARER = "Bearer";

  private final Settings in;
  private final Path directory;
  private final Map<String, Authentication> given = new LinkedHashMap<>();

  AuthenticationSettings(Settings in, Path directory) {
    this.in = in;
    this.directory = directory;
  }

  Authentication read() {
    add("basic_auth", in.section("basic_auth", "A name and a password.", this::basic));
    add("authorization", in.section("authorization", "Credentials of any type.", this::token));
    add("bearer_token", bearer());
    add(
        "oauth2",
        in.section(
            "oauth2",
            "Where to get a token from, for an id and a secret.",
            each -> new OAuth2Settings(each, directory).read()));
    if (given.size() > 1) {
      String last = given.keySet().stream().reduce((_, each) -> each).orElse("");
      in.problem(
          last,
          "is one of several ways to authenticate ("
              + String.join(", ", given.keySet())
              + "); keep one");
    }
    return given.values().stream().findFirst().orElseGet(Authentication.None::new);
  }

  private void add(String key, Optional<? extends Authentication> found) {
    if (found.isPresent()) {
      given.put(key, found.get());
    }
  }

  private Optional<Authentication> basic(Settings section) {
    var credentials = new CredentialSettings(section, directory);
    Optional<Credential> username = credentials.open("username", "The name.");
    Optional<Credential> password = credentials.secret("password", "The password.");
    if (username.isEmpty() && password.isEmpty()) {
      return Optional.empty();
    }
    Credential nothing = Credential.of("");
    return Optional.of(
        new Authentication.Basic(username.orElse(nothing), password.orElse(nothing)));
  }

  private Optional<Authentication> token(Settings section) {
    boolean written = section.has("type");
    String type =
        section.parsed(
            "type", BEARER, AuthenticationSettings::type, "What stands before the credentials.");
    Optional<Credential> credentials =
        new CredentialSettings(section, directory)
            .secret("credentials", "The token, or what else it is.");
    if (credentials.isEmpty() && !written) {
      return Optional.empty();
    }
    return Optional.of(new Authentication.Token(type, credentials.orElse(Credential.of(""))));
  }

  private Optional<Authentication> bearer() {
    return new CredentialSettings(in, directory)
        .secret("bearer_token", "A token; authorization is the newer name.")
        .map(token -> new Authentication.Token(BEARER, token));
  }

  private static String type(String text) {
    String type = text.strip();
    if (type.equalsIgnoreCase("basic")) {
      throw new IllegalArgumentException("is for basic_auth; write that section instead");
    }
    try {
      new Header(type, "");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not a type of credentials, such as Bearer", e);
    }
    return type;
  }
}
