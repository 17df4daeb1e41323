package dev.sonde.wire.remotewrite;

import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;

/// How a protocol says labels, in field 1 of a time series and of an exemplar.
sealed interface LabelFields permits InlineLabels, SymbolLabels {
  /// Passes over labels that stand here as they usually do, without reading them.
  ///
  /// @return 64 bits that stand for them; 0 when they do not stand here so, or are none
  long pass(WireReader wire, TextHash hash) throws BodyException;

  /// Reads labels that stand here as they usually do; any number of them, or none.
  void readUsual(WireReader wire, KeyFiller into);

  /// Reads the field whose tag was read last.
  void read(WireReader wire, KeyFiller into) throws BodyException;
}
