package dev.sonde.receivers.pushgateway;

import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.wire.pushgateway.PushedGroups;
import dev.sonde.wire.pushgateway.PushedGroups.Change;
import dev.sonde.wire.pushgateway.PushedGroups.Deed;
import dev.sonde.wire.pushgateway.PushedGroups.Member;
import java.util.Optional;
import java.util.Set;

/// One push to one group: nobody else's comes in between, from when its page is read until the
/// journal has said what becomes of it. For one thread.
final class Attempt implements AutoCloseable {
  private final Deed deed;
  private final Labels group;
  private final Groups.Shelf shelf;
  private Optional<Change> change = Optional.empty();
  private boolean unreadable;

  Attempt(Deed deed, Labels group, Groups groups) {
    this.deed = deed;
    this.group = group;
    this.shelf = groups.of(group);
  }

  /// The labels of everything that is pushed.
  Labels group() {
    return group;
  }

  /// Waits for its turn, ends what is replaced, and says when that was.
  ///
  /// @param brought what the page holds
  void change(Set<Member> brought, Push push) {
    shelf.lock.lock();
    Change made = shelf.groups.change(deed, group, brought);
    change = Optional.of(made);
    PushedGroups.write(made, push);
  }

  /// It is safe.
  void settle() {
    change.ifPresent(shelf.groups::settle);
  }

  /// Its page can't be read.
  void fail() {
    unreadable = true;
  }

  boolean isUnreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    if (shelf.lock.isHeldByCurrentThread()) {
      shelf.lock.unlock();
    }
  }
}
