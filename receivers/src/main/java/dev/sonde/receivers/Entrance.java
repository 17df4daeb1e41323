package dev.sonde.receivers;

import dev.sonde.api.Role;
import dev.sonde.http.CallerHandler;

/// One path at which a receiver answers.
///
/// @param method such as `POST`
/// @param path ends with a slash when it stands for all paths below it
/// @param role what one must be allowed to do to come in
public record Entrance(String method, String path, Role role, CallerHandler handler) {
  /// One for those who push.
  public Entrance(String method, String path, CallerHandler handler) {
    this(method, path, Role.INGEST, handler);
  }

  /// Does it stand for all paths below it?
  public boolean below() {
    return path.endsWith("/");
  }
}
