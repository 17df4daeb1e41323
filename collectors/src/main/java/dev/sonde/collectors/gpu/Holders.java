package dev.sonde.collectors.gpu;

import dev.sonde.api.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Processes that hold memory of one GPU. They are mostly the same in the same order from one
/// reading to the next, so each is looked for first where it stood.
final class Holders {
  /// A GPU that more processes share shows the first ones.
  static final int MOST = 128;

  /// One process; mutable, so that a reading makes no garbage.
  static final class Holder {
    final int pid;
    final String process;
    long bytes;
    private long inList;
    private boolean seen;
    @Nullable Slot slot;

    private Holder(int pid, String process) {
      this.pid = pid;
      this.process = process;
    }
  }

  private final List<Holder> all = new ArrayList<>();
  private int next;

  List<Holder> all() {
    return all;
  }

  /// Begins a reading.
  void begin() {
    for (int i = 0; i < all.size(); i++) {
      Holder each = all.get(i);
      each.seen = false;
      each.bytes = 0;
      each.inList = 0;
    }
  }

  /// Begins a list of a reading: what one list says twice of a process adds up, what two lists say
  /// is the same memory.
  void list() {
    next = 0;
    for (int i = 0; i < all.size(); i++) {
      all.get(i).inList = 0;
    }
  }

  void add(int pid, long bytes, ProcessNames names) {
    Holder holder = find(pid, names);
    if (holder != null) {
      holder.seen = true;
      holder.inList += bytes;
      holder.bytes = Math.max(holder.bytes, holder.inList);
    }
  }

  /// Ends a reading: those it did not name are gone.
  void end() {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (!all.get(i).seen) {
        all.remove(i);
      }
    }
  }

  void clear() {
    all.clear();
  }

  void forgetSlots() {
    for (Holder each : all) {
      each.slot = null;
    }
  }

  private @Nullable Holder find(int pid, ProcessNames names) {
    for (int i = 0; i < all.size(); i++) {
      int place = (next + i) % all.size();
      if (all.get(place).pid == pid) {
        next = place + 1;
        return all.get(place);
      }
    }
    if (all.size() == MOST) {
      return null;
    }
    var holder = new Holder(pid, names.of(pid));
    all.add(holder);
    return holder;
  }
}
