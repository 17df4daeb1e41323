package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.http.HeaderLines;
import dev.sonde.http.LineReader;
import dev.sonde.http.StreamReader;
import dev.sonde.wire.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/// Takes what comes on a watch: events, one on a line, or why there are none.
///
/// # Implementation notes
///
/// What an event makes impossible ends the answer in good order and is thrown afterwards: thrown on
/// the way it would look like a failure of the connection.
final class Said implements StreamReader {
  private static final int LONGEST = 16 << 20;
  private static final int LONGEST_REFUSAL = 64 << 10;

  private final Api.Events to;
  private final LineReader lines = new LineReader(LONGEST, this::line);
  private final ByteArrayOutputStream refusal = new ByteArrayOutputStream();
  private boolean refused;
  private Optional<Refused> end = Optional.empty();
  private Optional<JsonException> garbage = Optional.empty();

  Said(Api.Events to) {
    this.to = to;
  }

  @Override
  public boolean begins(int status, HeaderLines headers) {
    refused = status != 200;
    if (!refused) {
      to.begin();
    }
    return true;
  }

  @Override
  public boolean take(byte[] bytes, int from, int length) throws IOException {
    if (!refused) {
      return lines.take(bytes, from, length);
    }
    refusal.write(bytes, from, Math.min(length, LONGEST_REFUSAL - refusal.size()));
    return refusal.size() < LONGEST_REFUSAL;
  }

  byte[] refusal() {
    return refusal.toByteArray();
  }

  void rethrow() throws Refused, JsonException {
    if (end.isPresent()) {
      throw end.get();
    }
    if (garbage.isPresent()) {
      throw garbage.get();
    }
  }

  private boolean line(byte[] bytes, int from, int length) {
    try {
      to.take(bytes, from, length);
      return true;
    } catch (Refused e) {
      end = Optional.of(e);
    } catch (JsonException e) {
      garbage = Optional.of(e);
    }
    return false;
  }
}
