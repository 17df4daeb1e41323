package dev.sonde.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;

/// # Implementation notes
///
/// Little-endian, 4096 bytes: mark (8), version (4), zero (4), generation (8), instance (16), nine
/// numbers (8 each), the name, two tables of reasons, zeros, and at 4092 the CRC32C of all before
/// it. A text is its length (2) and its UTF-8; a table is its length (2), then text and count (8)
/// each. Mark, version, generation and CRC stay where they are in every version to come.
final class CursorSlot {
  static final int BYTES = 4096;

  private static final int VERSION = 1;
  private static final long MARK = 0x31_52_53_52_55_43_44_53L;
  private static final int CRC_AT = BYTES - 4;

  private CursorSlot() {}

  /// What a slot holds.
  sealed interface Reading {
    /// A sound one.
    record Sound(long generation, CursorState state) implements Reading {}

    /// One that can't be used.
    record Unsound(String why) implements Reading {}
  }

  static ByteBuffer encode(long generation, CursorState state) {
    var slot = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    slot.putLong(MARK).putInt(VERSION).putInt(0).putLong(generation);
    slot.putLong(state.instance().getMostSignificantBits());
    slot.putLong(state.instance().getLeastSignificantBits());
    slot.putLong(state.start()).putLong(state.cursor());
    slot.putLong(state.epochOfInFlight()).putLong(state.inFlightTo()).putLong(state.resumeAt());
    slot.putLong(state.selection()).putLong(state.createdMillis()).putLong(state.seenMillis());
    slot.putLong(state.delivered());
    putText(slot, state.name());
    putCounts(slot, state.filtered());
    putCounts(slot, state.dropped());
    return seal(slot);
  }

  /// Puts the checksum to what is there.
  static ByteBuffer seal(ByteBuffer slot) {
    return slot.putInt(CRC_AT, crc(slot)).clear();
  }

  /// @param bytes what the file has of the slot
  static Reading decode(ByteBuffer bytes) {
    var slot = bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (slot.remaining() < BYTES) {
      return new Reading.Unsound("only " + slot.remaining() + " bytes");
    }
    if (slot.getLong(0) != MARK) {
      return new Reading.Unsound("no cursor");
    }
    if (slot.getInt(CRC_AT) != crc(slot)) {
      return new Reading.Unsound("wrong checksum");
    }
    if (slot.getInt(8) != VERSION) {
      return new Reading.Unsound("written by another version of Sonde, format " + slot.getInt(8));
    }
    try {
      return new Reading.Sound(slot.getLong(16), state(slot.position(24)));
    } catch (IllegalArgumentException | BufferUnderflowException | ArithmeticException nonsense) {
      return new Reading.Unsound("makes no sense: " + nonsense.getMessage());
    }
  }

  private static CursorState state(ByteBuffer slot) {
    var instance = new UUID(slot.getLong(), slot.getLong());
    var numbers = new long[9];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = slot.getLong();
    }
    return new CursorState(
        text(slot, 4 * CursorState.LONGEST_NAME),
        instance,
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6],
        numbers[7],
        numbers[8],
        counts(slot),
        counts(slot));
  }

  private static void putCounts(ByteBuffer slot, SortedMap<String, Long> counts) {
    slot.putShort((short) counts.size());
    counts.forEach((reason, count) -> {
      putText(slot, reason);
      slot.putLong(count);
    });
  }

  private static SortedMap<String, Long> counts(ByteBuffer slot) {
    int size = length(slot, Reasons.MOST);
    var counts = new TreeMap<String, Long>();
    for (int i = 0; i < size; i++) {
      counts.put(text(slot, Reasons.LONGEST_BYTES), slot.getLong());
    }
    return counts;
  }

  private static void putText(ByteBuffer slot, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    slot.putShort((short) bytes.length).put(bytes);
  }

  private static String text(ByteBuffer slot, int longest) {
    var bytes = new byte[length(slot, longest)];
    slot.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int length(ByteBuffer slot, int most) {
    int length = Short.toUnsignedInt(slot.getShort());
    if (length > most) {
      throw new IllegalArgumentException("a length of " + length);
    }
    return length;
  }

  private static int crc(ByteBuffer slot) {
    var crc = new CRC32C();
    crc.update(slot.duplicate().limit(CRC_AT).position(0));
    return (int) crc.getValue();
  }
}
