package dev.sonde.engine;

import dev.sonde.api.Labels;
import org.jspecify.annotations.Nullable;

/// Labels that series of many targets have alike, one object for all of them. Not safe for two
/// threads.
///
/// # Implementation notes
///
/// Open addressing, at most half full; deleting moves later entries of the same run back.
final class OwnedLabels {
  private static final int FIRST_CAPACITY = 256;

  private @Nullable Labels[] slots = new @Nullable Labels[FIRST_CAPACITY];
  private int[] holders = new int[FIRST_CAPACITY];
  private int size;

  /// The object for these, held once more.
  Labels acquire(Labels labels) {
    if (size * 2 >= slots.length) {
      grow();
    }
    int at = find(labels);
    Labels known = slots[at];
    if (known == null) {
      known = labels;
      slots[at] = known;
      size++;
    }
    holders[at]++;
    return known;
  }

  /// Gives it back.
  void release(Labels labels) {
    int at = find(labels);
    if (--holders[at] == 0) {
      remove(at);
      size--;
    }
  }

  int size() {
    return size;
  }

  private int find(Labels labels) {
    int mask = slots.length - 1;
    int at = home(labels);
    for (Labels there = slots[at]; there != null && !there.equals(labels); there = slots[at]) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private int home(Labels labels) {
    int hash = labels.hashCode();
    return (hash ^ (hash >>> 16)) & (slots.length - 1);
  }

  private void remove(int at) {
    int mask = slots.length - 1;
    slots[at] = null;
    holders[at] = 0;
    int hole = at;
    for (int next = (at + 1) & mask; ; next = (next + 1) & mask) {
      Labels there = slots[next];
      if (there == null) {
        return;
      }
      if (((next - home(there)) & mask) >= ((next - hole) & mask)) {
        slots[hole] = there;
        holders[hole] = holders[next];
        slots[next] = null;
        holders[next] = 0;
        hole = next;
      }
    }
  }

  private void grow() {
    var oldSlots = slots;
    var oldHolders = holders;
    slots = new @Nullable Labels[oldSlots.length * 2];
    holders = new int[slots.length];
    for (int i = 0; i < oldSlots.length; i++) {
      Labels labels = oldSlots[i];
      if (labels != null) {
        int at = find(labels);
        slots[at] = labels;
        holders[at] = oldHolders[i];
      }
    }
  }
}
