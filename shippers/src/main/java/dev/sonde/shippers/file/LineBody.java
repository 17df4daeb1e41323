package dev.sonde.shippers.file;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Shipment;
import dev.sonde.api.Stale;
import dev.sonde.wire.ByteSink;
import java.util.Map;

/// A batch as lines. Makes no object for a sample.
final class LineBody {
  private final Lines lines;
  private final ByteSink out = new ByteSink();

  LineBody(Lines lines) {
    this.lines = lines;
  }

  boolean says(double value) {
    return lines.sayEnds() || !Stale.is(value);
  }

  Encoded encode(Shipment shipment) {
    Batch batch = shipment.batch();
    out.clear();
    int said = 0;
    for (int row = 0; row < batch.size(); row++) {
      if (says(batch.value(row))) {
        lines.line(batch.series(row), batch.time(row), batch.value(row), out);
        said++;
      }
    }
    long stale = (long) batch.size() - said;
    Map<String, Long> unsaid = stale == 0 ? Map.of() : Map.of("stale", stale);
    return new Encoded(shipment.id(), out.view(), said, unsaid);
  }
}
