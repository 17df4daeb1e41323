package dev.sonde.collectors.host;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Asks file systems for their space, one after another, on a thread that may hang.
///
/// # Implementation notes
///
/// The pass is used again in every run until one of its calls does not come back in time. Then it
/// is given up: the thread that hangs in it finds that out when its call returns at last, frees the
/// mount and leaves everything else alone. What it wrote before is read under the same lock.
final class SpacePass implements Callable<Boolean> {
  private static final String ANOTHER =
      "another file system is seen there; in a container, mount the host's / to /host/root with"
          + " rslave";

  private final List<Mount> mounts;
  private final Space space;
  private final long[][] answers;
  private final @Nullable String[] problems;
  private final boolean[] checked;
  private int next;
  private boolean asking;
  private boolean givenUp;

  SpacePass(List<Mount> mounts, Space space) {
    this.mounts = mounts;
    this.space = space;
    this.answers = new long[mounts.size()][Space.NUMBERS];
    this.problems = new String[mounts.size()];
    this.checked = new boolean[mounts.size()];
  }

  List<Mount> mounts() {
    return mounts;
  }

  synchronized void start(int from) {
    next = from;
  }

  /// Asks from where it was started to the end. True when it got there.
  @Override
  public Boolean call() {
    for (int i = begin(); i < mounts.size(); i = end(i)) {
      Mount mount = mounts.get(i);
      if (!mount.hung()) {
        problems[i] = ask(mount, i);
      }
    }
    return finished();
  }

  /// Stops waiting for it, and marks the mount at which it hangs. Gives the first mount that was
  /// not asked.
  synchronized int giveUp() {
    givenUp = true;
    if (!asking) {
      return next;
    }
    mounts.get(next).hung(true);
    return next + 1;
  }

  void record(int index, Report report) {
    Mount mount = mounts.get(index);
    String problem = problems[index];
    if (mount.hung()) {
      report.absent(mount.what(), "it does not answer; it is left out until it does");
    } else if (problem != null) {
      report.absent(mount.what(), problem);
    } else {
      mount.record(report, answers[index]);
    }
  }

  private @Nullable String ask(Mount mount, int index) {
    try {
      checked[index] = checked[index] || mount.is(space.device(mount.path()));
      if (!checked[index]) {
        return ANOTHER;
      }
      space.read(mount.path(), answers[index]);
      return null;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private synchronized int begin() {
    asking = !givenUp && next < mounts.size();
    return givenUp ? mounts.size() : next;
  }

  private synchronized int end(int index) {
    if (givenUp) {
      mounts.get(index).hung(false);
      return mounts.size();
    }
    next = index + 1;
    asking = next < mounts.size();
    return next;
  }

  private synchronized boolean finished() {
    return !givenUp;
  }
}
