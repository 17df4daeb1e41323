package dev.sonde.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What a server answered.
///
/// @param body as it came, no longer than the client's limit
/// @param whole is that all of it?
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, owned by whoever asked
public record Reply(int status, List<Header> headers, byte[] body, boolean whole) {
  /// Was it 2xx?
  public boolean succeeded() {
    return status / 100 == 2;
  }

  /// The first header of this name.
  public Optional<String> header(String name) {
    return headers.stream().filter(each -> each.is(name)).map(Header::value).findFirst();
  }

  /// The body as text; what is not UTF-8 shows as U+FFFD.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
