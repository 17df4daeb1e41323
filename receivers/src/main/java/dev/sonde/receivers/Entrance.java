package dev.sonde.receivers;

import dev.sonde.http.CallerHandler;

/// One path at which a receiver answers.
///
/// @param method such as `POST`
/// @param path ends with a slash when it stands for all paths below it
public record Entrance(String method, String path, CallerHandler handler) {
  /// Does it stand for all paths below it?
  public boolean below() {
    return path.endsWith("/");
  }
}
