package dev.sonde.collectors.host;

import dev.sonde.api.Blocking;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/// Space of mounted file systems.
///
/// One call in a run asks all of them. A file system that does not answer in time is remembered and
/// left out until its call comes back; those after it are asked by another call.
final class FilesystemReader implements Reader {
  private static final int MOST_CALLS = 3;

  private final MountTable table;
  private final Space space;
  private final Blocking blocking;
  private final Duration limit;
  private SpacePass pass;

  FilesystemReader(Roots roots, Room room, HostConfig config, Space space, Blocking blocking) {
    this.table = new MountTable(roots, room, config);
    this.space = space;
    this.blocking = blocking;
    this.limit = config.diskTimeout();
    this.pass = new SpacePass(List.of(), space);
  }

  @Override
  public void read(Report report) throws InterruptedException {
    if (table.refresh(report)) {
      pass = new SpacePass(table.mounts(), space);
    }
    List<Mount> mounts = table.mounts();
    int done = 0;
    for (int calls = 0; done < mounts.size() && calls < MOST_CALLS; calls++) {
      done = ask(done, report);
    }
    for (int i = done; i < mounts.size(); i++) {
      report.absent(mounts.get(i).what(), "other file systems took all the time there was");
    }
  }

  @Override
  public void close() {
    table.close();
  }

  /// Asks from one mount on and records what answered; gives the first that was not asked.
  private int ask(int from, Report report) throws InterruptedException {
    SpacePass current = pass;
    current.start(from);
    int answered = call(current, report);
    for (int i = from; i < answered; i++) {
      current.record(i, report);
    }
    return answered;
  }

  private int call(SpacePass current, Report report) throws InterruptedException {
    int size = current.mounts().size();
    try {
      blocking.call("disk space", limit, current);
      return size;
    } catch (TimeoutException e) {
      pass = new SpacePass(current.mounts(), space);
      return current.giveUp();
    } catch (InterruptedException e) {
      pass = new SpacePass(current.mounts(), space);
      current.giveUp();
      throw e;
    } catch (Exception e) {
      pass = new SpacePass(current.mounts(), space);
      report.absent("disk space", String.valueOf(e.getMessage()));
      return size;
    }
  }
}
