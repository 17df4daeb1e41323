package dev.sonde.wire.remotewrite;

import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Where the symbols of a request stand in it.
final class SymbolTable {
  private static final int FIRST_ROOM = 64;

  private final int most;
  private byte[] page = {};
  private int[] places = new int[2 * FIRST_ROOM];
  private long[] hashes = new long[FIRST_ROOM];
  private int count;

  SymbolTable(int most) {
    this.most = most;
  }

  void clear(byte[] request) {
    page = request;
    count = 0;
  }

  /// Reads the field whose tag was read last.
  void add(WireReader wire) throws BodyException {
    int from = wire.bytes();
    if (count == most) {
      throw wire.fail("there are more than " + most + " symbols");
    }
    if (2 * count == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
      hashes = Arrays.copyOf(hashes, 2 * hashes.length);
    }
    places[2 * count] = from;
    places[2 * count + 1] = wire.at();
    hashes[count] = 0;
    count++;
  }

  int count() {
    return count;
  }

  boolean has(long reference) {
    return reference >= 0 && reference < count;
  }

  int from(int symbol) {
    return places[2 * symbol];
  }

  int to(int symbol) {
    return places[2 * symbol + 1];
  }

  /// 64 bits of a symbol, found once for a request.
  long hash(int symbol, TextHash by) {
    long known = hashes[symbol];
    if (known == 0) {
      known = by.of(page, from(symbol), to(symbol));
      hashes[symbol] = known;
    }
    return known;
  }

  /// A symbol as text, with replacement characters where it is none; empty when there is no such
  /// symbol.
  String text(long reference) {
    if (!has(reference)) {
      return "";
    }
    int from = from((int) reference);
    return new String(page, from, to((int) reference) - from, StandardCharsets.UTF_8);
  }
}
