package dev.sonde.api;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Who stands at the door: found by the server from a key or a certificate, before a body is read.
/// Requests that come with one key share one [Allowance].
///
/// @param key the key's name; empty for somebody who needed none
/// @param roles what the caller may do
/// @param forced labels that everything the caller sends gets, above its own ([Labels#beneath])
/// @param allowance how much the caller may send
/// @param stands does what let the caller in still hold? Any thread may ask; it costs little
public record Caller(
    Optional<String> key,
    Set<Role> roles,
    Labels forced,
    Allowance allowance,
    BooleanSupplier stands) {
  private static final String AGENT = "agent";

  public Caller {
    roles = Set.copyOf(roles);
  }

  /// Somebody without a key, at a door that asks for none.
  public static Caller unnamed(Role role, Allowance allowance) {
    return new Caller(Optional.empty(), Set.of(role), Labels.NONE, allowance, () -> true);
  }

  /// The same, welcome only as long as this holds too.
  ///
  /// @param holds costs little and never blocks
  public Caller asLongAs(BooleanSupplier holds) {
    return new Caller(
        key, roles, forced, allowance, () -> holds.getAsBoolean() && stands.getAsBoolean());
  }

  /// May the caller do this?
  public boolean may(Role role) {
    return roles.stream().anyMatch(each -> each.includes(role));
  }

  /// The labels that stand above those which the caller sends: the name of the key as `agent`, and
  /// those that the key forces, which may be another `agent`.
  public Labels stamp() {
    return key.map(name -> Labels.of(AGENT, name)).orElse(Labels.NONE).with(forced);
  }

  /// Is the caller still welcome? For connections that stay open: false once its key is revoked,
  /// ended, or has other roles, or the door is not for it any more. Whoever is not is to be shown
  /// out.
  public boolean isWelcome() {
    return stands.getAsBoolean();
  }
}
