package dev.sonde.app.plugin;

/// Something that a plugin brings.
///
/// @param kind such as `collector`
/// @param name its key in the configuration
/// @param factory behind the plugin's guard
record Brought(String kind, String name, Object factory) {
  /// `collector spool`
  @Override
  public String toString() {
    return kind + ' ' + name;
  }
}
