package dev.sonde.wire.otlp;

import dev.sonde.api.Note;
import dev.sonde.wire.columns.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Under which place the total of a series is noted: half of a SHA-256, so that names and labels
/// are not kept a second time, and nobody finds two series that have it in common. For one thread.
final class SeriesPlaces {
  private final MessageDigest digest;
  private final Payload text = new Payload();

  SeriesPlaces() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  Note.Place of(DeltaTotals.Series series) {
    text.clear();
    put(series.name());
    put(series.meaning());
    series
        .labels()
        .forEachUtf8((bytes, nameFrom, nameTo, valueFrom, valueTo) -> {
          text.putText(bytes, nameFrom, nameTo);
          text.putText(bytes, valueFrom, valueTo);
        });
    digest.update(text.bytes(), 0, text.size());
    var made = ByteBuffer.wrap(digest.digest());
    return new Note.Place(made.getLong(), made.getLong());
  }

  private void put(String part) {
    byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
    text.putText(utf8, 0, utf8.length);
  }
}
