package dev.sonde.wire.columns;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Labels;
import java.nio.charset.StandardCharsets;

/// Exemplars: `value, time since the sample's, labels, name and value of each`.
final class ExemplarBytes {
  private ExemplarBytes() {}

  static void write(Exemplar exemplar, long sampleMillis, Payload to) {
    to.putLong(Double.doubleToRawLongBits(exemplar.value()));
    to.putSigned(exemplar.timeMillis() - sampleMillis);
    to.putVarint(exemplar.labels().size());
    exemplar
        .labels()
        .forEachUtf8((bytes, nameFrom, nameTo, valueFrom, valueTo) -> {
          to.putText(bytes, nameFrom, nameTo);
          to.putText(bytes, valueFrom, valueTo);
        });
  }

  static Exemplar read(PayloadReader in, long sampleMillis) throws DamagedException {
    double value = Double.longBitsToDouble(in.readLong());
    long time = sampleMillis + in.readSigned();
    var texts = new String[2 * in.readCount("labels", in.remaining() / 2)];
    for (int i = 0; i < texts.length; i++) {
      int length = in.readCount("length", in.remaining());
      texts[i] = new String(in.bytes(), in.skip(length), length, StandardCharsets.UTF_8);
    }
    try {
      return new Exemplar(Labels.of(texts), value, time);
    } catch (IllegalArgumentException _) {
      throw new DamagedException("an exemplar's labels have no name, or one twice");
    }
  }
}
