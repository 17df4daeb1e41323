package dev.sonde.server.door;

import dev.sonde.api.Settings;
import dev.sonde.http.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// What one door asks for.
///
/// @param auth what has to be shown
/// @param allow from where it opens at all; empty for everywhere
public record DoorConfig(Auth auth, List<Network> allow) {
  /// What has to be shown.
  public enum Auth {
    /// A key.
    KEY,
    /// A TLS client certificate, for the name of a key.
    MTLS,
    /// Nothing: whoever reaches the listener comes in.
    NONE
  }

  /// A key, from everywhere.
  public static final DoorConfig DEFAULT = new DoorConfig(Auth.KEY, List.of());

  public DoorConfig {
    allow = List.copyOf(allow);
  }

  /// Reads `auth` and `allow`, keys of a section that may have others.
  ///
  /// @param fallback when `auth` is not written
  public static DoorConfig read(Settings in, Auth fallback) {
    return new DoorConfig(
        in.choice(
            "auth",
            fallback,
            "What callers show: a `key` (`sonde keys`), a client certificate with the name of a key"
                + " (`mtls`), or nothing."),
        in.parsedList(
            "allow",
            List.of(),
            Network::parse,
            "Addresses and networks that may come here: `10.0.0.0/8`, `fd00::/8`; empty for all."));
  }

  /// The same where another door says what is not written.
  public static DoorConfig read(Settings in, DoorConfig fallback) {
    DoorConfig written = read(in, fallback.auth());
    return in.has("allow") ? written : new DoorConfig(written.auth(), fallback.allow());
  }

  /// What should be said at the start; empty when nothing.
  ///
  /// @param certificates does a listener ask clients for certificates?
  /// @param what stands behind the door, such as `receivers.influx`
  public Optional<String> warning(String what, boolean certificates) {
    return switch (auth) {
      case KEY -> Optional.empty();
      case MTLS ->
          certificates
              ? Optional.empty()
              : Optional.of(
                  what
                      + ": auth is mtls, and no listener asks for certificates: nobody comes in;"
                      + " set server.tls.client_ca_file and client_auth, or write auth: key");
      case NONE ->
          Optional.of(
              what
                  + ": auth is none: whoever reaches it "
                  + (allow.isEmpty() ? "" : "from " + allow + " ")
                  + "may send, under any name");
    };
  }

  /// May somebody stay who came from there by what another configuration asks for?
  boolean keeps(DoorConfig entered, Optional<InetAddress> peer) {
    return auth == entered.auth && admits(peer);
  }

  /// Who comes over a Unix socket has no address, and is here.
  boolean admits(Optional<InetAddress> peer) {
    return allow.isEmpty()
        || peer.isEmpty()
        || allow.stream().anyMatch(each -> each.has(peer.get()));
  }
}
