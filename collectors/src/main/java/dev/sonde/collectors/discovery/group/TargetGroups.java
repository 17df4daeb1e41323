package dev.sonde.collectors.discovery.group;

import java.util.List;

/// Reads lists of target groups, `[{targets: […], labels: {…}}]`, as Prometheus does in
/// `file_sd_configs` and `http_sd_configs`: what else stands there is a mistake. Pure.
public final class TargetGroups {
  /// How many bytes of a text are taken.
  public static final int LONGEST = 64 << 20;

  private TargetGroups() {}

  /// Reads JSON in UTF-8.
  ///
  /// @throws GroupRefused when any of it is wrong
  public static List<TargetGroup> json(byte[] text) throws GroupRefused {
    return new JsonGroups(bounded(text)).read();
  }

  /// Reads YAML in UTF-8; empty text has no groups.
  ///
  /// @throws GroupRefused when any of it is wrong
  public static List<TargetGroup> yaml(byte[] text) throws GroupRefused {
    return new YamlGroups(bounded(text)).read();
  }

  private static byte[] bounded(byte[] text) throws GroupRefused {
    if (text.length > LONGEST) {
      throw new GroupRefused("longer than " + (LONGEST >> 20) + " MiB");
    }
    return text;
  }
}
