package dev.sonde.collectors.container;

import dev.sonde.collectors.files.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The parts of one sort that a container has. Few, so a part is found by looking at each, the one
/// after the last found first.
final class Parts {
  private static final int MOST = 256;

  final PartKind kind;
  private final List<Part> all = new ArrayList<>();
  private int next;

  Parts(PartKind kind) {
    this.kind = kind;
  }

  void clear() {
    next = 0;
    for (int i = 0; i < all.size(); i++) {
      all.get(i).clear();
    }
  }

  int count() {
    return all.size();
  }

  Part at(int index) {
    return all.get(index);
  }

  /// The part whose word the cursor stands at; null when there are too many.
  @Nullable Part at(Text text, Function<String, String> naming) {
    for (int i = 0; i < all.size(); i++) {
      Part part = all.get(next < all.size() ? next : 0);
      next = next + 1 < all.size() ? next + 1 : 0;
      if (text.is(part.word)) {
        return part;
      }
    }
    if (all.size() == MOST) {
      return null;
    }
    return added(text.copy(), naming.apply(text.string()));
  }

  /// The same by name, for what does not come from files.
  @Nullable Part named(String name) {
    for (Part each : all) {
      if (each.name.equals(name)) {
        return each;
      }
    }
    return all.size() == MOST ? null : added(name.getBytes(StandardCharsets.UTF_8), name);
  }

  void forgetSlots() {
    all.forEach(part -> Arrays.fill(part.slots, null));
  }

  private Part added(byte[] word, String name) {
    var part = new Part(word, name, kind.families.size());
    all.add(part);
    next = 0;
    return part;
  }
}
