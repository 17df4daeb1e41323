package dev.sonde.wire.remotewrite;

import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;

/// `repeated uint32 labels_refs = 1`, name and value by turns, each the number of a symbol.
final class SymbolLabels implements LabelFields {
  private static final byte TAG = RequestLayout.LABELS << 3 | WireReader.BYTES;

  private final SymbolTable symbols;

  SymbolLabels(SymbolTable symbols) {
    this.symbols = symbols;
  }

  @Override
  public long pass(WireReader wire, TextHash hash) throws BodyException {
    if (!wire.skipTag(TAG)) {
      return 0;
    }
    int outer = wire.open();
    long mixed = 0;
    while (!wire.atEnd()) {
      long symbol = wire.varint();
      if (!symbols.has(symbol)) {
        wire.leave(outer);
        return 0;
      }
      mixed = TextHash.mixed(mixed, symbols.hash((int) symbol, hash));
    }
    wire.leave(outer);
    return mixed == 0 ? 0 : TextHash.finished(mixed);
  }

  @Override
  public void readUsual(WireReader wire, KeyFiller into) {}

  @Override
  public void read(WireReader wire, KeyFiller into) throws BodyException {
    if (!wire.is(WireReader.BYTES)) {
      throw wire.fail("labels_refs is not packed");
    }
    int outer = wire.enter();
    while (!wire.atEnd()) {
      long name = wire.varint();
      if (wire.atEnd()) {
        into.flaw("labels_refs has an odd number of references");
        break;
      }
      label(wire, name, wire.varint(), into);
    }
    wire.leave(outer);
  }

  private void label(WireReader wire, long name, long value, KeyFiller into) {
    if (symbols.has(name) && symbols.has(value)) {
      int left = (int) name;
      int right = (int) value;
      into.label(
          wire.page(),
          symbols.from(left),
          symbols.to(left),
          symbols.from(right),
          symbols.to(right));
    } else {
      long wrong = symbols.has(name) ? value : name;
      into.flaw(
          "there is no symbol %s, only %d"
              .formatted(Long.toUnsignedString(wrong), symbols.count()));
    }
  }
}
