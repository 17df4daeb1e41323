package dev.sonde.journal;

import dev.sonde.api.Note;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import dev.sonde.wire.columns.PayloadReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Notes as they stand with the samples they came with: an owner, how many follow, and for each its
/// place and its text.
final class Noted {
  /// What one takes at least.
  private static final int LEAST = 2 * Long.BYTES + 1;

  private Noted() {}

  static void write(List<Note> notes, Payload to) {
    for (int from = 0; from < notes.size(); ) {
      String owner = notes.get(from).owner();
      int end = from + 1;
      while (end < notes.size() && notes.get(end).owner().equals(owner)) {
        end++;
      }
      putText(owner, to);
      to.putVarint((long) end - from);
      notes.subList(from, end).forEach(each -> write(each.place(), each.text(), to));
      from = end;
    }
  }

  static List<Note> read(byte[] bytes, int from, int to) throws DamagedException {
    var in = new PayloadReader();
    in.open(bytes, from, to);
    var notes = new ArrayList<Note>();
    while (in.remaining() > 0) {
      String owner = text(in);
      int count = in.readCount("notes", in.remaining() / LEAST);
      for (int i = 0; i < count; i++) {
        notes.add(new Note(owner, place(in), bytes(in)));
      }
    }
    return notes;
  }

  static void write(Note.Place place, Note.Text text, Payload to) {
    to.putLong(place.first());
    to.putLong(place.second());
    to.putText(text.bytes(), 0, text.bytes().length);
  }

  static Note.Place place(PayloadReader in) throws DamagedException {
    return new Note.Place(in.readLong(), in.readLong());
  }

  static Note.Text bytes(PayloadReader in) throws DamagedException {
    int length = in.readCount("length", in.remaining());
    int at = in.skip(length);
    return new Note.Text(Arrays.copyOfRange(in.bytes(), at, at + length));
  }

  static void putText(String text, Payload to) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    to.putText(utf8, 0, utf8.length);
  }

  static String text(PayloadReader in) throws DamagedException {
    return new String(bytes(in).bytes(), StandardCharsets.UTF_8);
  }
}
