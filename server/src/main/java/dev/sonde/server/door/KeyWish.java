package dev.sonde.server.door;

import dev.sonde.api.Allowance;
import dev.sonde.api.Labels;
import dev.sonde.api.Role;
import dev.sonde.http.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a new key should be like.
///
/// @param lasts how long; empty for until it is revoked
public record KeyWish(
    String name,
    Set<Role> roles,
    Optional<Duration> lasts,
    Allowance.Limits limits,
    Labels forced,
    List<Network> networks) {
  public KeyWish {
    roles = Set.copyOf(roles);
    networks = List.copyOf(networks);
  }
}
