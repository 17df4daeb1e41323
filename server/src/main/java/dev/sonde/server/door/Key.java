package dev.sonde.server.door;

import dev.sonde.api.Allowance;
import dev.sonde.api.Labels;
import dev.sonde.api.Role;
import dev.sonde.http.Network;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A key, as it is kept: everything but its secret.
///
/// @param name for people; samples that come with it get it as label `agent`
/// @param roles what it opens
/// @param created when it was made
/// @param expires when it ends
/// @param limits how much may come with it
/// @param forced labels of all that comes with it
/// @param networks from where it may be used; empty for everywhere
/// @param proofs of its secrets: one, or two while it is rotated
public record Key(
    String name,
    Set<Role> roles,
    Instant created,
    Optional<Instant> expires,
    Allowance.Limits limits,
    Labels forced,
    List<Network> networks,
    List<Proof> proofs) {
  static final int MOST_PROOFS = 8;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:@-]{0,127}");
  private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final int LONGEST_VALUE = 1_024;
  private static final int MOST = 64;

  /// @throws IllegalArgumentException for what can't be a key, with a message for people
  public Key {
    roles = Set.copyOf(roles);
    networks = List.copyOf(networks);
    proofs = List.copyOf(proofs);
    checkName(name);
    require(!roles.isEmpty(), "a key needs a role: ingest, read or admin");
    require(proofs.size() <= MOST_PROOFS, "a key has " + MOST_PROOFS + " secrets at most");
    require(networks.size() <= MOST, "a key has " + MOST + " networks at most");
    require(limits.names().size() <= MOST, "a key has " + MOST + " names at most");
    require(forced.size() <= MOST, "a key has " + MOST + " labels at most");
    forced.forEach(Key::checkLabel);
  }

  /// @throws IllegalArgumentException for what can't be a key's name, with a message for people
  public static void checkName(String name) {
    require(
        NAME.matcher(name).matches(),
        "a key's name has letters, digits and _ . : @ -, 128 at most, and begins with a letter or"
            + " digit");
  }

  private static void checkLabel(String name, String value) {
    require(
        LABEL.matcher(name).matches() && !name.startsWith("__"),
        "a label's name has letters, digits and _, begins with no digit and not with __");
    require(value.length() <= LONGEST_VALUE, "a label's value is too long");
  }

  /// By which its secrets are found, the oldest first; no secrets themselves.
  public List<String> ids() {
    return proofs.stream().map(Proof::id).toList();
  }

  Key with(List<Proof> others) {
    return new Key(name, roles, created, expires, limits, forced, networks, others);
  }

  /// May it be used by this peer? Who comes over a Unix socket has no address, and is here.
  boolean allows(Optional<InetAddress> peer) {
    return networks.isEmpty()
        || peer.isEmpty()
        || networks.stream().anyMatch(each -> each.has(peer.get()));
  }

  boolean holdsAt(Instant now) {
    return expires.isEmpty() || now.isBefore(expires.get());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
