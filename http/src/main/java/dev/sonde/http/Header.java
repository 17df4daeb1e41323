package dev.sonde.http;

/// One header line. Names compare without regard to case.
public record Header(String name, String value) {
  /// @throws IllegalArgumentException when a character could not stand in a header
  public Header {
    if (name.isEmpty() || !Bytes.all(name, Bytes::isToken)) {
      throw new IllegalArgumentException("not a header name: " + name);
    }
    if (!Bytes.all(value, c -> c <= 0xff && Bytes.isFieldValue(c))) {
      throw new IllegalArgumentException("not a value for header " + name);
    }
  }

  /// Without the value, which may be a secret.
  @Override
  public String toString() {
    return name + ": …";
  }

  boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}
