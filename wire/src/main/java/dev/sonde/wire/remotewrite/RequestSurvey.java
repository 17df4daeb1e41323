package dev.sonde.wire.remotewrite;

import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;

/// The first look at a request: whether it is one and not too large, where its symbols stand, and
/// which exemplars stand by themselves.
final class RequestSurvey {
  private final RequestLayout layout;
  private final WriteLimits limits;
  private final SymbolTable symbols;
  private final LoneExemplars lone;
  private int series;
  private int values;

  RequestSurvey(RequestLayout layout, WriteLimits limits, SymbolTable symbols, LoneExemplars lone) {
    this.layout = layout;
    this.limits = limits;
    this.symbols = symbols;
    this.lone = lone;
  }

  void read(byte[] request, int length, WireReader wire) throws BodyException {
    series = 0;
    values = 0;
    symbols.clear(request);
    lone.clear();
    wire.begin(request, 0, length);
    while (wire.next()) {
      if (wire.field() == layout.series()) {
        series(wire);
      } else if (wire.field() == layout.symbols()) {
        symbols.add(wire);
      } else {
        wire.skip();
      }
    }
    lone.read(request, wire);
  }

  private void series(WireReader wire) throws BodyException {
    if (series++ == limits.mostSeries()) {
      throw wire.fail("there are more than " + limits.mostSeries() + " time series");
    }
    int outer = wire.enter();
    int from = wire.at();
    int samples = 0;
    int exemplars = 0;
    wire.skipShort(RequestLayout.LABELS << 3 | WireReader.BYTES);
    samples += wire.skipShort(RequestLayout.SAMPLES << 3 | WireReader.BYTES);
    while (wire.next()) {
      samples += layout.isValue(wire.field()) ? 1 : 0;
      exemplars += wire.field() == layout.exemplars() ? 1 : 0;
      wire.skip();
    }
    if (exemplars > 0 && samples == 0) {
      lone.found(from, wire.end());
    }
    values += samples + exemplars;
    if (values > limits.mostSamples()) {
      throw wire.fail("there are more than " + limits.mostSamples() + " samples");
    }
    wire.leave(outer);
  }
}
