package dev.sonde.shippers.http;

import dev.sonde.api.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Who a shipper says it is.
public sealed interface Credentials {
  /// Nobody.
  record None() implements Credentials {}

  /// A name and a password, as `Authorization: Basic …`.
  record Basic(String username, Secret password) implements Credentials {}

  /// A token, as `Authorization: Bearer …`.
  record Bearer(Secret token) implements Credentials {}

  /// A key in a header of its own.
  record Key(String header, Secret key) implements Credentials {}

  /// Headers, and every text in them that must not be told.
  record Sent(String name, String value, List<String> secrets) {}

  /// What goes into each request.
  default List<Sent> sent() {
    return switch (this) {
      case None _ -> List.of();
      case Basic(var username, var password) -> List.of(basic(username, password.reveal()));
      case Bearer(var token) ->
          List.of(new Sent("Authorization", "Bearer " + token.reveal(), List.of(token.reveal())));
      case Key(var header, var key) ->
          List.of(new Sent(header, key.reveal(), List.of(key.reveal())));
    };
  }

  private static Sent basic(String username, String password) {
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().encodeToString(both);
    return new Sent("Authorization", "Basic " + encoded, List.of(encoded, password));
  }
}
