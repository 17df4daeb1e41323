package dev.sonde.app;

/// Which Sonde this is.
final class Version {
  private Version() {}

  /// Such as `0.1.0`; `unknown` when the program does not run from its jars.
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  /// For people: `sonde 0.1.0 (Java 25.0.1, Linux amd64)`.
  static String line() {
    return "sonde "
        + number()
        + " (Java "
        + java()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ")";
  }

  static String java() {
    return Runtime.version().toString();
  }
}
