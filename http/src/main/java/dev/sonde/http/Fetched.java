package dev.sonde.http;

/// An answer whose body went into a [BodyBuffer].
///
/// @param contentType as the server wrote it; empty when it wrote none
/// @param whole is the body in the buffer all of it? If not it is longer than the buffer's limit,
///   and its connection was closed
/// @param wireBytes how many bytes of body came, before they were inflated
/// @param url where the answer came from, after redirects
public record Fetched(
    int status, String contentType, boolean whole, long wireBytes, HeaderLines headers, Url url) {
  /// Was it 2xx?
  public boolean succeeded() {
    return status / 100 == 2;
  }
}
