package dev.sonde.engine;

import dev.sonde.api.Labels;
import dev.sonde.api.Member;
import dev.sonde.api.Membership;
import dev.sonde.api.Rhythm;
import org.jspecify.annotations.Nullable;

/// One member of a group: when it runs, and what it remembers from run to run.
final class Seat implements Membership {
  /// A run that starts so little late is one of its instant.
  private static final long PUNCTUAL_MILLIS = 50;

  private final GroupRunner group;
  private final Member member;
  private final PlacedSheet page;
  private final PlacedSheet report;
  private Rhythm rhythm;
  private Scheduler.@Nullable Entry entry;
  private boolean running;
  private boolean left;

  Seat(GroupRunner group, Member member, Rhythm rhythm, Labels common) {
    this.group = group;
    this.member = member;
    this.rhythm = rhythm;
    this.page = new PlacedSheet(group.works().registry(), common, false);
    this.report = new PlacedSheet(group.works().registry(), common, true);
  }

  synchronized void start() {
    if (!left && entry == null) {
      entry = group.works().scheduler().every(rhythm, this::due);
    }
  }

  @Override
  public synchronized void change(Rhythm to) {
    if (!to.equals(rhythm)) {
      rhythm = to;
      if (entry != null) {
        halt();
        start();
      }
    }
  }

  @Override
  public void leave() {
    if (stop()) {
      Thread.ofVirtual().name(group.threadName()).start(this::farewell);
    }
  }

  /// No run starts any more. True when none is under way either, so that its series can end.
  synchronized boolean stop() {
    boolean first = !left;
    left = true;
    halt();
    return first && !running;
  }

  /// Starts no run until [#start].
  synchronized void halt() {
    if (entry != null) {
      entry.cancel();
      entry = null;
    }
  }

  /// Ends its series. Call when no run is under way.
  void leave(Haul into, long timeMillis) {
    page.leave(into, timeMillis);
    report.leave(into, timeMillis);
  }

  /// Starts a run unless one is still going. Returns at once.
  synchronized void due(int missed) {
    if (left) {
      return;
    }
    group.skipped(running ? missed + 1 : missed);
    if (!running && group.enters()) {
      running = true;
      boolean begun = false;
      try {
        Thread.ofVirtual().name(group.threadName()).start(this::run);
        begun = true;
      } finally {
        if (!begun) {
          running = false;
          group.leaves();
        }
      }
    }
  }

  private void run() {
    try {
      var visit = new MemberVisit(group.works(), page, report, instant());
      long startNanos = group.works().time().nanos();
      Throwable failure = null;
      try {
        member.collect(visit);
      } catch (Throwable thrown) {
        failure = thrown;
      } finally {
        group.ended(visit, startNanos, failure);
      }
    } finally {
      boolean last;
      synchronized (this) {
        running = false;
        last = left;
      }
      if (last) {
        farewell();
      }
      group.leaves();
    }
  }

  private void farewell() {
    group.farewell(this);
  }

  private synchronized long instant() {
    long now = group.works().time().wallMillis();
    long offset = rhythm.offset().toMillis();
    long slot = offset - offset % Scheduler.SLOT_MILLIS;
    long late = Math.floorMod(now - slot, rhythm.interval().toMillis());
    return late <= PUNCTUAL_MILLIS ? now - late : now;
  }
}
