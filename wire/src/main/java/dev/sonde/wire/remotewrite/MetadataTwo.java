package dev.sonde.wire.remotewrite;

import dev.sonde.api.Family;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;

/// `Metadata metadata = 5` of a time series: `MetricType type = 1, uint32 help_ref = 3, uint32
/// unit_ref = 4`. Read for each time series, made text only for a new one.
final class MetadataTwo {
  private final SymbolTable symbols;
  private long type;
  private long help;
  private long unit;

  MetadataTwo(SymbolTable symbols) {
    this.symbols = symbols;
  }

  void clear() {
    type = 0;
    help = 0;
    unit = 0;
  }

  /// Reads the field whose tag was read last.
  void read(WireReader wire) throws BodyException {
    int outer = wire.enter();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> type = wire.number();
        case 3 -> help = wire.number();
        case 4 -> unit = wire.number();
        default -> wire.skip();
      }
    }
    wire.leave(outer);
  }

  Family family(String name) {
    return new Family(name, MetricTypes.kind(type), symbols.text(unit), symbols.text(help));
  }
}
