package dev.sonde.engine;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.Labels;
import dev.sonde.api.Member;
import dev.sonde.api.Membership;
import dev.sonde.api.Rhythm;
import dev.sonde.api.Roster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a group: its members when they are due, and what is known of all of them together.
final class GroupRunner implements Roster {
  private static final int FAREWELL_ROWS = 10_000;

  private final String name;
  private final CollectorGroup<?> group;
  private final GroupWorks works;
  private final boolean live;
  private final Logger log;
  private final Ledger ledger = new Ledger();
  private final GroupHistory history;
  private final Set<Seat> seats = ConcurrentHashMap.newKeySet();
  private boolean open;
  private boolean halted;
  private int running;

  GroupRunner(String name, CollectorGroup<?> group, GroupWorks works, boolean live) {
    this.name = name;
    this.group = group;
    this.works = works;
    this.live = live;
    this.log = LoggerFactory.getLogger("sonde.collector." + name);
    this.history = new GroupHistory(name);
  }

  GroupWorks works() {
    return works;
  }

  String threadName() {
    return name;
  }

  ComponentStatus status() {
    return history.status(ledger.totals(), group.absent());
  }

  void start() {
    synchronized (this) {
      open = true;
    }
    seats.forEach(Seat::start);
    group.open(this);
  }

  @Override
  public Membership join(Member member, Rhythm rhythm, Labels common) {
    var seat = new Seat(this, member, rhythm, common);
    seats.add(seat);
    if (runs()) {
      seat.start();
    }
    return seat;
  }

  /// From now on no run starts.
  void halt() {
    synchronized (this) {
      halted = true;
    }
    seats.forEach(Seat::halt);
  }

  /// Gives the runs that still go their time, then closes the group and gives them up. Call after
  /// [#halt].
  void finish(Duration grace) throws InterruptedException {
    try {
      await(grace);
    } finally {
      close();
    }
  }

  /// Ends all series; for a group that is not coming back.
  void retire() {
    Haul haul = works.hauls().take();
    for (Seat each : seats) {
      if (each.stop()) {
        each.leave(haul, works.time().wallMillis());
      }
      if (haul.batch.size() >= FAREWELL_ROWS) {
        commit(haul);
      }
    }
    seats.clear();
    commit(haul);
    works.hauls().giveBack(haul);
  }

  /// One more run begins, unless none may.
  synchronized boolean enters() {
    if (halted) {
      return false;
    }
    running++;
    return true;
  }

  synchronized void leaves() {
    running--;
    notifyAll();
  }

  void skipped(int instants) {
    if (instants > 0) {
      history.skipped(instants);
    }
  }

  /// A run has ended: what it brought goes on its way.
  void ended(MemberVisit visit, long startNanos, @Nullable Throwable failure) {
    Haul haul = visit.close();
    try {
      commit(haul);
    } finally {
      works.hauls().giveBack(haul);
      history.ended(visit.time(), works.time().nanos() - startNanos, failure);
    }
    if (failure != null) {
      log.error("a defect", failure);
    }
  }

  /// A member has left, and its last run has ended.
  void farewell(Seat seat) {
    Haul haul = works.hauls().take();
    seat.leave(haul, works.time().wallMillis());
    seats.remove(seat);
    commit(haul);
    works.hauls().giveBack(haul);
  }

  private void commit(Haul haul) {
    if (live) {
      works.live().apply(haul.batch);
      works.live().forget(haul.silent);
    }
    works.journal().append(haul.batch, ledger, haul.tally);
    var leaving = new ArrayList<>(haul.leaving);
    haul.clear();
    leaving.forEach(works.registry().table()::release);
  }

  private synchronized boolean runs() {
    return open && !halted;
  }

  private synchronized void await(Duration grace) throws InterruptedException {
    long end = works.time().nanos() + grace.toNanos();
    long left = grace.toMillis();
    while (running > 0 && left > 0) {
      wait(left);
      left = (end - works.time().nanos()) / 1_000_000;
    }
  }

  private void close() {
    try {
      group.close();
    } catch (RuntimeException defect) {
      log.error("{} could not be closed", name, defect);
    }
  }
}
